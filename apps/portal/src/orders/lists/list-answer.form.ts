import {
  AGE_RESTRICTIONS,
  FORBIDDEN_GOODS,
  type ListAnswer,
  listAnswerSchema,
  MAX_LINES,
  MAX_PIECES,
  MAX_PRODUCT_NAME,
  VAT_NAMES,
  WITHDRAWALS,
} from '@halles/contracts';
import { type UsualTerms } from '@halles/domain/catalogue';
import { AMENDMENT_HOURS, type Order, type Proposing } from '@halles/domain/orders';
import {
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  type InputError,
  type InputErrors,
  oneOf,
  textOf,
} from '@halles/platform/forms';
import { ADULT_GOODS, price } from '../../catalogue';
import { type OfferedProduct, productMeant } from '../order-page/amendment.form';
import { SLOT } from '../checkout/basket.form';
import { SEEN, seenOf } from '../order-page/cancel.form';

/** The fields of a line of an answer. */
export const ROW_FIELDS = ['label', 'quantity', 'price', 'vat', 'withdrawal', 'adults'] as const;
type RowField = (typeof ROW_FIELDS)[number];

/** Name of a field of a line, which counts from 1. */
export const rowField = (field: RowField, row: number): string => `${field}-${String(row)}`;

/** Says how many lines a form has. */
export const COUNT = 'count';
export const MESSAGE = 'message';
/** Lines that a form has at least, and those that are added to what is filled in. */
const LEAST_ROWS = 4;
const MORE_ROWS = 3;

/** How many lines of a form are read and shown. Pure. */
export function rowsOf(values: FormValues): number {
  const count = textOf(values, COUNT);
  return /^\d{1,2}$/.test(count) ? Math.min(Math.max(Number(count), 1), MAX_LINES) : LEAST_ROWS;
}

/** The same form with more lines. Pure. */
export const withMoreRows = (values: FormValues): FormValues => ({
  ...values,
  [COUNT]: [String(Math.min(rowsOf(values) + MORE_ROWS, MAX_LINES))],
});

/** What a number before is of a measure, of a price or of a range, and no count of pieces: "2 kg de pommes", "2 à 3 tomates". */
const NO_PIECES =
  /^(?:[kmc]?g|[mc]?l|[kmcd]m|lbs?|oz|grammes?|grams?|kilos?|kilogrammes?|litres?|liters?|livres?|pounds?|euros?|h|heures?|à|a|ou|or|to|et|and|%|€|[-–/])(?![\p{L}\p{N}])/iu;

/** A line of a list as pieces and what they are: "2 salades", "2 x 500 g de pâtes", "- 3 suisses", "pain × 2"; one of anything else. Pure. */
export function piecesIn(line: string): { readonly quantity: number; readonly label: string } {
  const text = line.trim();
  const [, before, signed = '', after = ''] =
    /^(?:[-•*–]\s*)?(\d{1,3})(?:\s*([x×])\s*|\s+)(\S.*)$/iu.exec(text) ?? [];
  const [, goods = '', behind] = /^(?:[-•*–]\s*)?(\S.*?)\s+[x×]\s*(\d{1,3})$/iu.exec(text) ?? [];
  const [count, label] =
    before !== undefined && (signed !== '' || !NO_PIECES.test(after))
      ? [Number(before), after]
      : [Number(behind ?? 1), behind === undefined ? text : goods];
  return count >= 1 && count <= MAX_PIECES ? { quantity: count, label } : { quantity: 1, label: text };
}

/** What the form is filled in with: the lines that its customer wrote. @param usual of the business. Pure. */
export function answerValues({ list }: Pick<Order, 'list'>, usual: UsualTerms): FormValues {
  const written = (list?.text ?? '').split('\n').filter((line) => line.trim() !== '');
  const count = Math.min(Math.max(written.length + 1, LEAST_ROWS), MAX_LINES);
  const rows = Array.from({ length: count }, (_, index) => {
    const row = index + 1;
    const { quantity, label } = piecesIn(written[index] ?? '');
    return {
      [rowField('label', row)]: label.slice(0, MAX_PRODUCT_NAME),
      [rowField('quantity', row)]: String(quantity),
      [rowField('vat', row)]: usual.vat,
      [rowField('withdrawal', row)]: usual.withdrawal,
    };
  });
  return formValuesOf(
    Object.assign({ [COUNT]: String(count), hours: '4' }, ...rows) as Record<string, string>,
  );
}

type Line = ListAnswer['lines'][number];

function lineIn(
  values: FormValues,
  row: number,
  offered: readonly OfferedProduct[],
): Line | InputErrors | null {
  const text = (field: RowField): string => textOf(values, rowField(field, row));
  if (text('label') === '') return null;
  const product = productMeant(text('label'), offered);
  const paid = price.safeParse(text('price'));
  const named = listAnswerSchema.shape.lines.unwrap().options[1].shape;
  const name = named.name.safeParse(text('label'));
  const quantity = named.quantity.safeParse(
    /^\d{1,4}$/.test(text('quantity')) ? Number(text('quantity')) : null,
  );
  const vat = oneOf(values, rowField('vat', row), VAT_NAMES);
  const withdrawal = oneOf(values, rowField('withdrawal', row), WITHDRAWALS);
  // Of a form of the release before, a box: what was ticked was alcohol.
  const typed = text('adults') === 'yes' ? 'alcohol' : text('adults');
  const adults = ADULT_GOODS.find((one) => one === typed) ?? 'none';
  const forbidden = product === null && FORBIDDEN_GOODS.find((one) => one === adults);
  const usesItsPrice = product !== null && text('price') === '';
  const errors: Record<string, InputError> = {};
  if (!name.success) errors[rowField('label', row)] = { key: 'label' };
  if (!quantity.success)
    errors[rowField('quantity', row)] = { key: 'quantity', words: { most: String(MAX_PIECES) } };
  if (!paid.success && !usesItsPrice) errors[rowField('price', row)] = { key: 'price' };
  if (forbidden) errors[rowField('adults', row)] = { key: forbidden };
  if (product === null && vat === null) errors[rowField('vat', row)] = { key: 'vat' };
  if (product === null && withdrawal === null) errors[rowField('withdrawal', row)] = { key: 'withdrawal' };
  if (Object.keys(errors).length > 0 || !quantity.success || !name.success) return errors;
  if (product) return { productId: product.productId, quantity: quantity.data, unitCents: paid.data ?? null };
  if (!paid.success || vat === null || withdrawal === null) return errors;
  const minimumAge = adults === 'none' ? null : 18;
  const ageRestriction = AGE_RESTRICTIONS.find((one) => one === adults) ?? null;
  return {
    ...{ name: name.data, quantity: quantity.data, unitCents: paid.data },
    ...{ vat, withdrawal, minimumAge, ageRestriction },
  };
}

const isLine = (one: Line | InputErrors): one is Line => 'unitCents' in one && 'quantity' in one;

/** What a shop answers to a list. */
export type AnsweredForm = Pick<Proposing, 'seen' | 'hours'> & ListAnswer;

/** Reads what a shop answers. @param offered products that a line may be, by what the list of them says or by their name */
export const listAnswerForm = (offered: readonly OfferedProduct[]): FormReader<AnsweredForm> =>
  formReader((values) => {
    const read = Array.from({ length: rowsOf(values) }, (_, index) => lineIn(values, index + 1, offered));
    const filled = read.filter((one) => one !== null);
    const lines = filled.filter(isLine);
    const errors = Object.assign({}, ...filled.filter((one) => !isLine(one))) as Record<string, InputError>;
    if (filled.length === 0) errors[rowField('label', 1)] = { key: 'nothing' };
    const hours = AMENDMENT_HOURS.find((one) => String(one) === textOf(values, 'hours'));
    const slot = textOf(values, SLOT);
    const message = listAnswerSchema.shape.message.unwrap().safeParse(textOf(values, MESSAGE));
    if (!message.success) errors[MESSAGE] = { key: 'message' };
    if (slot !== '' && !/^\d{12,14}$/.test(slot)) errors[SLOT] = { key: 'slot' };
    if (hours === undefined || !message.success || Object.keys(errors).length > 0)
      return { errors: hours === undefined ? { ...errors, hours: { key: 'hours' } } : errors };
    const slotFrom = slot === '' ? null : Number(slot);
    return {
      input: { seen: seenOf(textOf(values, SEEN)), hours, lines, slotFrom, message: message.data },
    };
  });
