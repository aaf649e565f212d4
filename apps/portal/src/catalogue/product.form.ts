import {
  MOST_CENTS,
  MOST_STOCK,
  type ProductInput,
  productInputSchema,
  VAT_NAMES,
  WITHDRAWALS,
} from '@halles/contracts';
import type { Product, Raised } from '@halles/domain/catalogue';
import {
  buttonForm,
  defineActions,
  defineForm,
  formReader,
  type FormValues,
  formValuesOf,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';

/** "4,20", "4.2", "4" euros, "1 250,00" with a blank for the thousands: in cents. */
const price = z
  .string()
  .transform((text) => text.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,6}(?:\.\d{1,2})?$/))
  .transform((text) => Math.round(Number(text) * 100))
  .pipe(z.int().min(1).max(MOST_CENTS));

const wholeOrNothing = (most: number) =>
  z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(
      z.union([
        z.null(),
        z
          .string()
          .regex(/^\d{1,7}$/)
          .transform(Number)
          .pipe(z.int().min(0).max(most)),
      ]),
    );

const { name, description, withdrawal, vat } = productInputSchema.shape;

/** Everything that is said of a product. */
export const productForm = defineForm({
  texts: 'products',
  schema: z.object({
    name,
    price,
    isAvailable: z.boolean(),
    description: description.unwrap(),
    section: z
      .string()
      .transform((text) => (text === '' ? null : text))
      .pipe(productInputSchema.shape.section.unwrap()),
    stock: wholeOrNothing(MOST_STOCK),
    shownStock: wholeOrNothing(MOST_STOCK),
    noticeDays: wholeOrNothing(60),
    vat,
    withdrawal,
    adults: z.boolean(),
  }),
  fields: {
    name: { maxlength: 120 },
    price: { inputmode: 'text', isShort: true, maxlength: 12 },
    isAvailable: { control: 'box' },
    description: { control: 'text', isShort: true, maxlength: 2_000 },
    section: { maxlength: 60 },
    stock: { inputmode: 'numeric', isShort: true, maxlength: 7 },
    shownStock: { control: 'hidden' },
    noticeDays: { inputmode: 'numeric', isShort: true, maxlength: 2 },
    vat: { control: 'choice', options: VAT_NAMES },
    withdrawal: { control: 'choice', options: WITHDRAWALS },
    adults: { control: 'box' },
  },
});

/** Fields by the headings that they are folded under, in the order in which they are asked for; the name and the price stand open. */
export const PRODUCT_PARTS = {
  about: ['isAvailable', 'section', 'description'],
  amounts: ['stock', 'shownStock', 'noticeDays'],
  rules: ['vat', 'withdrawal', 'adults'],
} as const satisfies Readonly<Record<string, readonly (keyof Typed)[]>>;

/** Name of the buttons that put something one place further up. */
export const RAISE = 'raise';
const RAISED = /^(product|section):(.{36})$/;

/** What a button of the list says is put further up. */
export interface RaisedProduct {
  readonly what: Raised;
  readonly id: string;
}

export const raiseValue = ({ what, id }: RaisedProduct): string => `${what}:${id}`;

/** The list with its buttons that put something further up. */
export const raiseForm = formReader<RaisedProduct>((values) => {
  const [, what, id] = RAISED.exec(textOf(values, RAISE)) ?? [];
  return z.uuid().safeParse(id).success && id !== undefined
    ? { input: { what: what === 'section' ? 'section' : 'product', id } }
    : { errors: {} };
});

/** The buttons of a product's page. */
export const productActions = defineActions({
  button: 'do',
  actions: { save: productForm, archive: buttonForm, duplicate: buttonForm },
  otherwise: 'save',
});

type Typed = Parameters<typeof inputOfForm>[0];

/** What was typed, as a product. Pure. */
export const inputOfForm = ({
  price: priceCents,
  adults,
  noticeDays,
  shownStock: _,
  ...rest
}: {
  readonly name: string;
  readonly price: number;
  readonly isAvailable: boolean;
  readonly description: string;
  readonly section: string | null;
  readonly stock: number | null;
  readonly shownStock: number | null;
  readonly noticeDays: number | null;
  readonly vat: ProductInput['vat'];
  readonly withdrawal: ProductInput['withdrawal'];
  readonly adults: boolean;
}): ProductInput => ({ ...rest, priceCents, noticeDays: noticeDays ?? 0, minimumAge: adults ? 18 : null });

const numberText = (value: number | null): string => (value === null ? '' : String(value));

/**
 * What the form of a product is filled in with. Pure.
 * @param last of a new one, the product that it will stand behind: what is sold beside each other is mostly alike
 */
export function productValues(product: Product | null, last?: Product): FormValues {
  const like = product ?? last ?? null;
  const values: Readonly<Record<keyof Typed, string>> = {
    name: product?.name ?? '',
    price: product === null ? '' : (product.priceCents / 100).toFixed(2).replace('.', ','),
    isAvailable: product?.isAvailable === false ? '' : 'yes',
    description: product?.description ?? '',
    section: like?.section ?? '',
    stock: numberText(product?.stock ?? null),
    shownStock: numberText(product?.stock ?? null),
    noticeDays: like === null || like.noticeDays === 0 ? '' : String(like.noticeDays),
    vat: like?.vat ?? 'standard',
    withdrawal: like?.withdrawal ?? 'right',
    adults: product?.minimumAge == null ? '' : 'yes',
  };
  return formValuesOf(values);
}
