import { MAX_LINES } from '@halles/contracts';
import { type Order, returnablePieces, returnablePositions, type ReturnedPart } from '@halles/domain/orders';
import {
  allOf,
  type FieldDefinition,
  formReader,
  type FormReader,
  type FormValues,
  type InputError,
  textOf,
} from '@halles/platform/forms';
import { price } from '../../catalogue';
import { SEEN } from '../order-page/cancel.form';

/** Where the texts of the form are. */
export const RETURN_TEXTS = 'creditNotes.return';
/** Lines that are given back whole, or what is left of them. */
export const LINES = 'lines';
/** Says that the goods came back, and go on sale again. */
export const RESTOCK = 'restock';

/** The fields of a line, by its place in the order, from 1: how many pieces of it, or which amount, where it is not all. */
export const returnedPiecesField = (position: number): string => `pieces-${String(position)}`;
export const returnedAmountField = (position: number): string => `amount-${String(position)}`;

/** What a shop wants to give back. */
export interface OrderReturnInput {
  readonly positions: readonly number[];
  readonly parts: readonly ReturnedPart[];
  readonly isRestocked: boolean;
  /** How many withdrawals and returns its page showed; null: a page of the release before, which did not say. */
  readonly seen: number | null;
}

const field = (name: string, more: Partial<FieldDefinition>): [string, FieldDefinition] => [
  name,
  {
    name,
    control: 'line',
    isRequired: false,
    isUnmarked: true,
    isShort: true,
    maxlength: 40,
    options: [],
    ...more,
  },
];

/** The fields of the form, as its order has lines. @param labelOf what a line is called. Pure. */
export function returnFields(
  order: Pick<Order, 'state' | 'lines' | 'withdrawals'>,
  labels: { readonly pieces: (position: number) => string; readonly amount: (position: number) => string },
): ReadonlyMap<string, FieldDefinition> {
  const positions = returnablePositions(order);
  return new Map([
    field(LINES, { control: 'boxes', options: positions.map(String) }),
    ...positions.flatMap((position) => [
      ...(returnablePieces(order, position) === 0
        ? []
        : [field(returnedPiecesField(position), { inputmode: 'numeric', label: labels.pieces(position) })]),
      field(returnedAmountField(position), { inputmode: 'decimal', label: labels.amount(position) }),
    ]),
    field(RESTOCK, { control: 'box' }),
  ]);
}

/** What is typed of one line: nothing, a part, or what is wrong with it. */
function partIn(values: FormValues, position: number): ReturnedPart | Record<string, InputError> | null {
  const pieces = textOf(values, returnedPiecesField(position));
  const amount = textOf(values, returnedAmountField(position));
  if (pieces !== '' && amount !== '') return { [returnedAmountField(position)]: { key: 'both' } };
  if (pieces !== '')
    return /^\d{1,3}$/.test(pieces) && Number(pieces) > 0
      ? { position, pieces: Number(pieces) }
      : { [returnedPiecesField(position)]: { key: 'pieces' } };
  if (amount === '') return null;
  const cents = price.safeParse(amount);
  return cents.success && cents.data > 0
    ? { position, cents: cents.data }
    : { [returnedAmountField(position)]: { key: 'amount' } };
}

const isPart = (one: ReturnedPart | Record<string, InputError>): one is ReturnedPart => 'position' in one;

/** Of which lines of an order its shop gives the money back, from 1: what is typed of a line says how much, ticked or not. */
export const orderReturnForm: FormReader<OrderReturnInput> = formReader((values) => {
  const read = Array.from({ length: MAX_LINES }, (_, index) => partIn(values, index + 1)).filter(
    (one) => one !== null,
  );
  const errors = Object.assign({}, ...read.filter((one) => !isPart(one))) as Record<string, InputError>;
  const parts = read.filter(isPart);
  const typed = new Set(parts.map(({ position }) => position));
  const ticked = allOf(values, LINES);
  if (!ticked.every((one) => /^[1-9]\d?$/.test(one)) || (ticked.length === 0 && read.length === 0))
    errors[LINES] = { key: 'lines' };
  if (Object.keys(errors).length > 0) return { errors };
  const seen = textOf(values, SEEN);
  return {
    input: {
      positions: [...new Set(ticked.map(Number))].filter((position) => !typed.has(position)),
      parts,
      isRestocked: textOf(values, RESTOCK) === 'yes',
      seen: /^\d{1,4}$/.test(seen) ? Number(seen) : null,
    },
  };
});
