import { type AgendaSettings, agendaSettingsSchema } from '@halles/contracts';
import { IS_SHOWN } from '@halles/domain/listings';
import { forgetFreeDays } from '@halles/domain/place-days';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ReservedTime } from './reserved-times';

interface SettingsRow extends Omit<AgendaSettings, 'pauses'> {
  readonly pauses: unknown;
}

const COLUMNS = `
  s.is_open AS "isOpen", s.confirms_by_hand AS "confirmsByHand", s.step, s.notice, s.horizon,
  s.cancellation_notice AS "cancellationNotice", s.cancellation_note AS "cancellationNote",
  s.limit_ahead AS "limitAhead", s.limit_per_day AS "limitPerDay", s.reminder_days AS "reminderDays",
  s.reminder_minute AS "reminderMinute", s.wait_hours AS "waitHours", s.summary_minute AS "summaryMinute",
  s.summary_when_empty AS "summaryWhenEmpty", s.pauses`;
const ONE = `SELECT ${COLUMNS} FROM agenda s WHERE s.listing_id = $1`;
const LOCK = `${ONE} FOR UPDATE OF s`;
const HAS_SERVICES = `EXISTS (SELECT FROM agenda_service v WHERE v.listing_id = s.listing_id AND v.is_active AND v.archived_at IS NULL)`;
/** Of listings that are shown as open, with something to book. */
const OPEN = `
  FROM agenda s JOIN listing l ON l.id = s.listing_id WHERE s.is_open AND ${IS_SHOWN} AND ${HAS_SERVICES}`;
const ONE_OPEN = `SELECT ${COLUMNS} ${OPEN} AND s.listing_id = $1`;
const LIST_OPEN = `SELECT s.listing_id AS id ${OPEN} ORDER BY s.listing_id LIMIT $1`;
const INSERT = `
  INSERT INTO agenda (listing_id, is_open, confirms_by_hand, step, notice, horizon, cancellation_notice, cancellation_note, pauses, updated_at,
                      limit_ahead, limit_per_day, reminder_days, reminder_minute, wait_hours, summary_minute, summary_when_empty)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;
const SAVE = `${INSERT}
  ON CONFLICT (listing_id) DO UPDATE
     SET is_open = excluded.is_open, confirms_by_hand = excluded.confirms_by_hand, step = excluded.step, notice = excluded.notice,
         horizon = excluded.horizon, cancellation_notice = excluded.cancellation_notice,
         cancellation_note = excluded.cancellation_note, pauses = excluded.pauses, updated_at = excluded.updated_at,
         limit_ahead = excluded.limit_ahead, limit_per_day = excluded.limit_per_day,
         reminder_days = excluded.reminder_days, reminder_minute = excluded.reminder_minute,
         wait_hours = excluded.wait_hours, summary_minute = excluded.summary_minute,
         summary_when_empty = excluded.summary_when_empty`;
const RESERVED = `
  SELECT kind, weekday::int, from_minute::int AS "from", until_minute::int AS until
    FROM calm_hours WHERE listing_id = $1 AND is_reserved`;
/** Programs read an agenda while it is open. */
const WITHDRAW_FEEDS = 'DELETE FROM agenda_feed WHERE listing_id = $1';
const ADD = `${INSERT} ON CONFLICT (listing_id) DO NOTHING RETURNING listing_id`;

const { pauses } = agendaSettingsSchema.shape;

/** What its columns are is the database's to keep; what is in a list is not. */
const toSettings = (row: SettingsRow): AgendaSettings => ({ ...row, pauses: pauses.parse(row.pauses) });

/** Whether and how places take appointments. */
@Injectable()
export class AgendaRepository {
  /** Null where a place never said anything of appointments. */
  async find(tx: TenantTx, listingId: number): Promise<AgendaSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(ONE, [listingId]);
    return row ? toSettings(row) : null;
  }

  /** The same; null where nobody can book anything there now. */
  async findOpen(tx: TenantTx, listingId: number): Promise<AgendaSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(ONE_OPEN, [listingId]);
    return row ? toSettings(row) : null;
  }

  /** Those where something can be booked, at most so many. */
  listOpen(tx: TenantTx, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query<{ readonly id: number }[]>(LIST_OPEN, [limit]);
  }

  /** The same, held until the transaction ends; null where there is none. */
  async lock(tx: TenantWriteTx, listingId: number): Promise<AgendaSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(LOCK, [listingId]);
    return row ? toSettings(row) : null;
  }

  /** The times of the week that a place keeps for those who say that they need them. */
  reserved(tx: TenantTx, listingId: number): Promise<ReservedTime[]> {
    return tx.manager.query<ReservedTime[]>(RESERVED, [listingId]);
  }

  async save(tx: TenantWriteTx, listingId: number, settings: AgendaSettings, now: Date): Promise<void> {
    await tx.manager.query(SAVE, valuesOf(listingId, settings, now));
    if (!settings.isOpen) await tx.manager.query(WITHDRAW_FEEDS, [listingId]);
    await forgetFreeDays(tx, listingId);
  }

  /** @returns false where the place has an agenda already: it stays as it is */
  async add(tx: TenantWriteTx, listingId: number, settings: AgendaSettings, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(ADD, valuesOf(listingId, settings, now));
    return rows.length > 0;
  }
}

/** The values of a row, in the order of its columns. Pure. */
function valuesOf(listingId: number, settings: AgendaSettings, now: Date): unknown[] {
  const { isOpen, confirmsByHand, step, notice, horizon } = settings;
  const { cancellationNotice, cancellationNote, pauses, limitAhead, limitPerDay } = settings;
  return [
    ...[listingId, isOpen, confirmsByHand, step, notice, horizon],
    ...[cancellationNotice, cancellationNote, JSON.stringify(pauses), now, limitAhead, limitPerDay],
    ...[settings.reminderDays, settings.reminderMinute, settings.waitHours],
    ...[settings.summaryMinute, settings.summaryWhenEmpty],
  ];
}
