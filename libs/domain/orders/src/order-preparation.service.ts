import type { ChosenWeight, PricedChoice } from '@halles/domain/catalogue';
import { isListingId } from '@halles/domain/listings';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from './order';

/** A line that is to be prepared. */
export interface PreparedLine {
  readonly orderId: string;
  readonly number: OrderSummary['number'];
  readonly slot: OrderSummary['slot'];
  /** Null once the customer was erased. */
  readonly customer: string | null;
  readonly note: string | null;
  readonly fulfilment: OrderSummary['fulfilment'];
  readonly point: OrderSummary['point'];
  readonly address: OrderSummary['address'];
  readonly productId: string;
  readonly name: string;
  readonly choices: readonly PricedChoice[];
  readonly quantity: number;
  /** Of what is weighed, what it was ordered as or what the scales said. */
  readonly weight: ChosenWeight | null;
}

/** How much of a product, with the same choices, all orders together want. */
export type PreparedProduct = Pick<PreparedLine, 'name' | 'choices' | 'quantity' | 'weight'>;

/** Some thousand lines are more than a shop prepares in a day. */
const MAX_LINES = 5_000;

/** In the order in which they are collected; what was withdrawn from is not prepared. */
const TO_PREPARE = `
  SELECT o.id AS "orderId", json_build_object('year', o.year, 'number', o.number) AS number, o.slot_from AS "slotFrom",
         o.slot_until AS "slotUntil", o.customer_name AS customer, o.note, o.fulfilment,
         o.collection_point AS point, o.delivery_address AS address, l.product_id AS "productId", l.name, l.choices,
         l.quantity, CASE WHEN l.weighed_by IS NOT NULL
           THEN json_build_object('by', l.weighed_by, 'grams', coalesce(l.final_grams, l.estimated_grams)) END AS weight
    FROM customer_order o JOIN order_line l ON l.order_id = o.id
   WHERE o.listing_id = $1 AND o.state IN ('accepted', 'preparing') AND o.slot_from >= $2 AND o.slot_from < $3
     AND NOT EXISTS (SELECT FROM order_withdrawal_line w WHERE w.order_id = l.order_id AND w.position = l.position)
   ORDER BY o.slot_from, o.year, o.number, l.position LIMIT $4`;

/** Pieces or grams of each product with its choices over all lines, by name. Pure. */
export function preparedProducts(
  lines: readonly (PreparedProduct & Pick<PreparedLine, 'productId'>)[],
): PreparedProduct[] {
  const products = new Map<string, PreparedProduct>();
  for (const { productId, name, choices, quantity, weight } of lines) {
    // A product that was renamed meanwhile stands under both names, as it was ordered.
    const key = JSON.stringify([
      productId,
      name,
      choices.map((choice) => [choice.group, choice.name]),
      weight?.by,
    ]);
    const known = products.get(key);
    products.set(key, {
      ...{ name, choices, quantity: quantity + (known?.quantity ?? 0) },
      weight: weight && { ...weight, grams: weight.grams + (known?.weight?.grams ?? 0) },
    });
  }
  return [...products.values()].sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

/** What a shop has to prepare. */
@Injectable()
export class OrderPreparation {
  constructor(private readonly work: UnitOfWork) {}

  /** Lines of the orders that were accepted and are collected in a time, its end not included, the first slot at the head. */
  async list(ctx: TenantContext, listingId: number, from: Date, until: Date): Promise<PreparedLine[]> {
    if (!isListingId(listingId)) return [];
    const rows = await this.work.read(ctx, ({ manager }) =>
      manager.query<(Omit<PreparedLine, 'slot'> & { readonly slotFrom: Date; readonly slotUntil: Date })[]>(
        TO_PREPARE,
        [listingId, from, until, MAX_LINES],
      ),
    );
    return rows.map(({ slotFrom, slotUntil, ...line }) => ({
      ...line,
      slot: { from: slotFrom, until: slotUntil },
    }));
  }
}
