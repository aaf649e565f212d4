import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { CountedHour, FootfallPeriod, JudgedClick } from './footfall-count';

/** What was clicked, and where. */
export interface ClickSource {
  readonly listingId: number;
  /** The door; null: by somebody with an account. */
  readonly linkId: string | null;
  readonly device: string;
}

interface StoredClick extends Pick<JudgedClick, 'id' | 'madeAt'> {
  readonly change: number;
  readonly isCounted: boolean;
}

interface PeriodRow {
  readonly present: number;
  readonly beganAt: Date;
  readonly endsAt: Date;
}

const ONE = `SELECT present, began_at AS "beganAt", ends_at AS "endsAt" FROM footfall WHERE listing_id = $1`;
const LOCK = `${ONE} FOR UPDATE`;
const ADD = `
  INSERT INTO footfall (listing_id, present, began_at, ends_at, counted_at) VALUES ($1, 0, $2, $3, $2)
  ON CONFLICT (listing_id) DO NOTHING`;
const SAVE = `
  UPDATE footfall SET present = $2, began_at = $3, ends_at = $4, counted_at = $5 WHERE listing_id = $1`;
const KNOWN = 'SELECT id FROM footfall_click WHERE id = ANY ($1::uuid[])';
const CLICK = `
  INSERT INTO footfall_click (id, listing_id, link_id, device, change, is_correction, is_counted, made_at, received_at)
  SELECT c.id, $1, $2, $3, c.change, $4, c.counted, c.made, $5
    FROM unnest($6::uuid[], $7::int[], $8::boolean[], $9::timestamptz[]) AS c (id, change, counted, made)`;
const HOURS = `
  INSERT INTO footfall_hour (listing_id, hour, entries, peak)
  SELECT $1, h.hour, h.entries, h.peak FROM unnest($2::timestamptz[], $3::int[], $4::int[]) AS h (hour, entries, peak)
  ON CONFLICT (listing_id, hour) DO UPDATE
     SET entries = footfall_hour.entries + excluded.entries, peak = GREATEST(footfall_hour.peak, excluded.peak)`;
const ERASE_CLICKS = 'DELETE FROM footfall_click WHERE received_at < $1';
const ERASE_HOURS = 'DELETE FROM footfall_hour WHERE hour < $1';

/** The counts of doors. */
@Injectable()
export class FootfallRepository {
  /** The running count of a place, held until the transaction ends; null where nobody ever counted there. */
  async lock(tx: TenantWriteTx, listingId: number): Promise<FootfallPeriod | null> {
    const [row] = await tx.manager.query<PeriodRow[]>(LOCK, [listingId]);
    return row ? { ...row, beganAt: row.beganAt.getTime(), endsAt: row.endsAt.getTime() } : null;
  }

  async add(tx: TenantWriteTx, listingId: number, { beganAt, endsAt }: FootfallPeriod): Promise<void> {
    await tx.manager.query(ADD, [listingId, new Date(beganAt), new Date(endsAt)]);
  }

  async save(tx: TenantWriteTx, listingId: number, period: FootfallPeriod, now: Date): Promise<void> {
    const { present, beganAt, endsAt } = period;
    await tx.manager.query(SAVE, [listingId, present, new Date(beganAt), new Date(endsAt), now]);
  }

  /** Which of some clicks were received already. */
  async known(tx: TenantTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(KNOWN, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  async record(
    tx: TenantWriteTx,
    { listingId, linkId, device }: ClickSource,
    clicks: readonly StoredClick[],
    { isCorrection, now }: { readonly isCorrection: boolean; readonly now: Date },
  ): Promise<void> {
    await tx.manager.query(CLICK, [
      ...[listingId, linkId, device, isCorrection, now],
      clicks.map(({ id }) => id),
      clicks.map(({ change }) => change),
      clicks.map(({ isCounted }) => isCounted),
      clicks.map(({ madeAt }) => new Date(madeAt)),
    ]);
  }

  async addHours(tx: TenantWriteTx, listingId: number, hours: readonly CountedHour[]): Promise<void> {
    await tx.manager.query(HOURS, [
      listingId,
      hours.map(({ hour }) => new Date(hour)),
      hours.map(({ entries }) => entries),
      hours.map(({ peak }) => peak),
    ]);
  }

  /** Deletes the clicks that were received before an instant. Returns how many. */
  async eraseClicks(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown, number]>(ERASE_CLICKS, [instant]);
    return count;
  }

  /** Deletes the hours that began before an instant. Returns how many. */
  async eraseHours(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown, number]>(ERASE_HOURS, [instant]);
    return count;
  }
}
