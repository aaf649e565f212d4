import {
  AGE_RESTRICTIONS,
  FORBIDDEN_GOODS,
  ALLERGENS,
  MAX_CENTS,
  MAX_STOCK,
  PRODUCT_LABELS,
  type ProductInput,
  productInputSchema,
  VAT_NAMES,
  type Weighing,
  WITHDRAWALS,
} from '@halles/contracts';
import {
  type Attribute,
  contentOf,
  contentWords,
  productHoursText,
  type Moved,
  readProductHours,
  readSeason,
  seasonText,
  type UsualTerms,
  usualTerms,
  wrongSeasonDays,
} from '@halles/domain/catalogue';
import { parseGtin, priceInput } from '@halles/kernel';
import {
  buttonForm,
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  type InputError,
  optionalWholeNumber,
  textOf,
  type Together,
} from '@halles/platform/forms';
import { z } from 'zod';
import { isUuid } from '../params';
import { OPTION_FIELDS, OPTION_PLACES, optionField, optionsOf, optionTexts } from './product-options.form';
import {
  attributesIn,
  LONGEST_VARIANTS,
  shownAttributesIn,
  variantIn,
  variantText,
  withoutShownVariants,
} from './product-variants.form';
import { SOLD_BY, type SoldBy, weighingOf, weighingTexts } from './product-weighing.form';

/** An amount in euros, converted to cents: "4,20", "4.2", "4" or "1 250,00". */
export const price = z
  .string()
  .transform((text) => text.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,6}(?:\.\d{1,2})?$/))
  .transform((text) => Math.round(Number(text) * 100))
  .pipe(z.int().min(1).max(MAX_CENTS));

/** What is wrong with a text that is no price, by the key of what is said of it. Pure. */
export function priceProblem(
  text: string,
): 'price' | 'priceNegative' | 'priceZero' | 'priceDecimals' | 'priceTooLarge' {
  const plain = text
    .replaceAll(/[\s\u00a0\u202f€]/g, '')
    .replace('−', '-')
    .replace(',', '.');
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(plain))
    return /^\d+(?:\.\d+)?e\d+$/i.test(plain) ? 'priceTooLarge' : 'price';
  if (plain.startsWith('-')) return 'priceNegative';
  if (Number(plain) === 0) return 'priceZero';
  return Number(plain) * 100 > MAX_CENTS ? 'priceTooLarge' : 'priceDecimals';
}

const { name, description, withdrawal, vat, labels } = productInputSchema.shape;

/** The box that says that a product has none of them: a form in which none is ticked says nothing. */
export const NO_ALLERGEN = 'none';
const allergens = z
  .array(z.enum([NO_ALLERGEN, ...ALLERGENS]))
  .refine((ticked) => ticked.length < 2 || !ticked.includes(NO_ALLERGEN))
  .transform((ticked) => (ticked.length === 0 ? null : ticked.filter((one) => one !== NO_ALLERGEN)))
  .pipe(productInputSchema.shape.allergens.unwrap());

/** What a product is whose sale is restricted; the last are refused, so that nobody takes them for another. */
export const ADULT_GOODS = ['none', 'alcohol', ...AGE_RESTRICTIONS, ...FORBIDDEN_GOODS] as const;
export type AdultGoods = (typeof ADULT_GOODS)[number];
/** Of a form of the release before, a box: what was ticked was alcohol. */
const adultGoods = z
  .enum(['', 'yes', ...ADULT_GOODS])
  .transform((typed): AdultGoods => (typed === '' ? 'none' : typed === 'yes' ? 'alcohol' : typed));

const content = z.string().transform((text, context) => {
  if (text === '') return null;
  const read = contentOf(text);
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read;
});

const ean = z.string().transform((text, context) => {
  if (text === '') return null;
  const read = parseGtin(text);
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read;
});

const hours = z.string().transform((text, context) => {
  const read = productInputSchema.shape.hours.safeParse(readProductHours(text)).data ?? null;
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read ?? [];
});

const season = z.string().transform((text, context) => {
  if (text === '') return null;
  const read = readSeason(text);
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read;
});

const variant = z.string().transform((text, context) => {
  const read = variantIn(text);
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read ?? [];
});

const variants = z.string().transform((text, context) => {
  const read = attributesIn(text);
  if (read === null) context.addIssue({ code: 'custom', input: text });
  return read ?? [];
});

const weightText = z.string().max(12);
const weightLine = { inputmode: 'decimal', isShort: true, maxlength: 12 } as const;

/** What is said of a product in fields of its own: all but its options. */
export const productFields = defineForm({
  texts: 'products',
  schema: z.object({
    name,
    price,
    soldBy: z.enum(SOLD_BY).or(z.literal('').transform(() => 'piece' as const)),
    least: weightText,
    most: weightText,
    step: weightText,
    pieceWeight: weightText,
    isAvailable: z.boolean(),
    description: description.unwrap(),
    section: z
      .string()
      .transform((text) => (text === '' ? null : text))
      .pipe(productInputSchema.shape.section.unwrap()),
    stock: optionalWholeNumber(0, MAX_STOCK),
    shownStock: optionalWholeNumber(0, MAX_STOCK),
    onRequest: z.boolean(),
    hours,
    season,
    noticeDays: optionalWholeNumber(0, 60),
    vat,
    withdrawal,
    adults: adultGoods,
    content,
    allergens,
    labels: labels.unwrap(),
    ean,
    variant,
    variants,
    shownVariants: z.string().transform((text) => shownAttributesIn(text) ?? []),
  }),
  fields: {
    name: { maxlength: 120 },
    price: { inputmode: 'text', isShort: true, maxlength: 12 },
    soldBy: { control: 'choice', options: SOLD_BY },
    least: weightLine,
    most: weightLine,
    step: weightLine,
    pieceWeight: weightLine,
    isAvailable: { control: 'box' },
    description: { control: 'text', isShort: true, maxlength: 2_000 },
    section: { maxlength: 60 },
    stock: { inputmode: 'numeric', isShort: true, maxlength: 7 },
    shownStock: { control: 'hidden' },
    onRequest: { control: 'box' },
    hours: { maxlength: 400 },
    season: { isShort: true, maxlength: 40 },
    noticeDays: { inputmode: 'numeric', isShort: true, maxlength: 2 },
    vat: { control: 'choice', options: VAT_NAMES },
    withdrawal: { control: 'choice', options: WITHDRAWALS },
    adults: { control: 'choice', options: ADULT_GOODS },
    content: { isShort: true, maxlength: 20 },
    allergens: { control: 'boxes', options: [NO_ALLERGEN, ...ALLERGENS], layout: 'grid' },
    labels: { control: 'boxes', options: PRODUCT_LABELS, layout: 'grid' },
    ean: { inputmode: 'numeric', isShort: true, maxlength: 20 },
    variant: { maxlength: 400 },
    variants: { control: 'text', isShort: true, maxlength: LONGEST_VARIANTS },
    shownVariants: { control: 'hidden' },
  },
});

/** Of two days of which one is none, or both are, says which: one corrected after the other is two ways for one. */
function seasonErrors(values: FormValues): Readonly<Record<string, InputError>> {
  const [first, second] = wrongSeasonDays(textOf(values, 'season'));
  if (first === undefined) return {};
  return {
    season:
      second === undefined
        ? { key: 'seasonDay', words: { first } }
        : { key: 'seasonDays', words: { first, second } },
  };
}

/** Everything that is said of a product. */
export const productForm: FormReader<TypedProduct> = {
  read(posted) {
    const fields = productFields.read(withoutShownVariants(posted));
    return formReader<TypedProduct>((values) => {
      const { options, errors: wrong } = optionsOf(values);
      const { weighing, errors: wrongWeights } = weighingOf(values);
      const errors = { ...wrong, ...wrongWeights, ...seasonErrors(values) };
      if (!fields.ok) {
        const problem = 'price' in fields.errors ? priceProblem(textOf(values, 'price')) : 'price';
        const wrongPrice = problem === 'price' ? {} : { price: { key: problem } };
        return { errors: { ...fields.errors, ...wrongPrice, ...errors } };
      }
      const forbidden = FORBIDDEN_GOODS.find((one) => one === fields.input.adults);
      if (forbidden !== undefined) return { errors: { ...errors, adults: { key: forbidden } } };
      // No lower rate holds for drinks with alcohol (CGI art. 278-0 bis, A 1°).
      if (fields.input.adults === 'alcohol' && fields.input.vat !== 'standard')
        return { errors: { ...errors, vat: { key: 'vatOfAlcohol' } } };
      return Object.keys(errors).length > 0 ? { errors } : { input: { ...fields.input, options, weighing } };
    }).read(posted);
  },
};

/** Fields that say one thing together: a price is of what it is the price of, and a rate of VAT of the goods that it holds for. */
export const PRODUCT_TOGETHER: Together = [
  ['price', 'soldBy', 'least', 'most', 'step', 'pieceWeight'],
  ['stock', 'soldBy'],
  ['vat', 'adults'],
  OPTION_PLACES.flatMap((place) => OPTION_FIELDS.map((field) => optionField(field, place))),
];

/** Fields by the headings that they are folded under, in the order in which they are asked for; the name and the price stand open. */
export const PRODUCT_PARTS = {
  variants: ['variants', 'shownVariants'],
  weighing: ['soldBy', 'pieceWeight', 'least', 'most', 'step'],
  about: ['isAvailable', 'section', 'description'],
  facts: ['content', 'allergens', 'labels', 'ean'],
  amounts: ['stock', 'shownStock', 'onRequest', 'noticeDays', 'hours', 'season'],
  rules: ['vat', 'withdrawal', 'adults'],
} as const satisfies Readonly<Record<string, readonly (keyof Fields)[]>>;

/** Name of the field that says what is put elsewhere, and of the one that says where, from 1. */
export const MOVE = 'move';
export const PLACE = 'place';
const MOVED = /^(product|section):(.{36})$/;

/** What the list says is put elsewhere. */
export interface MovedProduct {
  readonly what: Moved;
  readonly id: string;
  /** From 0. */
  readonly place: number;
}

export const moveValue = ({ what, id }: Omit<MovedProduct, 'place'>): string => `${what}:${id}`;

/** The list with what puts something elsewhere. */
export const moveForm = formReader<MovedProduct>((values) => {
  const [, what, id] = MOVED.exec(textOf(values, MOVE)) ?? [];
  const place = textOf(values, PLACE);
  return id !== undefined && isUuid(id) && /^[1-9]\d{0,3}$/.test(place)
    ? { input: { what: what === 'section' ? 'section' : 'product', id, place: Number(place) - 1 } }
    : { errors: {} };
});

/** The buttons of a product's page. */
export const productActions = defineActions({
  button: 'do',
  actions: {
    save: productForm,
    archive: buttonForm,
    archiveVariant: buttonForm,
    duplicate: buttonForm,
  },
  otherwise: 'save',
});

type Fields = Omit<TypedProduct, 'options' | 'weighing'>;
/** What a product says of itself; in what its variants differ, all of them say. */
type OwnFields = Omit<Fields, 'variants' | 'shownVariants'>;

/** What was typed of a product. */
export interface TypedProduct {
  readonly name: string;
  readonly price: number;
  readonly soldBy: SoldBy;
  readonly least: string;
  readonly most: string;
  readonly step: string;
  readonly pieceWeight: string;
  readonly isAvailable: boolean;
  readonly description: string;
  readonly section: string | null;
  readonly stock: number | null;
  readonly shownStock: number | null;
  readonly onRequest: boolean;
  readonly hours: ProductInput['hours'];
  readonly season: ProductInput['season'];
  readonly noticeDays: number | null;
  readonly vat: ProductInput['vat'];
  readonly withdrawal: ProductInput['withdrawal'];
  readonly adults: AdultGoods;
  readonly content: ProductInput['content'];
  readonly allergens: ProductInput['allergens'];
  readonly labels: ProductInput['labels'];
  readonly ean: ProductInput['ean'];
  readonly variant: ProductInput['variant'];
  /** In what the variants of the product are to differ, and in what they did when the form was filled in. */
  readonly variants: readonly Attribute[];
  readonly shownVariants: readonly Attribute[];
  readonly options: ProductInput['options'];
  readonly weighing: Weighing | null;
}

/** What was typed, as a product. Pure. */
export const inputOfForm = ({
  price: priceCents,
  adults,
  noticeDays,
  shownStock: _,
  soldBy: _soldBy,
  least: _least,
  most: _most,
  step: _step,
  pieceWeight: _pieceWeight,
  variants: _variants,
  shownVariants: _shownVariants,
  ...rest
}: TypedProduct): ProductInput => ({
  ...rest,
  priceCents,
  noticeDays: noticeDays ?? 0,
  minimumAge: adults === 'none' ? null : 18,
  ageRestriction: AGE_RESTRICTIONS.find((one) => one === adults) ?? null,
});

/** How much is in a product as one types it in either language. */
const contentText = (content: ProductInput['content']): string =>
  content === null ? '' : content.unit === 'piece' ? String(content.amount) : contentWords(content, 'fr');

const numberText = (value: number | null): string => (value === null ? '' : String(value));

/**
 * What the form of a product is filled in with. Pure.
 * @param last of a new one, the product that it will stand behind: what is sold beside each other is mostly in one section. Nothing
 *   that is folded comes from it: a sandwich before would tax bread, and wine would not come back
 * @param usual of a new one, the terms of the shop's trade
 */
export function productValues(
  product: ProductInput | null,
  last?: Pick<ProductInput, 'section'>,
  usual: UsualTerms = usualTerms(null),
): FormValues {
  const values: Readonly<Record<keyof OwnFields, string | readonly string[]>> = {
    name: product?.name ?? '',
    price: product === null ? '' : priceInput(product.priceCents),
    ...weighingTexts(product?.weighing ?? null),
    isAvailable: product?.isAvailable === false ? '' : 'yes',
    description: product?.description ?? '',
    section: (product ?? last)?.section ?? '',
    stock: numberText(product?.stock ?? null),
    shownStock: numberText(product?.stock ?? null),
    onRequest: product?.onRequest === true ? 'yes' : '',
    hours: productHoursText(product?.hours ?? []),
    season: product?.season ? seasonText(product.season) : '',
    noticeDays: product === null || product.noticeDays === 0 ? '' : String(product.noticeDays),
    vat: product?.vat ?? usual.vat,
    withdrawal: product?.withdrawal ?? usual.withdrawal,
    adults: product?.minimumAge == null ? 'none' : (product.ageRestriction ?? 'alcohol'),
    content: contentText(product?.content ?? null),
    allergens: product?.allergens?.length === 0 ? [NO_ALLERGEN] : (product?.allergens ?? []),
    labels: product?.labels ?? [],
    ean: product?.ean ?? '',
    variant: variantText(product?.variant ?? []),
  };
  return formValuesOf({ ...values, ...optionTexts(product?.options ?? []) });
}
