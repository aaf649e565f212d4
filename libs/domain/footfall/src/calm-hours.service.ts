import { type CalmSpan, MAX_CALM_SPANS } from '@halles/contracts';
import { type ListingBatch, ListingWriter } from '@halles/domain/listings';
import { forgetFreeDays } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import {
  ChangeBus,
  publishChange,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { TooManyCalmSpans } from './footfall.errors';

/** A time of the week as it is stored. */
export interface StoredCalmSpan extends CalmSpan {
  readonly id: string;
}

const PLACES = 'SELECT DISTINCT listing_id AS id FROM calm_hours ORDER BY listing_id LIMIT $1';
const LIST = `
  SELECT id, kind, weekday::int, from_minute::int AS "from", until_minute::int AS until, is_reserved AS "isReserved"
    FROM calm_hours WHERE listing_id = $1 ORDER BY weekday, from_minute, until_minute, kind`;
/** Who adds or removes one waits for who does at the same place, and for no import that writes its listing. */
const LOCK = 'SELECT id FROM calm_hours WHERE listing_id = $1 ORDER BY id FOR UPDATE';
const ADD = `
  INSERT INTO calm_hours (id, listing_id, kind, weekday, from_minute, until_minute, is_reserved) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING`;
const RESERVE = `
  UPDATE calm_hours SET is_reserved = $6
   WHERE listing_id = $1 AND kind = $2 AND weekday = $3 AND from_minute = $4 AND until_minute = $5 AND is_reserved <> $6`;
const REMOVE =
  'DELETE FROM calm_hours WHERE listing_id = $1 AND id = $2 RETURNING is_reserved AS "isReserved"';

/** The times of the week that places set apart: a quiet hour, an hour for fragile people, in sign language, with a helper. */
@Injectable()
export class CalmHours {
  /** Places that have any: of all others nothing is asked. */
  private readonly places: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly writer: ListingWriter,
    private readonly clock: Clock,
    changeBus: ChangeBus,
  ) {
    this.places = new RememberedRows(changeBus, clock, (tx, _, limit) => tx.manager.query(PLACES, [limit]));
  }

  /** In the order of the week. */
  list(ctx: TenantContext, listingId: number): Promise<readonly StoredCalmSpan[]> {
    return this.work.read(ctx, (tx) => tx.manager.query<StoredCalmSpan[]>(LIST, [listingId]));
  }

  /** The same for the page of any place. */
  async shownIn(tx: TenantTx, listingId: number): Promise<readonly StoredCalmSpan[]> {
    if ((await this.places.among(tx, [listingId], null)).length === 0) return [];
    return tx.manager.query<StoredCalmSpan[]>(LIST, [listingId]);
  }

  /** Sets one apart; of what is set apart already it says whether its appointments are kept. @throws TooManyCalmSpans */
  async add(ctx: TenantContext, listingId: number, id: string, span: CalmSpan): Promise<void> {
    const { kind, weekday, from, until, isReserved } = span;
    await this.work.write(ctx, async (tx) => {
      await tx.manager.query(LOCK, [listingId]);
      const kept = await tx.manager.query<StoredCalmSpan[]>(LIST, [listingId]);
      // Sent twice, it is added once.
      if (kept.some((one) => one.id === id)) return;
      if (kept.length >= MAX_CALM_SPANS) throw new TooManyCalmSpans({});
      await tx.manager.query(ADD, [id, listingId, kind, weekday, from, until, isReserved]);
      await tx.manager.query(RESERVE, [listingId, kind, weekday, from, until, isReserved]);
      const isSame = (one: CalmSpan): boolean =>
        one.kind === kind && one.weekday === weekday && one.from === from && one.until === until;
      if (isReserved || kept.some((one) => one.isReserved && isSame(one)))
        await forgetFreeDays(tx, listingId);
      // The first one is found by search.
      if (kept.length === 0) await this.tell(tx, listingId);
      await publishChange(tx);
    });
  }

  /** Takes one back; one that is gone stays so. */
  async remove(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await tx.manager.query(LOCK, [listingId]);
      const [removed] = await tx.manager.query<[{ isReserved: boolean }[], number]>(REMOVE, [listingId, id]);
      if (removed.length === 0) return;
      if (removed.some(({ isReserved }) => isReserved)) await forgetFreeDays(tx, listingId);
      const kept = await tx.manager.query<unknown[]>(LIST, [listingId]);
      if (kept.length === 0) await this.tell(tx, listingId);
      await publishChange(tx);
    });
  }

  /** Tells search whether a place has any; where an import holds the directory, the task that looks for what is outdated does. */
  private tell(tx: TenantWriteTx, listingId: number): Promise<boolean> {
    return this.writer.attempt(tx, (batch) => this.index(batch, listingId));
  }

  private async index(batch: ListingBatch, listingId: number): Promise<void> {
    const now = this.clock.now();
    await this.writer.refresh(batch, [listingId], now);
    await this.writer.finish(batch, 'touched', now);
  }
}
