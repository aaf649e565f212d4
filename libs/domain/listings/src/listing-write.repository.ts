import { isLockTimeout, updateStatistics } from '@halles/platform/database';
import { forgettingSince, type TenantTx, type TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { FEATURES } from './feature';
import { groupBy } from './group-by';
import type { ListingRow } from './listing-row';
import { HAS_GOODS, HAS_OFFER, IS_HANDLED, IS_SHOWN, isForToday, isTaking, MAY_SELL } from './orderable';
import type { ListingCommune, ListingSource } from './resolved-listing';

/** Columns of `listing` that are resolved, with their types; `place` follows longitude and latitude. */
const COLUMNS = {
  slug: 'text',
  name: 'text',
  folded_name: 'text',
  category: 'text',
  siret: 'text',
  visibility: 'text',
  state: 'text',
  closed_on: 'date',
  merged_into: 'int',
  commune: 'text',
  street: 'text',
  address_line: 'text',
  postal_code: 'text',
  longitude: 'float8',
  latitude: 'float8',
  position_precision: 'text',
  phone: 'text',
  opening_id: 'int',
  features: 'int',
  demonstration: 'bool',
  facts: 'jsonb',
} as const;

const names = Object.keys(COLUMNS);
const typed = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);

const UPSERT = `
  INSERT INTO listing AS l (id, place, ${names.join(', ')}, created_at, updated_at)
  SELECT r.id, r.place::point, ${names.map((name) => `r.${name}`).join(', ')}, $2::timestamptz, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS r(id int, place text, ${typed.join(', ')})
  ON CONFLICT (id) DO UPDATE SET place = excluded.place, updated_at = excluded.updated_at,
    ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
  WHERE (${names.map((name) => `l.${name}`).join(', ')}) IS DISTINCT FROM
    (${names.map((name) => `excluded.${name}`).join(', ')})
  RETURNING id`;

/** A listing that is there already. */
export interface CurrentListing {
  readonly id: number;
  readonly mergedInto: number | null;
  /** Its hours; null where none are known. */
  readonly openingId: number | null;
}

/** One shop fills the index with no more words of what it sells. */
const MAX_SOLD_WORDS = 4_000;

/** What `ListingWriter` fills. */
const WRITTEN_TABLES = [
  'listing',
  'listing_source',
  'opening',
  'search_key',
  'search_entry',
  'search_delete',
  'search_place',
  'map_cell',
] as const;

/** Statements of `ListingWriter`: each for a whole batch. */
const SOLD_BY = `
  SELECT listing_id AS id, ${isTaking('$3')} AND ${IS_HANDLED} AND ${MAY_SELL} AND ${HAS_OFFER} AS "takesOrders",
    ${isForToday('$3')} AS "isForToday", ${IS_HANDLED} AND ${MAY_SELL} AND ${HAS_GOODS} AS sells, ARRAY(
    SELECT DISTINCT word FROM product_word w WHERE w.listing_id = s.listing_id ORDER BY word LIMIT $2) AS words
    FROM ordering_settings s WHERE s.listing_id = ANY($1) AND s.is_open`;
const OUTDATED = `
  SELECT l.id FROM ordering_settings s JOIN listing l ON l.id = s.listing_id
  CROSS JOIN LATERAL (SELECT ${isTaking('$3')} AND ${IS_SHOWN} AND ${IS_HANDLED} AND ${MAY_SELL} AND ${HAS_OFFER} AS takes,
                             s.is_open AND ${IS_SHOWN} AND ${IS_HANDLED} AND ${MAY_SELL} AND ${HAS_GOODS} AS sells) o
   WHERE l.id > $1 AND ((l.features & ${FEATURES.orders} <> 0) <> o.takes
     OR (l.features & ${FEATURES['pickup-today']} <> 0) <> (o.takes AND ${isForToday('$3')})
     OR (l.features & ${FEATURES.sells} <> 0) <> o.sells)
  UNION
  SELECT l.id FROM calm_hours c JOIN listing l ON l.id = c.listing_id
   WHERE l.id > $1 AND l.visibility = 'public' AND l.state = 'open' AND l.features & ${FEATURES['calm-hours']} = 0
  UNION
  SELECT l.id FROM listing l
   WHERE l.id > $1 AND l.features & ${FEATURES['calm-hours']} <> 0
     AND NOT EXISTS (SELECT FROM calm_hours c WHERE c.listing_id = l.id)
   ORDER BY id LIMIT $2`;

/**
 * Collection on the same day was computed for other hours: until it is computed anew nothing is said of it. Behind the hours that a
 * batch is about to write, and before it does.
 */
const FORGET_TODAY = `
  UPDATE ordering_settings s SET today_until = NULL, today_checked_at = NULL
    FROM unnest($1::int[], $2::int[]) AS n (id, opening) JOIN listing l ON l.id = n.id
   WHERE s.listing_id = n.id AND s.today_until IS NOT NULL AND l.opening_id IS DISTINCT FROM n.opening
  RETURNING s.listing_id AS id`;

/** When something can be booked was computed for other hours, too. Days are locked in the order in which bookings lock them. */
const FORGET_FREE = `
  WITH held AS (SELECT listing_id, day FROM agenda_free WHERE listing_id = ANY ($1::int[]) ORDER BY listing_id, day FOR UPDATE)
  UPDATE agenda_free f SET change = f.change + 1, is_stale = true FROM held
   WHERE f.listing_id = held.listing_id AND f.day = held.day`;

const CALM = 'SELECT DISTINCT listing_id AS id FROM calm_hours WHERE listing_id = ANY ($1)';
const BOOKED_AT = `
  SELECT t.listing_id AS id, array_agg(s.name ORDER BY s.name) AS names
    FROM town_service t JOIN agenda_service s ON s.listing_id = t.listing_id AND s.is_active AND s.archived_at IS NULL
   WHERE t.listing_id = ANY ($1) GROUP BY t.listing_id`;

/** Those that searches find, and not by their agenda. */
const UNBOOKABLE = `
  SELECT a.listing_id AS id FROM agenda a
   WHERE a.is_open AND EXISTS (SELECT FROM search_entry e WHERE e.listing = a.listing_id
                                AND e.key = (SELECT id FROM search_key WHERE kind = 'all' AND value = ''))
     AND NOT EXISTS (SELECT FROM search_entry e WHERE e.listing = a.listing_id
                      AND e.key = (SELECT id FROM search_key WHERE kind = 'agenda' AND value = ''))
   ORDER BY a.listing_id LIMIT $1`;

/** What search is told of a shop that says that it takes orders. */
export interface SoldBy {
  /** Whether somebody can order there at the moment, as far as the listing itself does not decide. */
  readonly takesOrders: boolean;
  /** Whether what is ordered can still be collected on the same day, where it takes orders. */
  readonly isForToday: boolean;
  /** Whether it has goods that can be ordered, or will be after a pause. */
  readonly sells: boolean;
  readonly words: readonly string[];
}

@Injectable()
export class ListingWriteRepository {
  async count(tx: TenantTx): Promise<number> {
    const [{ listings } = { listings: 0 }] = await tx.manager.query<{ listings: number }[]>(
      'SELECT count(*)::int AS listings FROM listing',
    );
    return listings;
  }

  async updateStatistics(tx: TenantWriteTx): Promise<void> {
    await updateStatistics(tx.manager, WRITTEN_TABLES);
  }

  /** Undoes what was written since it began, and goes on, where a lock was not to be had in 1.5 s. Returns whether all was done. */
  async withinSavepoint(tx: TenantWriteTx, write: () => Promise<void>): Promise<boolean> {
    const forget = forgettingSince(tx);
    await tx.manager.query('SAVEPOINT piece');
    await tx.manager.query("SET LOCAL lock_timeout = '1500ms'");
    try {
      await write();
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await tx.manager.query('ROLLBACK TO SAVEPOINT piece');
      forget();
      return false;
    }
    await tx.manager.query('SET LOCAL lock_timeout TO DEFAULT');
    await tx.manager.query('RELEASE SAVEPOINT piece');
    return true;
  }

  /** Those of the ids that have a row, held until the transaction's end. */
  async lockMany(tx: TenantWriteTx, ids: readonly number[]): Promise<Map<number, CurrentListing>> {
    const rows = await tx.manager.query<CurrentListing[]>(
      `SELECT id, merged_into AS "mergedInto", opening_id AS "openingId" FROM listing
        WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The sources of each listing. */
  async sourcesOf(tx: TenantTx, ids: readonly number[]): Promise<Map<number, ListingSource[]>> {
    const rows = await tx.manager.query<(ListingSource & { readonly listing: number })[]>(
      `SELECT listing_id AS listing, source, source_id AS "sourceId", reported_on::text AS "reportedOn", facts
       FROM listing_source WHERE listing_id = ANY($1)`,
      [ids],
    );
    return groupBy(rows, ({ listing }) => listing);
  }

  /** Those of the ids that others were merged into. */
  async survivorsAmong(tx: TenantTx, ids: readonly number[]): Promise<Set<number>> {
    const rows = await tx.manager.query<{ id: number }[]>(
      'SELECT DISTINCT merged_into AS id FROM listing WHERE merged_into = ANY($1)',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Those that set times of the week apart. */
  async calmAmong(tx: TenantTx, ids: readonly number[]): Promise<Set<number>> {
    const rows = await tx.manager.query<{ id: number }[]>(CALM, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** What can be booked at those that are services of the town: people look for a desk by what they come for. */
  async bookedAt(tx: TenantTx, ids: readonly number[]): Promise<Map<number, string[]>> {
    const rows = await tx.manager.query<{ id: number; names: string[] }[]>(BOOKED_AT, [ids]);
    return new Map(rows.map(({ id, names }) => [id, names]));
  }

  /** Those of the ids that ever had an agenda. */
  async agendasAmong(tx: TenantTx, ids: readonly number[]): Promise<Set<number>> {
    const rows = await tx.manager.query<{ id: number }[]>(
      'SELECT listing_id AS id FROM agenda WHERE listing_id = ANY($1)',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Listings with an open agenda that are found, and not by it. */
  async listUnbookable(tx: TenantTx, limit: number): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(UNBOOKABLE, [limit]);
    return rows.map(({ id }) => id);
  }

  /** Those that say that they take orders, and whether they do at the moment, with the words by which what they sell is found. */
  async soldBy(tx: TenantTx, ids: readonly number[], now: Date): Promise<Map<number, SoldBy>> {
    const rows = await tx.manager.query<(SoldBy & { readonly id: number })[]>(SOLD_BY, [
      ids,
      MAX_SOLD_WORDS,
      now,
    ]);
    return new Map(rows.map(({ id, ...sold }) => [id, sold]));
  }

  /** Forgets until when shops can be ordered from for today whose hours are about to be others. @returns those of which it was forgotten */
  async forgetToday(
    tx: TenantWriteTx,
    hours: readonly { readonly id: number; readonly opening: number | null }[],
  ): Promise<Set<number>> {
    if (hours.length === 0) return new Set();
    const [rows] = await tx.manager.query<[{ id: number }[], number]>(FORGET_TODAY, [
      hours.map(({ id }) => id),
      hours.map(({ opening }) => opening),
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Says of places that have other hours now that it is not known any more when something can be booked there. */
  async forgetFree(tx: TenantWriteTx, ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await tx.manager.query(FORGET_FREE, [ids]);
  }

  /** Listings after one, by id, of which the directory says otherwise whether they take orders than it is at the moment. */
  async listOutdated(tx: TenantTx, after: number, limit: number, now: Date): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(OUTDATED, [after, limit, now]);
    return rows.map(({ id }) => id);
  }

  /** The territory's communes by INSEE code. */
  async communes(tx: TenantTx): Promise<Map<string, ListingCommune>> {
    const rows = await tx.manager.query<ListingCommune[]>(
      'SELECT code, name, longitude, latitude FROM commune',
    );
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** Who has these SIRETs now. */
  async holdersOf(tx: TenantTx, sirets: readonly string[]): Promise<Map<string, number>> {
    if (sirets.length === 0) return new Map();
    const rows = await tx.manager.query<{ id: number; siret: string }[]>(
      'SELECT id, siret FROM listing WHERE siret = ANY($1)',
      [sirets],
    );
    return new Map(rows.map(({ id, siret }) => [siret, id]));
  }

  async releaseSirets(tx: TenantWriteTx, ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await tx.manager.query('UPDATE listing SET siret = NULL WHERE id = ANY($1)', [ids]);
  }

  /** Writes the rows that are new or differ. Returns their ids. */
  async upsert(tx: TenantWriteTx, rows: readonly ListingRow[], now: Date): Promise<number[]> {
    if (rows.length === 0) return [];
    const written = await tx.manager.query<{ id: number }[]>(UPSERT, [JSON.stringify(rows), now]);
    return written.map(({ id }) => id);
  }

  /** Removes the listings of these that nothing speaks of and nothing of people's is attached to. Returns their ids. */
  async deleteUnused(tx: TenantWriteTx, ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    const unused = await tx.manager.query<{ id: number }[]>(
      `SELECT id FROM listing l WHERE id = ANY($1)
         AND NOT EXISTS (SELECT FROM listing_report WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM account_grant WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM claim WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM photo WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM mandate WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM product WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM customer_order WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM correction WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM listing_revision WHERE listing_id = l.id)
         AND NOT EXISTS (SELECT FROM listing WHERE merged_into = l.id)
         AND NOT EXISTS (SELECT FROM listing_source WHERE listing_id = l.id)`,
      [ids],
    );
    const gone = unused.map(({ id }) => id);
    await tx.manager.query('DELETE FROM listing_pair WHERE one = ANY($1) OR other = ANY($1)', [gone]);
    await tx.manager.query('DELETE FROM listing WHERE id = ANY($1)', [gone]);
    return gone;
  }
}
