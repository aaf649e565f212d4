import {
  AMENDMENT_HOURS,
  type AgreedList,
  type AmendmentInput,
  type LineChange,
  maySubstitute,
  type Order,
} from '@halles/domain/orders';
import { type Product, priceWith, soldName } from '@halles/domain/catalogue';
import { type Locale, priceWords } from '@halles/kernel';
import {
  buttonForm,
  defineActions,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import { SLOT } from '../checkout/basket.form';
import { SEEN, seenOf } from './cancel.form';
import { TERMS } from '../checkout/order.form';

/** The fields of a line, by its place in the order, from 1. */
export const keptField = (position: number): string => `keep-${String(position)}`;
export const insteadField = (position: number): string => `instead-${String(position)}`;
export const countField = (position: number): string => `count-${String(position)}`;

const NUMBER = /^\d{1,3}$/;

/** A product that may stand for another, as the list names it. */
export interface OfferedProduct {
  readonly productId: string;
  readonly name: string;
  /** With its price: "Pain de campagne, 4,20 €". */
  readonly label: string;
}

/** What of a shop can be proposed instead of what it has not. Pure. */
export const offeredProducts = (products: readonly Product[], locale: Locale): OfferedProduct[] =>
  products.filter(maySubstitute).flatMap((product) => {
    const price = priceWith(product, []);
    if ('problem' in price) return [];
    const name = soldName(product);
    return { productId: product.id, name, label: `${name}, ${priceWords(price.unitCents, locale)}` };
  });

const sameText = (one: string, other: string): boolean =>
  one.replaceAll(/\s+/g, ' ').localeCompare(other.replaceAll(/\s+/g, ' '), 'fr', { sensitivity: 'base' }) ===
  0;

/** The product that was meant: by what the list says, or by a name that one alone has. Pure. */
export function productMeant(text: string, offered: readonly OfferedProduct[]): OfferedProduct | null {
  const listed = offered.filter(({ label }) => sameText(label, text));
  const [found, second] = listed.length > 0 ? listed : offered.filter(({ name }) => sameText(name, text));
  return found && (!second || listed.length > 0) ? found : null;
}

function changeOf(
  values: FormValues,
  line: Order['lines'][number],
  position: number,
  offered: readonly OfferedProduct[],
): LineChange | InputErrors {
  const kept = textOf(values, keptField(position));
  const words = { most: String(line.quantity) };
  if (!NUMBER.test(kept) || Number(kept) > line.quantity)
    return { [keptField(position)]: { key: 'kept', words } };
  const text = textOf(values, insteadField(position));
  if (text === '') return { position, quantity: Number(kept), substitute: null };
  const product = productMeant(text, offered);
  if (!product) return { [insteadField(position)]: { key: 'instead' } };
  if (Number(kept) === line.quantity) return { [keptField(position)]: { key: 'replaced', words } };
  const count = textOf(values, countField(position));
  if (!NUMBER.test(count) || Number(count) < 1) return { [countField(position)]: { key: 'count' } };
  return {
    position,
    quantity: Number(kept),
    substitute: { productId: product.productId, quantity: Number(count) },
  };
}

/** What a shop proposes. */
export type Proposal = Pick<AmendmentInput, 'seen' | 'changes' | 'hours'>;

/** Reads what a shop proposes to the customer of an order. @param offered what may be proposed instead */
export const amendmentForm = (
  { lines }: Pick<Order, 'lines'>,
  offered: readonly OfferedProduct[],
): FormReader<Proposal> =>
  formReader((values) => {
    const read = lines.map((line, index) => changeOf(values, line, index + 1, offered));
    const errors = Object.assign({}, ...read.filter((one) => !('position' in one))) as InputErrors;
    const hours = AMENDMENT_HOURS.find((one) => String(one) === textOf(values, 'hours'));
    if (Object.keys(errors).length > 0 || hours === undefined)
      return { errors: hours === undefined ? { ...errors, hours: { key: 'hours' } } : errors };
    const changes = read.filter((one): one is LineChange => 'position' in one);
    return { input: { seen: seenOf(textOf(values, SEEN)), changes, hours } };
  });

/** What the form is filled in with: everything is there. Pure. */
export const amendmentValues = ({ lines }: Pick<Order, 'lines'>): FormValues =>
  formValuesOf({
    ...Object.fromEntries(
      lines.flatMap(({ quantity }, index) => [
        [keptField(index + 1), String(quantity)],
        [insteadField(index + 1), ''],
        [countField(index + 1), '1'],
      ]),
    ),
    hours: '2',
  });

const seen: FormReader<number> = formReader((values) => ({ input: seenOf(textOf(values, SEEN)) }));

/** What a customer agrees to: of what was answered to a list the terms of sale, and a slot where they chose another. */
const agreed: FormReader<{ readonly seen: number } & AgreedList> = formReader((values) => {
  const [terms, slot] = [textOf(values, TERMS), textOf(values, SLOT)];
  return {
    input: {
      seen: seenOf(textOf(values, SEEN)),
      termsDigest: /^[0-9a-f]{64}$/.test(terms) ? terms : null,
      slotFrom: /^\d{12,14}$/.test(slot) ? Number(slot) : null,
    },
  };
});

/** The buttons by which a customer answers; Enter presses none of them. */
export const amendmentAnswerForm = defineActions({
  button: 'do',
  actions: { none: buttonForm, agree: agreed, decline: seen },
  otherwise: 'none',
});
