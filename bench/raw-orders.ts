import { MINUTE } from '@halles/kernel';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { BenchShop } from './order-shops';

// All rows that an order writes, each part with the places of its parameters.
const take = (shop: string, products: string): string => `
  UPDATE product p SET stock = stock - 1 FROM (
    SELECT id FROM product WHERE listing_id = ${shop} AND id = ANY (${products}::uuid[]) ORDER BY id FOR UPDATE) AS taken
   WHERE p.id = taken.id AND p.stock >= 1`;
const movements = (order: string, products: string): string => `
  INSERT INTO stock_movement (id, product_id, order_id, delta, reason, created_at)
  SELECT gen_random_uuid(), product, ${order}, -1, 'ordered', now() FROM unnest(${products}::uuid[]) AS product`;
const number = (shop: string): string => `
  INSERT INTO order_number AS n (listing_id, year, last) VALUES (${shop}, 2000, 1)
  ON CONFLICT (listing_id, year) DO UPDATE SET last = n.last + 1 RETURNING last`;
export const ORDER = `
  INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until, total_cents,
                              items, customer_name, customer_email, code, locale, idempotency_key, content_digest, created_at)`;
const orderOf = (last: string): string => `
  SELECT $1::uuid, $2::int, 2000, ${last}::int, 'order', 'pickup', 'received', 1, $3::timestamptz, $4::timestamptz, 1260, 3,
         'Odile Martin', $5, '123456', 'fr', gen_random_uuid(), repeat('0', 64), now()`;
const EVENT = `
  INSERT INTO order_event (id, order_id, event, state, actor, created_at)
  VALUES (gen_random_uuid(), $1, 1, 'received', 'customer', now())`;
export const LINE = `
  INSERT INTO order_line (order_id, position, product_id, name, quantity, unit_cents, total_cents, vat, vat_rate, withdrawal)`;
const lines = (products: string): string => `
  ${LINE}
  SELECT $1::uuid, l.position, l.product, 'Pain de campagne', 1, 420, 420, 'reduced', 550, 'perishable'
    FROM unnest(${products}::uuid[]) WITH ORDINALITY AS l (product, position)`;
const recipients = (shop: string): string => `
  INSERT INTO order_recipient (id, order_id, account_id)
  SELECT gen_random_uuid(), $1, account_id FROM account_grant WHERE listing_id = ${shop} RETURNING id`;
const MAILS = `
  INSERT INTO platform.outbox (id, kind, ref)
  SELECT gen_random_uuid(), 'order.notify-shop', id FROM mailed
  UNION ALL VALUES (gen_random_uuid(), 'order.notify-customer', $1::uuid)`;
const due = (shop: string): string => `
  INSERT INTO order_daily_due (id, listing_id, day) VALUES (gen_random_uuid(), ${shop}, current_date)`;

/** The same rows in one statement. */
const ONE = `
  WITH taken AS (${take('$2', '$6')} RETURNING p.id),
       numbered AS (${number('$2')}),
       placed AS (${ORDER} ${orderOf('last')} FROM numbered),
       moved AS (${movements('$1', '$6')}),
       lined AS (${lines('$6')}),
       happened AS (${EVENT}),
       marked AS (${due('$2')}),
       mailed AS (${recipients('$2')})
  ${MAILS}`;

export type Raw = (shop: BenchShop, slotFrom: number, products: readonly string[]) => Promise<void>;

/** Prepared once a connection, as ours are. */
const TAKE = { name: 'take', text: take('$1', '$2') };
const MOVE = { name: 'move', text: movements('$1', '$2') };
const NUMBER = { name: 'number', text: number('$1') };
const PLACE = {
  name: 'place',
  text: `WITH marked AS (${due('$2')}) ${ORDER} ${orderOf('$6')}`,
};
const FILL = { name: 'fill', text: `WITH happened AS (${EVENT}) ${lines('$2')}` };
const TELL = { name: 'tell', text: `WITH mailed AS (${recipients('$2')}) ${MAILS}` };

export function rawOf(pool: pg.Pool): Record<'batched' | 'one', Raw> {
  const valuesOf = (id: string, shop: BenchShop, slotFrom: number): unknown[] => [
    ...[id, shop.id, new Date(slotFrom), new Date(slotFrom + 30 * MINUTE)],
    `odile-${id}@habitante.example`,
  ];
  return {
    batched: async (shop, slotFrom, products) => {
      const id = uuid();
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query({ ...TAKE, values: [shop.id, products] });
        await client.query({ ...MOVE, values: [id, products] });
        const { rows } = await client.query<{ last: number }>({ ...NUMBER, values: [shop.id] });
        await client.query({ ...PLACE, values: [...valuesOf(id, shop, slotFrom), rows[0]?.last] });
        await client.query({ ...FILL, values: [id, products] });
        await client.query({ ...TELL, values: [id, shop.id] });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    one: async (shop, slotFrom, products) => {
      const id = uuid();
      await pool.query({ name: 'one', text: ONE, values: [...valuesOf(id, shop, slotFrom), products] });
    },
  };
}
