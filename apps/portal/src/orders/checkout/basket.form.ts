import {
  type ChosenFulfilment,
  collectorName,
  MAX_CHOICES,
  MAX_GRAMS,
  MAX_LINES,
  MAX_OPTION_GROUPS,
  MAX_PIECES,
  optionName,
  orderInputSchema,
} from '@halles/contracts';
import { type ChosenOption, type ChosenWeight, gramsOf, type Product } from '@halles/domain/catalogue';
import {
  allOf,
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  type InputError,
  isRepeated,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { readPhone } from '../../profiles';
import { fulfilmentIn, MODE } from './order-fulfilment.form';

const { name, note } = orderInputSchema.shape;

/** Who orders, and what they wish to say. A phone is read by the country of the shop: see `basketForm`. */
export const contactForm = defineForm({
  texts: 'orders',
  schema: z.object({
    name,
    email: z
      .string()
      .transform((text) => (text === '' ? null : text))
      .pipe(orderInputSchema.shape.email.unwrap()),
    phone: z.string().max(40).default(''),
    wantsTexts: z.boolean(),
    collector: collectorName,
    note,
  }),
  fields: {
    name: { autocomplete: 'name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email', isUnmarked: true },
    phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', isUnmarked: true },
    wantsTexts: { control: 'box' },
    collector: { maxlength: 100 },
    note: { control: 'text', isShort: true, maxlength: 1_000 },
  },
});

export const SLOT = 'slot';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const IS_UUID = new RegExp(`^${UUID}$`);
const AMOUNT = new RegExp(`^([qw])-(${UUID})(?:-(\\d{1,2}))?$`);

/** Name of the field that tells one showing of the form from another: a browser sends it again with all that was filled in. */
export const FORM_KEY = 'formKey';

/** Which showing of its form was filled in; null where nothing says so. Pure. */
export function formKeyIn(values: FormValues): string | null {
  const key = textOf(values, FORM_KEY);
  return IS_UUID.test(key) ? key : null;
}

/** How often the same product may be in a basket with other choices. */
export const MAX_ROWS = 20;

/** Name of the field that says how many of a product are wanted, in one of its rows, from 0. */
export const quantityField = (productId: string, row = 0): string =>
  row === 0 ? `q-${productId}` : `q-${productId}-${String(row)}`;

/** Name of the field that says how many grams of a product are wanted, in one of its rows, from 0. */
export const weightField = (productId: string, row = 0): string =>
  `w${quantityField(productId, row).slice(1)}`;

/** How much of something is shown as wanted: of what is not, an empty field, since whoever types into a zero orders tens. Pure. */
export function shownAmount(values: FormValues, field: string): string {
  const typed = textOf(values, field);
  return typed === '0' ? '' : typed;
}

/** Name of the field that says how much of a product is wanted: how many, or which weight. */
export const amountField = ({ id, weighing }: Pick<Product, 'id' | 'weighing'>, row = 0): string =>
  weighing?.by === 'weight' ? weightField(id, row) : quantityField(id, row);

/** Name of the field that says which variant of a product is wanted, in one of its rows, from 0. */
export const variantField = (productId: string, row = 0): string =>
  `v${quantityField(productId, row).slice(1)}`;

/**
 * The product that is wanted in a row: the variant that was chosen, where one is asked for; null where none was. Pure.
 * @param productId by which the fields of the row are named
 */
export function productIn(values: FormValues, productId: string, row: number): string | null {
  const field = variantField(productId, row);
  if (!(field in values)) return productId;
  const chosen = textOf(values, field);
  return IS_UUID.test(chosen) ? chosen : null;
}

/** Name of the fields of a group of options in a row: those of one name exclude each other where one may be chosen. */
export const choiceField = (productId: string, row: number, group: number): string =>
  `o-${productId}-${String(row)}-${String(group)}`;

const choicesSchema = z
  .array(z.tuple([optionName, optionName]))
  .max(MAX_OPTION_GROUPS * MAX_CHOICES)
  .transform((pairs) => pairs.map(([group, name]): ChosenOption => ({ group, name })));

/** Choices of all lines of a basket: no page that anybody may send is read beyond it. */
export const MAX_BASKET_CHOICES = 1_000;
export const TOO_LONG: InputError = { key: 'tooMany', words: { most: String(MAX_LINES) } };
/** Characters of a field that holds one choice: two names, each of which may be written with six characters for one. */
const LONGEST_CHOICE = 1_024;

/** Choices in one text; empty for none. Pure. */
export const choicesText = (choices: readonly ChosenOption[]): string =>
  choices.length === 0 ? '' : JSON.stringify(choices.map(({ group, name }) => [group, name]));

/** The choices of such a text; null where it is none. Pure. */
export function choicesIn(text: string): ChosenOption[] | null {
  if (text === '') return [];
  try {
    const choices: unknown = JSON.parse(text);
    // Counted first: the schema looks at each before it counts.
    if (!Array.isArray(choices) || choices.length > MAX_OPTION_GROUPS * MAX_CHOICES) return null;
    return choicesSchema.safeParse(choices).data ?? null;
  } catch {
    return null;
  }
}

/** What was chosen in a row of a product; what is no choice counts as none. Pure. */
export function chosenIn(values: FormValues, productId: string, row: number): ChosenOption[] {
  const chosen: ChosenOption[] = [];
  for (let group = 0; group < MAX_OPTION_GROUPS; group += 1)
    for (const text of allOf(values, choiceField(productId, row, group))) {
      if (chosen.length >= MAX_OPTION_GROUPS * MAX_CHOICES) return chosen;
      if (text.length <= LONGEST_CHOICE) chosen.push(...(choicesIn(text) ?? []));
    }
  return chosen;
}

/** The product that a field is named by, whether it asks for a weight, and in which row; null for other fields than amounts. Pure. */
export function amountFieldOf(
  field: string,
): { readonly productId: string; readonly row: number; readonly isWeight: boolean } | null {
  const [, kind, productId, row = '0'] = AMOUNT.exec(field) ?? [];
  return productId === undefined || Number(row) >= MAX_ROWS
    ? null
    : { productId, row: Number(row), isWeight: kind === 'w' };
}

/** How much somebody wrote; null for what is no such amount. Pure. */
function amountIn(text: string, isWeight: boolean): Pick<BasketRow, 'quantity' | 'weight'> | null {
  if (!isWeight) return /^\d{1,4}$/.test(text) ? { quantity: Number(text), weight: null } : null;
  const grams = gramsOf(text);
  return grams === null || grams > MAX_GRAMS ? null : { quantity: 1, weight: { by: 'weight', grams } };
}

/** Whether an amount was filled in. Pure. */
export const isWanted = (text: string): boolean => text !== '' && !/^0+$/.test(text);

/** A row of a basket. */
export interface BasketRow {
  /** Where its quantity was written. */
  readonly field: string;
  readonly productId: string;
  readonly quantity: number;
  /** Where a weight was written, and no number of pieces. */
  readonly weight: ChosenWeight | null;
  readonly choices: readonly ChosenOption[];
}

/** A basket as its customer filled it in. */
export interface Basket {
  readonly lines: readonly BasketRow[];
  readonly fulfilment: ChosenFulfilment;
  /** Milliseconds since 1970; 0 where it is sent, which has no slot. */
  readonly slotFrom: number;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly wantsTexts: boolean;
  /** Who collects it for them; null: they come themselves. */
  readonly collector: string | null;
  readonly note: string | null;
}

/**
 * Amounts by product, at most so many pieces over all of its rows; what is empty or nought is not wanted. Nothing is read beyond the
 * first line that is one too many. Pure.
 */
export function quantitiesOf(values: FormValues): {
  readonly lines: Basket['lines'];
  readonly errors: Readonly<Record<string, InputError>>;
} {
  const lines: BasketRow[] = [];
  const errors: Record<string, InputError> = {};
  const pieces = new Map<string, number>();
  let wrong = 0;
  let choiceCount = 0;
  for (const field of Object.keys(values)) {
    const asked = amountFieldOf(field);
    const text = textOf(values, field);
    if (asked === null || !isWanted(text)) continue;
    const { productId: named, row, isWeight } = asked;
    const productId = productIn(values, named, row);
    if (lines.length + wrong === MAX_LINES || choiceCount > MAX_BASKET_CHOICES)
      return { lines, errors: { ...errors, products: TOO_LONG } };
    if (productId === null) {
      errors[field] = { key: 'variant' };
      wrong += 1;
      continue;
    }
    const amount = amountIn(text, isWeight);
    const all = (pieces.get(productId) ?? 0) + (amount?.quantity ?? Number.NaN);
    pieces.set(productId, all);
    if (amount !== null && all <= MAX_PIECES) {
      const choices = chosenIn(values, named, row);
      choiceCount += choices.length;
      lines.push({ field, productId, ...amount, choices });
    } else {
      errors[field] = isWeight ? { key: 'weight' } : { key: 'quantity', words: { most: String(MAX_PIECES) } };
      wrong += 1;
    }
  }
  return { lines, errors };
}

/** The form without what is wanted, so that nothing of it is in the basket any more. Pure. */
export const withoutGoods = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([field]) => !/^(?:[qwvo]-|line$)/.test(field)));

/** The goods of a basket alone. */
export const goodsForm: FormReader<readonly BasketRow[]> = formReader<readonly BasketRow[]>((values) => {
  const { lines, errors } = quantitiesOf(values);
  if (Object.keys(errors).length > 0) return { errors };
  return lines.length === 0 ? { errors: { products: { key: 'products' } } } : { input: lines };
});

/**
 * A basket: how many of each product, when, and for whom.
 * @param department INSEE code of the shop's department, by which a phone is read
 */
export const basketForm = (department: string): FormReader<Basket> => ({
  read(posted) {
    const contact = contactForm.read(posted);
    return formReader<Basket>((values) => {
      const { lines, errors: wrong } = quantitiesOf(values);
      const errors: Record<string, InputError> = { ...wrong, ...(contact.ok ? {} : contact.errors) };
      if (lines.length === 0 && Object.keys(wrong).length === 0) errors['products'] = { key: 'products' };
      const received = fulfilmentIn(values);
      if (received.chosen === null) Object.assign(errors, received.errors);
      const isSent = textOf(values, MODE) === 'post';
      const slot = isSent ? '0' : textOf(values, SLOT);
      if (!isSent && !/^\d{12,14}$/.test(slot)) errors[SLOT] = { key: SLOT };
      const phone = readPhone(textOf(values, 'phone'), department);
      if ('error' in phone) errors['phone'] = phone.error;
      else if (phone.value === null && (isRepeated(values, 'email') || textOf(values, 'email') === ''))
        errors['email'] = { key: 'contact' };
      if (!contact.ok || received.chosen === null || Object.keys(errors).length > 0 || 'error' in phone)
        return { errors };
      const { chosen: fulfilment } = received;
      const isCollectable = fulfilment.mode === 'pickup' || fulfilment.mode === 'collection-point';
      const collector = isCollectable ? contact.input.collector : null;
      return {
        input: { ...contact.input, collector, phone: phone.value, lines, fulfilment, slotFrom: Number(slot) },
      };
    }).read(posted);
  },
});
