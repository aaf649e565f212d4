import {
  basketLineSchema,
  MAX_LINES,
  MAX_OPTION_GROUPS,
  ORDER_KINDS,
  type OrderKind,
  PAYMENT_METHODS,
  type PaymentMethod,
  WEIGHT_TOLERANCE,
} from '@halles/contracts';
import type { ChosenOption, ChosenWeight } from '@halles/domain/catalogue';
import type { Listing } from '@halles/domain/listings';
import { BasketChanged, OrderingClosed, type SeenProduct } from '@halles/domain/orders';
import {
  allOf,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  oneOf,
  PostedForm,
  textOf,
} from '@halles/platform/forms';
import { v4 as uuid, v5 as uuidOf } from 'uuid';
import {
  type Basket,
  basketForm,
  choiceField,
  choicesIn,
  choicesText,
  formKeyIn,
  MAX_BASKET_CHOICES,
  MAX_ROWS,
  quantityField,
  TOO_LONG,
  weightField,
} from './basket.form';

/** A line of the summary, with the price that its customer saw. */
export interface SummaryLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitCents: number;
  /** With what it weighs, or about. */
  readonly weight: ChosenWeight | null;
  readonly choices: readonly ChosenOption[];
}

export interface ConfirmedBasket extends Omit<Basket, 'lines'> {
  /** What the summary said that it is. */
  readonly kind: OrderKind;
  /** Of the terms of sale that the summary led to; null where nothing is sold. */
  readonly termsDigest: string | null;
  /** Per cent by which the price of what is weighed may exceed its estimate; null where the summary said nothing of it. */
  readonly weightTolerance: number | null;
  /** How it is paid, as its customer chose. */
  readonly payment: PaymentMethod;
  /** Key of the form, by which a place in the slot is held; null: none is. */
  readonly holdId: string | null;
  readonly lines: readonly SummaryLine[];
  /** What the summary said of each of its products. */
  readonly seen: readonly SeenProduct[];
}

export const LINE = 'line';
export const KIND = 'kind';
export const TERMS = 'terms';
export const TOLERANCE = 'tolerance';
export const PAYMENT = 'payment';
/** A field of its own, and not a part of a line: a server of the version before reads the line as it knows it. */
export const SEEN = 'seen';
const SEEN_VALUE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9a-f]{16}):([0-9a-f]{16})$/;
const DIGEST = /^[0-9a-f]{64}$/;
const PERCENT = /^\d{1,2}$/;
const LINE_VALUE =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,3}):(\d{1,8})(?::([pw])(\d{1,8}))?(?::(.*))?$/s;

/** How a line stands in the summary. Pure. */
export const lineValue = ({ productId, quantity, unitCents, weight, choices }: SummaryLine): string =>
  [
    ...[productId, String(quantity), String(unitCents)],
    ...(weight === null ? [] : [`${weight.by === 'weight' ? 'w' : 'p'}${String(weight.grams)}`]),
    choicesText(choices),
  ].join(':');

/** The value of the hidden field that records which version of a product the customer has read. Pure. */
export const seenValue = ({ productId, name, allergens }: SeenProduct): string =>
  [productId, name, allergens].join(':');

/** The products as the summary showed them; values that cannot be parsed are dropped. Pure. */
const seenIn = (values: FormValues): readonly SeenProduct[] =>
  allOf(values, SEEN)
    .slice(0, MAX_LINES)
    .flatMap((text) => {
      const [, productId, name, allergens] = SEEN_VALUE.exec(text) ?? [];
      return productId === undefined || name === undefined || allergens === undefined
        ? []
        : [{ productId, name, allergens }];
    });

interface SummaryLines {
  readonly lines: readonly SummaryLine[];
  /** Whether there were more lines than are accepted; the rest is not parsed. */
  readonly isTooLong: boolean;
}

/** Parsed lines by the texts that they were parsed from, so that a form is parsed only once. */
const READ = new WeakMap<readonly string[], SummaryLines>();

/** The lines of a summary. Lines that cannot be parsed are dropped, and parsing stops once there are too many. Pure. */
export function linesIn(values: FormValues): SummaryLines {
  const texts = allOf(values, LINE);
  const known = READ.get(texts);
  if (known) return known;
  const lines: SummaryLine[] = [];
  let choices = 0;
  let isTooLong = false;
  for (const [index, text] of texts.entries()) {
    isTooLong = index === MAX_LINES || choices > MAX_BASKET_CHOICES;
    if (isTooLong) break;
    const line = lineIn(text);
    choices += line?.choices.length ?? 0;
    if (line) lines.push(line);
  }
  const read = { lines, isTooLong };
  READ.set(texts, read);
  return read;
}

/** Parses a line as the summary wrote it; null if it is not valid. Pure. */
function lineIn(text: string): SummaryLine | null {
  const [, productId, quantity, unitCents, by, grams, chosen = ''] = LINE_VALUE.exec(text) ?? [];
  const choices = choicesIn(chosen);
  if (productId === undefined || choices === null) return null;
  const weight: ChosenWeight | null =
    by === undefined ? null : { by: by === 'w' ? 'weight' : 'piece', grams: Number(grams) };
  const line = { productId, quantity: Number(quantity), unitCents: Number(unitCents), weight, choices };
  return basketLineSchema.safeParse(line).success ? line : null;
}

/** The values of the basket's form that a summary was made of: what it is filled in with again. Pure. */
export function basketValues(values: FormValues): FormValues {
  const rows = new Map<string, number>();
  const filled = linesIn(values).lines.flatMap(
    ({ productId, quantity, weight, choices }): [string, string | string[]][] => {
      const row = rows.get(productId) ?? 0;
      if (row >= MAX_ROWS) return [];
      rows.set(productId, row + 1);
      // A group that the product has no more is kept too: what became of it is told.
      const groups = [...new Set(choices.map(({ group }) => group))].slice(0, MAX_OPTION_GROUPS);
      return [
        weight?.by === 'weight'
          ? [weightField(productId, row), String(weight.grams)]
          : [quantityField(productId, row), String(quantity)],
        ...groups.map((group, index): [string, string[]] => [
          choiceField(productId, row, index),
          choices.filter((choice) => choice.group === group).map((choice) => choicesText([choice])),
        ]),
      ];
    },
  );
  return { ...values, ...formValuesOf(Object.fromEntries(filled)) };
}

/** The tolerance that a summary said; null for none. Pure. */
function toleranceIn(values: FormValues): number | null {
  const text = textOf(values, TOLERANCE);
  return PERCENT.test(text) ? Math.min(Number(text), WEIGHT_TOLERANCE.most) : null;
}

/**
 * Checks that a summary came back with all that every summary says: terms where something is sold, and each product once.
 * @throws BasketChanged it is shown again
 */
export function checkWhole({
  kind,
  termsDigest,
  lines,
  seen,
}: Pick<ConfirmedBasket, 'kind' | 'termsDigest' | 'lines' | 'seen'>): void {
  const products = new Set(lines.map(({ productId }) => productId));
  const read = new Set(seen.map(({ productId }) => productId));
  const areSame =
    read.size === seen.length && read.size === products.size && [...read].every((id) => products.has(id));
  if (!areSame || (kind === 'order' && termsDigest === null))
    throw new BasketChanged({ changes: [{ kind: 'summary' }] });
}

/** The summary that is ordered: the same basket, with the prices that were shown. */
export const summaryForm = (department: string): FormReader<ConfirmedBasket> => ({
  read(posted) {
    const { lines, isTooLong } = linesIn(posted.values);
    if (isTooLong)
      return formReader<ConfirmedBasket>(() => ({
        errors: { products: TOO_LONG },
      })).read(posted);
    const basket = basketForm(department).read(
      new PostedForm(basketValues(posted.values), posted.limitReached),
    );
    if (!basket.ok) return basket;
    const kind = oneOf(posted.values, KIND, ORDER_KINDS);
    const [termsDigest = null] = DIGEST.exec(textOf(posted.values, TERMS)) ?? [];
    const seen = seenIn(posted.values);
    return formReader<ConfirmedBasket>(() => {
      if (kind === null || lines.length === 0) return { errors: { products: { key: 'products' } } };
      return {
        input: {
          ...{ ...basket.input, kind, termsDigest, lines, seen },
          weightTolerance: toleranceIn(posted.values),
          payment: oneOf(posted.values, PAYMENT, PAYMENT_METHODS) ?? 'shop',
          holdId: formKeyIn(posted.values),
        },
      };
    }).read(posted);
  },
});

/** The key of a summary: the same where the same form is sent again, as a browser does once somebody went back; else another one. */
export const summaryKey = (formKey: string | null, basket: Basket): string =>
  formKey === null ? uuid() : uuidOf(JSON.stringify(basket), formKey);

/** By which a phone is read. @throws OrderingClosed of a shop without hours, which takes no orders */
export function departmentOf({ schedule }: Pick<Listing, 'schedule'>): string {
  if (!schedule) throw new OrderingClosed({});
  return schedule.place.department;
}
