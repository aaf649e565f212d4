import type { LinePart, Order } from '../order';
import { restOfLine, restOfLines, type WithdrawnLines, withdrawnPositions } from '../withdrawal';

/** What of a line its shop gives back where it is not all that is left: so many pieces of it, or an amount off its price. */
export type ReturnedPart = { readonly position: number } & (
  { readonly pieces: number } | { readonly cents: number }
);

/** What of an order its shop gives back. */
export interface ReturnedGoods {
  /** Places, from 1, of the lines of which all that is left is given back. */
  readonly positions: readonly number[];
  /** Of other lines. */
  readonly parts?: readonly ReturnedPart[];
}

type ReturnedOrder = Pick<Order, 'state' | 'lines' | 'withdrawals'>;

/** Places of the lines, from 1, whose money a shop may give back: of what was handed over, and not given back yet. Pure. */
export function returnablePositions(order: ReturnedOrder): number[] {
  if (order.state !== 'collected') return [];
  const gone = withdrawnPositions(order);
  return order.lines.flatMap((_, index) => (gone.has(index + 1) ? [] : [index + 1]));
}

/** How many pieces of a line may be given back one by one; 0 where it is sold by weight, or is a single piece. Pure. */
export function returnablePieces(order: ReturnedOrder, position: number): number {
  const line = order.lines[position - 1];
  const { quantity } = restOfLine(order, position);
  return line === undefined || line.weight?.by === 'weight' || quantity < 2 ? 0 : quantity;
}

/**
 * What of a line is given back: pieces cost their share of the line, rounded to the nearest cent, and the last of them all that is
 * left of it; never more than the line less what was given back before. Pure.
 * @returns `rest` for all that is left; null where there is not so much
 */
function partOf(order: ReturnedOrder, returned: ReturnedPart): LinePart | 'rest' | null {
  const { position } = returned;
  const line = order.lines[position - 1];
  const rest = restOfLine(order, position);
  if (!line) return null;
  if ('cents' in returned) {
    const { cents } = returned;
    return cents < 1 || cents > rest.cents ? null : { position, quantity: 0, cents };
  }
  const { pieces } = returned;
  if (pieces < 1 || pieces > rest.quantity) return null;
  if (pieces === rest.quantity) return 'rest';
  if (line.weight?.by === 'weight') return null;
  const share = Math.max(Math.round((line.totalCents * pieces) / line.quantity), 1);
  return { position, quantity: pieces, cents: Math.min(share, rest.cents) };
}

/**
 * What is given back of an order that was handed over, line by line, each line once. Pure.
 * @returns null where more is wanted than is left
 */
export function plannedReturn(
  order: ReturnedOrder,
  { positions, parts = [] }: ReturnedGoods,
): Required<WithdrawnLines> | null {
  const possible = new Set(returnablePositions(order));
  const named = [...positions, ...parts.map(({ position }) => position)];
  if (named.length === 0 || new Set(named).size !== named.length) return null;
  if (!named.every((position) => possible.has(position))) return null;
  const planned = parts.map((part) => ({ position: part.position, part: partOf(order, part) }));
  if (planned.some(({ part }) => part === null)) return null;
  const whole = planned.filter(({ part }) => part === 'rest').map(({ position }) => position);
  const rest = restOfLines(order, [...positions, ...whole]);
  const pieces = planned.flatMap(({ part }) => (part === null || part === 'rest' ? [] : [part]));
  return {
    positions: [...rest.positions, ...pieces.map(({ position }) => position)].sort((a, b) => a - b),
    parts: [...rest.parts, ...pieces].sort((a, b) => a.position - b.position),
  };
}
