import { type Account, AccountRepository } from '@halles/domain/accounts';
import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { TownServices } from '@halles/domain/listings';
import { Clock, HOUR } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Booking } from '../bookings/booking';
import { BookingRepository } from '../bookings/booking.repository';
import { summariseAgenda } from '../bookings/booking.events';
import { AgendaPlaces } from '../settings/agenda-places.service';

/** A summary that could not leave at its hour is of no use long after it. */
const LATEST = 3 * HOUR;
/** Agendas that one run decides of. */
const MOST_AT_ONCE = 200;
/** Bookings that one summary lists of each kind. */
const MOST_LISTED = 50;

/** $1: the day; $2: its minute; $3: the minute after which it is too late. */
const DUE = `
  SELECT listing_id AS "listingId" FROM agenda
   WHERE summary_minute <= $2 AND summary_minute > $3 AND (summarised_on IS NULL OR summarised_on < $1::date)
   ORDER BY listing_id LIMIT $4`;
/** One run decides of a day, whoever else tries. */
const DECIDE = `
  UPDATE agenda SET summarised_on = $2::date
   WHERE listing_id = $1 AND summary_minute IS NOT NULL AND (summarised_on IS NULL OR summarised_on < $2::date)
  RETURNING summary_when_empty AS "whenEmpty"`;
const ADD = `
  INSERT INTO agenda_summary (id, listing_id, account_id, day, promised_at)
  SELECT r.id, $1::int, r.account_id, $2::date, $3::timestamptz FROM unnest($4::uuid[], $5::uuid[]) AS r (id, account_id)`;
const ONE = `
  SELECT listing_id AS "listingId", account_id AS "accountId", day::text FROM agenda_summary WHERE id = $1`;
const WAITING = `
  SELECT (SELECT count(*)::int FROM booking_wait w
           WHERE w.listing_id = $1 AND w.ended_at IS NULL AND w.last_day >= $2::date) AS waits,
         (SELECT count(*)::int FROM booking b
           WHERE b.listing_id = $1 AND b.state = 'pending' AND b.starts_at > $3) AS pending`;

/** What stands in an agenda, for who keeps it. */
export interface AgendaSummary {
  /** How many there are of each kind: of many, only the first are listed. */
  readonly counts: { readonly today: number; readonly tomorrow: number; readonly pending: number };
  /** Of the day, and of the one after it, that take a place, in order of time. */
  readonly today: readonly Booking[];
  readonly tomorrow: readonly Booking[];
  /** To come, waiting for the shop to confirm them. */
  readonly pending: readonly Booking[];
  /** Who waits for a time that is free again. */
  readonly waits: number;
}

/** A summary that somebody is to be mailed. */
export interface PromisedSummary extends AgendaSummary {
  readonly listingId: number;
  /** Who is mailed: somebody who keeps it, or the town at the address that it gave for a service of its own. */
  readonly to: Account | { readonly address: string };
  /** ISO date. */
  readonly day: string;
}

/** Who keeps an agenda is mailed its day at an hour of their choice, once each day. */
@Injectable()
export class AgendaSummaries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly bookings: BookingRepository,
    private readonly accounts: AccountRepository,
    private readonly townServices: TownServices,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Promises the summaries whose hour has come. Safe to run twice.
   * @param isStopped asked before each agenda
   * @returns how many
   */
  async promiseDue(ctx: TenantContext, isStopped: () => boolean): Promise<number> {
    const { day, minute } = wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime());
    const due = await this.work.read(ctx, (tx) =>
      tx.manager.query<{ listingId: number }[]>(DUE, [
        ...[isoOfDay(day), minute, minute - LATEST / 60_000, MOST_AT_ONCE],
      ]),
    );
    let promised = 0;
    for (const { listingId } of due) {
      if (isStopped()) break;
      promised += await this.promise(ctx, listingId, isoOfDay(day));
    }
    return promised;
  }

  private promise(ctx: TenantContext, listingId: number, day: string): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const [rows] = await tx.manager.query<[{ whenEmpty: boolean }[], number]>(DECIDE, [listingId, day]);
      const [decided] = rows;
      // Another run was faster, or nobody wants it any more.
      if (!decided) return 0;
      if (!decided.whenEmpty && isEmpty(await this.readIn(tx, listingId, day))) return 0;
      const readers = await this.readersOf(tx, listingId);
      const ids = readers.map(() => uuid());
      await pipelined([
        tx.manager.query(ADD, [listingId, day, this.clock.now(), ids, readers]),
        this.outbox.appendAll(tx, ids.map(summariseAgenda)),
      ]);
      return ids.length;
    });
  }

  /** Whether anybody would be mailed: of a service of the town that agents alone run, whoever reads at its address. */
  async hasReaders(ctx: TenantContext, listingId: number): Promise<boolean> {
    return (await this.work.read(ctx, (tx) => this.readersOf(tx, listingId))).length > 0;
  }

  /** The accounts that are mailed; null: the town, at the address that it gave. */
  private async readersOf(tx: TenantTx, listingId: number): Promise<(string | null)[]> {
    const [handlers, address] = await pipelined([
      this.places.handlersOf(tx, listingId),
      this.townServices.noticeAddress(tx, listingId),
    ]);
    return [...handlers, ...(address === null ? [] : [null])];
  }

  /** What somebody is mailed; null where they keep the agenda no more, or the day is over. */
  async promised(ctx: TenantContext, id: string): Promise<PromisedSummary | null> {
    const today = isoOfDay(wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day);
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ listingId: number; accountId: string | null; day: string }[]>(
        ONE,
        [id],
      );
      if (row?.day !== today) return null;
      const { listingId, accountId, day } = row;
      const to = await this.readerOf(tx, listingId, accountId);
      return to && { listingId, to, day, ...(await this.readIn(tx, listingId, day)) };
    });
  }

  private async readerOf(
    tx: TenantTx,
    listingId: number,
    accountId: string | null,
  ): Promise<PromisedSummary['to'] | null> {
    if (!(await this.readersOf(tx, listingId)).includes(accountId)) return null;
    if (accountId !== null) return this.accounts.find(tx, accountId);
    const address = await this.townServices.noticeAddress(tx, listingId);
    return address === null ? null : { address };
  }

  /** Deletes whom summaries were mailed to, a month after it. Returns how many. */
  @EraseAfter('summaries of agendas', { days: 30 })
  erase(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const [, count] = await tx.manager.query<[unknown[], number]>(
        'DELETE FROM agenda_summary WHERE promised_at < $1',
        [instant],
      );
      return count;
    });
  }

  private async readIn(tx: TenantTx, listingId: number, day: string): Promise<AgendaSummary> {
    const { timeZone } = tx.ctx.tenant.settings;
    const number = dayOfIso(day);
    const of = (one: number) => ({
      from: instantOf(timeZone, one, 0),
      until: instantOf(timeZone, one + 1, 0),
    });
    const [first, second] = [of(number), of(number + 1)];
    const now = this.clock.now();
    const [today, tomorrow, [inFirst = 0, inSecond = 0], pending, [waiting]] = await pipelined([
      this.bookings.listHeld(tx, listingId, first, MOST_LISTED),
      this.bookings.listHeld(tx, listingId, second, MOST_LISTED),
      this.bookings.countHeld(tx, listingId, [first, second]),
      this.bookings.listPending(tx, listingId, now, MOST_LISTED),
      tx.manager.query<{ waits: number; pending: number }[]>(WAITING, [listingId, day, now]),
    ]);
    const counts = { today: inFirst, tomorrow: inSecond, pending: waiting?.pending ?? 0 };
    return { counts, today, tomorrow, pending, waits: waiting?.waits ?? 0 };
  }
}

/** Whether there is nothing to say. Pure. */
const isEmpty = ({ today, tomorrow, pending, waits }: AgendaSummary): boolean =>
  today.length + tomorrow.length + pending.length + waits === 0;
