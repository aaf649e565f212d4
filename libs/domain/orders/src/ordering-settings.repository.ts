import {
  type CancellationRule,
  type OrderKind,
  type PickupRules,
  pickupRulesSchema,
} from '@halles/contracts';
import {
  HAS_GOODS,
  HAS_OFFER,
  isForToday,
  IS_HANDLED,
  IS_SHOWN,
  isTaking,
  MAY_SELL,
  TAKES_LISTS,
} from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Whether and how a shop takes orders. */
export interface OrderingSettings {
  readonly isOpen: boolean;
  /** Whether its customers owe the money, or are bound to nothing. */
  readonly kind: OrderKind;
  /** Whether its customers may write or photograph a list instead of choosing products. */
  readonly takesLists: boolean;
  /** Closed with one tap until then. */
  readonly pausedUntil: Date | null;
  /** Null: there is none; one that is over counts as none (`controlsAt`). */
  readonly rush: Rush | null;
  /** Per cent by which the price of what is weighed may exceed its estimate. */
  readonly weightTolerance: number;
  /** Whether an order comes to it once its customer confirmed it by the link of a mail. */
  readonly confirmsContact: boolean;
  /** Until when customers may cancel what they order from now on. */
  readonly cancellation: CancellationRule;
  readonly pickup: PickupRules;
}

/** What can be ordered from a shop. */
export interface Offered {
  /** Something that is on sale. */
  readonly goods: boolean;
  /** What a list asks for. */
  readonly lists: boolean;
  /** Whether it is ordered or reserved. */
  readonly kind: OrderKind;
}

/** What is said of a shop in lists at a moment. */
export interface OrderingNow {
  readonly id: number;
  /** Somebody can order there. */
  readonly takes: boolean;
  /** And collect it on the same day. */
  readonly isForToday: boolean;
  /** It has goods on sale, also while it pauses its orders. */
  readonly sells: boolean;
  /** What it takes are reservations, which bind nobody. */
  readonly reserves: boolean;
}

/** How a shop is reminded of orders that it does not answer. */
export interface Answering {
  /** Minutes of opening time in which it answers; null: as the territory says. */
  readonly minutes: number | null;
  /** E.164: where text messages go, and whom the town calls; null: none that it said. */
  readonly phone: string | null;
}

/** Until then every basket takes so many minutes more. */
export interface Rush {
  readonly minutes: number;
  readonly until: Date;
}

interface ControlsRow {
  readonly pausedUntil: Date | null;
  readonly rushMinutes: number | null;
  readonly rushUntil: Date | null;
}

interface SettingsRow
  extends
    ControlsRow,
    Pick<
      OrderingSettings,
      'isOpen' | 'kind' | 'weightTolerance' | 'confirmsContact' | 'takesLists' | 'cancellation'
    > {
  readonly pickup: unknown;
}

const CONTROLS = `paused_until AS "pausedUntil", rush_minutes AS "rushMinutes", rush_until AS "rushUntil"`;
const COLUMNS = `is_open AS "isOpen", s.kind, takes_lists AS "takesLists", weight_tolerance AS "weightTolerance", confirms_contact AS "confirmsContact", s.cancellation, ${CONTROLS}, pickup`;
const ONE = `SELECT ${COLUMNS} FROM ordering_settings s WHERE listing_id = $1`;
const LOCK = `${ONE} FOR UPDATE`;
const SWITCHED_ON = `
  SELECT listing_id AS "listingId", updated_at AS since, ${CONTROLS} FROM ordering_settings
   WHERE listing_id = ANY($1) AND is_open AND (paused_until > $2 OR rush_until > $2) ORDER BY listing_id`;

const TAKING_OF_SOME = `
  FROM ordering_settings s JOIN listing l ON l.id = s.listing_id
 WHERE s.listing_id = ANY($1) AND ${isTaking('$2')} AND ${IS_SHOWN} AND ${IS_HANDLED} AND ${MAY_SELL}`;
const ONE_TAKING = `SELECT ${COLUMNS} ${TAKING_OF_SOME}`;
const OFFERING = `SELECT s.listing_id AS id ${TAKING_OF_SOME} AND ${HAS_OFFER}`;
/** Of shops that are not shown as such, nothing: those that said they take orders and may, in a pause too. */
const ORDERING_NOW = `
  SELECT s.listing_id AS id, ${isTaking('$2')} AND ${HAS_OFFER} AS takes, ${isTaking('$2')} AND ${HAS_OFFER} AND ${isForToday('$2')} AS "isForToday",
         ${HAS_GOODS} AS sells, s.kind = 'reservation' AS reserves
    FROM ordering_settings s JOIN listing l ON l.id = s.listing_id
   WHERE s.listing_id = ANY($1) AND s.is_open AND ${IS_SHOWN} AND ${IS_HANDLED} AND ${MAY_SELL}`;
const OFFERED = `SELECT ${HAS_GOODS} AS goods, ${TAKES_LISTS} AS lists, s.kind ${TAKING_OF_SOME}`;
const COUNT_OFFERING = `
  SELECT count(*)::int AS shops FROM ordering_settings s JOIN listing l ON l.id = s.listing_id
   WHERE s.is_open AND ${isTaking('$1')} AND ${IS_SHOWN} AND ${IS_HANDLED} AND ${MAY_SELL} AND ${HAS_OFFER}`;

const SELLING = `
  SELECT s.listing_id AS "listingId", greatest(s.updated_at, p.updated_at) AS since
    FROM ordering_settings s LEFT JOIN listing_profile p ON p.listing_id = s.listing_id
   WHERE s.listing_id = ANY($1) AND s.is_open AND s.kind = 'order' ORDER BY s.listing_id`;

/** By their rank among those that say that they take orders. */
const SHOWN_SHOPS = `
  SELECT l.id, l.slug
    FROM (SELECT * FROM ordering_settings WHERE is_open ORDER BY listing_id OFFSET $1 LIMIT $2) s
    JOIN listing l ON l.id = s.listing_id
   WHERE ${IS_SHOWN} AND ${IS_HANDLED} AND ${MAY_SELL} ORDER BY l.id`;

/** Whether and how shops take orders. */
@Injectable()
export class OrderingSettingsRepository {
  /** Null where the shop never said that it takes orders. */
  async find(tx: TenantTx, listingId: number): Promise<OrderingSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(ONE, [listingId]);
    return row ? settingsOf(row) : null;
  }

  /** The same, held until the transaction ends: what is decided of it is decided one after the other. */
  async lock(tx: TenantWriteTx, listingId: number): Promise<OrderingSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(LOCK, [listingId]);
    return row ? settingsOf(row) : null;
  }

  /** What those of some shops that take orders have switched on for a while, and since when at least. */
  async listControls(
    tx: TenantTx,
    listings: readonly number[],
    now: Date,
  ): Promise<
    (Pick<OrderingSettings, 'pausedUntil' | 'rush'> & { readonly listingId: number; readonly since: Date })[]
  > {
    const rows = await tx.manager.query<
      (ControlsRow & { readonly listingId: number; readonly since: Date })[]
    >(SWITCHED_ON, [listings, now]);
    return rows.map((row) => ({
      listingId: row.listingId,
      since: row.since,
      pausedUntil: row.pausedUntil,
      rush: rushOf(row),
    }));
  }

  /** What a shop never said is null. */
  async answering(tx: TenantTx, listingId: number): Promise<Answering> {
    const [row] = await tx.manager.query<Answering[]>(
      'SELECT answer_minutes AS minutes, phone FROM ordering_settings WHERE listing_id = $1',
      [listingId],
    );
    return row ?? { minutes: null, phone: null };
  }

  /** Of a shop that said whether it takes orders. */
  async saveAnswering(tx: TenantWriteTx, listingId: number, { minutes, phone }: Answering): Promise<void> {
    await tx.manager.query(
      'UPDATE ordering_settings SET answer_minutes = $2, phone = $3 WHERE listing_id = $1',
      [listingId, minutes, phone],
    );
  }

  /**
   * Whether who acts works on the page of a shop still, and will until the transaction ends: an owner who leaves leaves nothing,
   * and comes too late with more. Whoever has no account is asked elsewhere.
   */
  async isOfShop(tx: TenantWriteTx, listingId: number): Promise<boolean> {
    const { actor } = tx.ctx;
    if (actor.kind !== 'account') return true;
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM account_grant WHERE listing_id = $1 AND account_id = $2 FOR KEY SHARE',
      [listingId, actor.accountId],
    );
    return rows.length === 1;
  }

  /** Whether its customers pay online, and in no other way. */
  async isPaidOnlineAlone(tx: TenantTx, listingId: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM payment_account WHERE listing_id = $1 AND accepts = 'online' AND takes_payments AND disconnected_at IS NULL`,
      [listingId],
    );
    return rows.length === 1;
  }

  /** The shops that say that they take orders, in no order. */
  listOpen(tx: TenantTx, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query('SELECT listing_id AS id FROM ordering_settings WHERE is_open LIMIT $1', [limit]);
  }

  /** Those of these shops that say that they take orders, in no order. */
  async listOpenAmong(tx: TenantTx, listings: readonly number[]): Promise<readonly number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(
      'SELECT listing_id AS id FROM ordering_settings WHERE is_open AND listing_id = ANY($1)',
      [listings],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of some shops that say that they take orders that owe money, and when their page was changed last, or they said so. */
  listSelling(
    tx: TenantTx,
    listings: readonly number[],
  ): Promise<{ readonly listingId: number; readonly since: Date }[]> {
    return tx.manager.query(SELLING, [listings]);
  }

  /** Those of these shops that take orders, and from which something can be ordered at the moment: products, or by list. */
  async listOffering(tx: TenantTx, listings: readonly number[], now: Date): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(OFFERING, [listings, now]);
    return rows.map(({ id }) => id);
  }

  /**
   * How a shop takes orders: one that says so, is not paused, exists still, has known hours, whose orders somebody handles, and
   * that said what the law asks of who sells. Null of every other.
   * @param now null: a paused one too
   */
  async findTaking(tx: TenantTx, listingId: number, now: Date | null): Promise<OrderingSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(ONE_TAKING, [[listingId], now]);
    return row ? settingsOf(row) : null;
  }

  /** What is to be said of some shops at the moment; those that take no orders are not in it. */
  listNow(tx: TenantTx, listings: readonly number[], now: Date): Promise<OrderingNow[]> {
    return tx.manager.query<OrderingNow[]>(ORDERING_NOW, [listings, now]);
  }

  /** What can be ordered from a shop; nothing from one that takes no orders. @param now null: in a pause too */
  async offered(tx: TenantTx, listingId: number, now: Date | null): Promise<Offered> {
    const [row] = await tx.manager.query<Offered[]>(OFFERED, [[listingId], now]);
    return row ?? { goods: false, lists: false, kind: 'order' };
  }

  /** How many shops there are where somebody can order. */
  async countTaking(tx: TenantTx, now: Date): Promise<number> {
    const [row] = await tx.manager.query<{ shops: number }[]>(COUNT_OFFERING, [now]);
    return row?.shops ?? 0;
  }

  /** How many shops say that they take orders. */
  async countOpen(tx: TenantTx): Promise<number> {
    const [row] = await tx.manager.query<{ shops: number }[]>(
      'SELECT count(*)::int AS shops FROM ordering_settings WHERE is_open',
    );
    return row?.shops ?? 0;
  }

  /** Those of some of them, by their rank, whose pages are shown, also in a pause. */
  listShown(
    tx: TenantTx,
    offset: number,
    limit: number,
  ): Promise<{ readonly id: number; readonly slug: string }[]> {
    return tx.manager.query(SHOWN_SHOPS, [offset, limit]);
  }

  /** Notes that something of what it takes orders for has changed. */
  async touch(tx: TenantWriteTx, listingId: number, now: Date): Promise<void> {
    await tx.manager.query('UPDATE ordering_settings SET updated_at = $2 WHERE listing_id = $1', [
      listingId,
      now,
    ]);
  }

  async save(tx: TenantWriteTx, listingId: number, settings: OrderingSettings, now: Date): Promise<void> {
    await tx.manager.query(
      `INSERT INTO ordering_settings (listing_id, is_open, kind, paused_until, rush_minutes, rush_until, pickup, updated_at,
                                      weight_tolerance, confirms_contact, takes_lists, cancellation)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (listing_id) DO UPDATE
          SET is_open = excluded.is_open, kind = excluded.kind, paused_until = excluded.paused_until,
              rush_minutes = excluded.rush_minutes, rush_until = excluded.rush_until, pickup = excluded.pickup,
              updated_at = excluded.updated_at, weight_tolerance = excluded.weight_tolerance,
              confirms_contact = excluded.confirms_contact, takes_lists = excluded.takes_lists,
              cancellation = excluded.cancellation`,
      [
        ...[listingId, settings.isOpen, settings.kind, settings.pausedUntil],
        ...[settings.rush?.minutes ?? null, settings.rush?.until ?? null],
        ...[JSON.stringify(settings.pickup), now, settings.weightTolerance, settings.confirmsContact],
        ...[settings.takesLists, settings.cancellation],
      ],
    );
  }
}

const rushOf = ({ rushMinutes, rushUntil }: ControlsRow): Rush | null =>
  rushMinutes === null || rushUntil === null ? null : { minutes: rushMinutes, until: rushUntil };

const settingsOf = ({ pickup, rushMinutes, rushUntil, ...row }: SettingsRow): OrderingSettings => ({
  ...row,
  rush: rushOf({ ...row, rushMinutes, rushUntil }),
  pickup: pickupRulesSchema.parse(pickup),
});
