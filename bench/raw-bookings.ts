import { DAY, MINUTE } from '@halles/kernel';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';

/** A time of a salon that nobody has. */
export interface BenchTime {
  readonly listing: number;
  readonly service: string;
  readonly staff: string;
  readonly startsAt: number;
}

/** Prepared once a connection, as ours are. */
const ADD_DAY = {
  name: 'add-day',
  text: 'INSERT INTO place_day (listing_id, day) VALUES ($1, $2::date) ON CONFLICT DO NOTHING',
};
const LOCK_DAY = {
  name: 'lock-day',
  text: 'SELECT 1 FROM place_day WHERE listing_id = $1 AND day = $2::date FOR UPDATE',
};
const TAKEN = {
  name: 'taken',
  text: `SELECT count(*)::int AS taken FROM booking_resource
          WHERE resource_id = $1 AND is_taken AND during && tstzrange($2, $3)`,
};
const BOOK = {
  name: 'book',
  text: `
    INSERT INTO booking (id, listing_id, reference, state, event, service_id, service_name, price_cents, starts_at, ends_at, party,
                         cancellation_notice, customer_name, customer_email, locale, source, idempotency_key, content_digest, created_at)
    VALUES ($1, $2, $3, 'confirmed', 1, $4, 'Coupe', 2800, $5, $6, 1, 0, 'Odile Martin', $7, 'fr', 'online', gen_random_uuid(),
            repeat('0', 64), now())`,
};
const HAPPEN = {
  name: 'happen',
  text: `
    INSERT INTO booking_event (id, booking_id, event, state, actor, starts_at, is_moved, created_at)
    VALUES (gen_random_uuid(), $1, 1, 'confirmed', 'customer', $2, false, now())`,
};
const TAKE = {
  name: 'take',
  text: `
    INSERT INTO booking_resource (booking_id, listing_id, resource_id, lane, during, is_taken)
    VALUES ($1, $2, $3, 1, tstzrange($4, $5), true)`,
};
const TELL = {
  name: 'tell',
  text: `
    WITH mailed AS (
      INSERT INTO booking_recipient (id, booking_id, event, account_id)
      SELECT gen_random_uuid(), $1, 1, account_id FROM account_grant WHERE listing_id = $2 RETURNING id)
    INSERT INTO platform.outbox (id, kind, ref)
    SELECT gen_random_uuid(), 'booking.notify-shop', id FROM mailed
    UNION ALL VALUES (gen_random_uuid(), 'booking.notify-customer', $1::uuid)`,
};

/** Books with raw pg: the lock of the day, whether the time is taken, and all rows that a booking writes, in one transaction. */
export const rawBooking =
  (pool: pg.Pool) =>
  async ({ listing, service, staff, startsAt }: BenchTime): Promise<void> => {
    const id = uuid();
    const [from, until] = [new Date(startsAt), new Date(startsAt + 30 * MINUTE)];
    const day = new Date(Math.floor(startsAt / DAY) * DAY).toISOString().slice(0, 10);
    const reference = id
      .replaceAll('-', '')
      .slice(-8)
      .toUpperCase()
      .replaceAll(/[01AEIOU]/g, 'B');
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query({ ...ADD_DAY, values: [listing, day] });
      await client.query({ ...LOCK_DAY, values: [listing, day] });
      const { rows } = await client.query<{ taken: number }>({ ...TAKEN, values: [staff, from, until] });
      if (rows[0]?.taken !== 0) throw new Error('the time is taken');
      const email = `odile-${id}@habitante.example`;
      await client.query({ ...BOOK, values: [id, listing, reference, service, from, until, email] });
      await client.query({ ...HAPPEN, values: [id, from] });
      await client.query({ ...TAKE, values: [id, listing, staff, from, until] });
      await client.query({ ...TELL, values: [id, listing] });
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
