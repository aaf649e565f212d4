import type { BasketChange, PricedLine } from '@halles/domain/orders';
import type { SummaryLine } from '../checkout/order.form';

type Line = PricedLine<SummaryLine>;

/** A basket as far as it can be had, and what of it cannot. */
export interface HadBasket {
  readonly had: readonly Line[];
  readonly missing: readonly Line[];
}

/** What nothing of can be had. */
const NONE: ReadonlySet<BasketChange['kind']> = new Set(['gone', 'unavailable', 'on-request']);

/**
 * What of a basket can be had today: of pieces that are nearly sold out as many as are left, and nothing of what is not on sale or
 * cannot be chosen so. A total counts the first alone. Pure.
 * @param changes what is not as it was when the basket was stored
 */
export function hadOf(lines: readonly Line[], changes: readonly BasketChange[]): HadBasket {
  const none = new Set<string>();
  const left = new Map<string, number>();
  for (const change of changes) {
    if (NONE.has(change.kind) && 'productId' in change) none.add(change.productId);
    if (change.kind !== 'sold-out') continue;
    // A cut that is smaller is another one, which its customer chooses.
    if (change.isWeight) none.add(change.productId);
    else left.set(change.productId, change.left);
  }
  const had: Line[] = [];
  const missing: Line[] = [];
  for (const line of lines) {
    const most = none.has(line.productId) ? 0 : (left.get(line.productId) ?? line.quantity);
    const quantity = Math.min(line.quantity, most);
    if (left.has(line.productId)) left.set(line.productId, most - quantity);
    if (quantity > 0) had.push({ ...line, quantity });
    if (quantity < line.quantity) missing.push({ ...line, quantity: line.quantity - quantity });
  }
  return { had, missing };
}
