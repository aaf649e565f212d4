import { required } from '@halles/kernel';
import { anOrder, basketOf, ordersOf, type OrdersWorld } from '@halles/testing/orders';
import { fieldsIn } from '../../apps/portal/testing/posted-fields';
import { type Answer, PortalForm } from './portal-form';
import type { Stage } from './stage';

/** Loaves that the shop has at first. */
export const LOAVES = 1_000;

/** The summary of a loaf that somebody sends, with an address of their own each time: one address is sent only a few mails an hour. */
export class OrderForm extends PortalForm {
  constructor(
    stage: Pick<Stage, 'portalPort' | 'world'>,
    private readonly shop: Pick<OrderShop, 'listing' | 'loaf' | 'slotFrom'>,
  ) {
    const path = `/commerce/x-${String(shop.listing)}/commander/confirmer`;
    super(stage.portalPort, stage.world.here.tenant.slug, path);
  }

  /** @returns null when the connection was cut before an answer */
  async post(key: string): Promise<Answer | null> {
    const { loaf, slotFrom } = this.shop;
    const answer = await this.postFields({
      ...{ idempotencyKey: key, kind: 'order', line: `${loaf}:1:420:`, slot: String(slotFrom) },
      ...(await this.shown()),
      ...customerOf(key),
    });
    if (answer?.status === 409) summaries.delete(this.shop.loaf);
    return answer;
  }

  /** What the summary of the shop says of terms and loaf: read once, for what is tried is what comes after it. */
  private async shown(): Promise<Record<string, string>> {
    const { listing, loaf, slotFrom } = this.shop;
    const known = summaries.get(loaf);
    if (known) return known;
    const path = `/commerce/x-${String(listing)}/commander`;
    const basket = { [`q-${loaf}`]: '1', slot: String(slotFrom) };
    const page = await this.postTo(path, { ...basket, ...customerOf(crypto.randomUUID()) });
    const { terms, seen } = fieldsIn(
      page?.body ?? '',
      /action="([^"]+\/confirmer)"/.exec(page?.body ?? '')?.[1] ?? '',
    );
    if (terms === undefined || seen === undefined) return {};
    summaries.set(loaf, { terms, seen });
    return { terms, seen };
  }
}

/** What summaries said, by loaf. */
const summaries = new Map<string, Record<string, string>>();

const customerOf = (key: string) => ({ name: 'Odile Martin', email: addressOf(key), phone: '', note: '' });

const addressOf = (key: string): string => `odile-${key}@habitante.example`;

/** A shop on a stage that takes orders now: each is two mails to come, to its customer and to its owner. */
export interface OrderShop {
  readonly orders: OrdersWorld;
  readonly listing: number;
  readonly loaf: string;
  readonly slotFrom: number;
  /** Orders as the portal does it, without its pages. */
  place(key: string): Promise<{ readonly id: string }>;
  stored(keys: readonly string[]): Promise<{ readonly id: string; readonly number: number }[]>;
  /** What cannot be while every order is whole: stock, journal of the stock and numbers say the same. */
  contradictions(): Promise<unknown[]>;
}

export async function openOrderShop(stage: Stage): Promise<OrderShop> {
  const orders = await ordersOf(stage.world);
  // The processes of the stage have the time of the machine.
  orders.at(new Date());
  const listing = await orders.aShop();
  const loaf = await orders.aProduct(listing, { stock: LOAVES });
  const slots = await orders.slotsOf(listing, basketOf(loaf));
  const slotFrom = required(slots.at(-1), 'a slot').from;
  return {
    orders,
    listing,
    loaf,
    slotFrom,
    place: (key) =>
      orders.place(
        listing,
        anOrder(basketOf(loaf), { slotFrom, idempotencyKey: key, email: addressOf(key) }),
      ),
    stored: (keys) =>
      orders.rowsOf(
        'SELECT id, number FROM customer_order WHERE idempotency_key = ANY ($1) ORDER BY number',
        [keys],
      ),
    contradictions: () =>
      orders.rowsOf(
        `SELECT p.stock, o.orders, o.last, m.sum FROM product p,
           LATERAL (SELECT count(*)::int AS orders, coalesce(max(number), 0) AS last FROM customer_order WHERE listing_id = $1) o,
           LATERAL (SELECT sum(delta)::int AS sum FROM stock_movement WHERE product_id = p.id) m
          WHERE p.id = $2 AND (p.stock <> $3::int - o.orders OR m.sum <> p.stock OR o.last <> o.orders)`,
        [listing, loaf, LOAVES],
      ),
  };
}
