import { instantOf, type Interval, wallTime } from '@halles/domain/hours';
import { holdListing } from '@halles/domain/listings';
import { daysReached, forgetFreeDays } from '@halles/domain/place-days';
import { Clock, HOUR, MINUTE } from '@halles/kernel';
import { SecretBox } from '@halles/platform/auth';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AgendaClosed, AgendaResourceNotFound } from '../bookings/booking.errors';
import { signalBookings } from '../bookings/booking-signals';
import { readBusyTimes } from '../bookings/booking.events';
import { FREE_DAYS } from '../free-times/free-days.service';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaRepository } from '../settings/agenda.repository';
import {
  type BusyProblem,
  type BusySource,
  type BusyTime,
  BusyTimesRepository,
} from './busy-times.repository';

/** How often a calendar is read. */
const EVERY = 15 * MINUTE;
/** Who answers nothing is asked less and less often, down to this. */
const SELDOM = 6 * HOUR;
/** For so long a calendar that is being read is left to who reads it. */
const TAKEN_FOR = 5 * MINUTE;
/** Who touches the button again has asked already. */
const AGAIN_AFTER = MINUTE;
/** So many are read at once by one worker. */
const BATCH = 20;
/**
 * Days that are read: as far as can be booked, and a little. Whole ones by the clock of the territory: with each reading the window
 * would cut what it begins in elsewhere, and everything would seem to have changed.
 */
const [DAYS_BACK, DAYS_AHEAD] = [1, 367];

/** A calendar that is to be read, with the window of time that is looked for in it. */
export interface BusyReading {
  readonly id: string;
  /** Null where it was sealed under another key: it has to be given again. */
  readonly address: string | null;
  readonly within: Interval;
}

/** Calendars of others, in whose times nobody books: what they say is read again and again, and of it the times alone are kept. */
@Injectable()
export class BusyTimes {
  private readonly box: SecretBox;

  constructor(
    private readonly work: UnitOfWork,
    private readonly busy: BusyTimesRepository,
    private readonly agendas: AgendaRepository,
    private readonly items: AgendaItemRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @InjectConfig() { masterKey }: Pick<Config, 'masterKey'>,
  ) {
    this.box = new SecretBox(masterKey, 'agenda-busy-source');
  }

  /** Those of an agenda. */
  list(ctx: TenantContext, listingId: number): Promise<BusySource[]> {
    return this.work.read(ctx, (tx) => this.busy.list(tx, listingId));
  }

  /** When a place, or somebody in it, is busy elsewhere between two instants, in order. */
  within(ctx: TenantContext, listingId: number, within: Interval): Promise<BusyTime[]> {
    return this.work.read(ctx, (tx) => this.busy.within(tx, listingId, within));
  }

  /**
   * Takes the times of a calendar into an agenda, in the place of the one before; it is read at once.
   * @param resourceId who is busy then; null: the place
   * @throws AgendaClosed, AgendaResourceNotFound
   */
  async add(
    ctx: TenantContext,
    listingId: number,
    source: { readonly resourceId: string | null; readonly address: string; readonly accountId: string },
  ): Promise<void> {
    const { resourceId, address, accountId } = source;
    const id = uuid();
    await this.work.write(ctx, async (tx) => {
      const isThere = await holdListing(tx, listingId);
      const settings = await this.agendas.lock(tx, listingId);
      if (!isThere || !settings) throw new AgendaClosed({});
      if (resourceId !== null && !(await this.items.lock(tx, 'agenda_resource', listingId, resourceId)))
        throw new AgendaResourceNotFound({});
      await this.removeIn(tx, listingId, resourceId);
      const sealed = this.box.seal(address, id);
      const { host } = new URL(address);
      await this.busy.add(tx, { id, listingId, resourceId, accountId, sealed, host }, this.clock.now());
      await this.outbox.append(tx, readBusyTimes(id));
    });
  }

  /** Its times are free again. */
  async remove(ctx: TenantContext, listingId: number, resourceId: string | null): Promise<void> {
    await this.work.write(ctx, (tx) => this.removeIn(tx, listingId, resourceId));
  }

  /** Has a calendar read at once, once a minute at most. */
  async ask(ctx: TenantContext, listingId: number, resourceId: string | null): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      const before = new Date(now.getTime() - AGAIN_AFTER);
      const id = await this.busy.ask(tx, listingId, resourceId, { now, before });
      if (id !== null) await this.outbox.append(tx, readBusyTimes(id));
    });
  }

  /** Takes those whose time has come. Who took them and dies leaves them to the next worker after a while. */
  async takeDue(ctx: TenantContext): Promise<BusyReading[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + TAKEN_FOR);
    const taken = await this.work.write(ctx, (tx) => this.busy.take(tx, now, until, BATCH));
    return taken.map((source) => this.readingOf(ctx, source, now));
  }

  /** One that is to be read at once; null where it was taken out. */
  async find(ctx: TenantContext, id: string): Promise<BusyReading | null> {
    const source = await this.work.read(ctx, (tx) => this.busy.find(tx, id));
    return source && this.readingOf(ctx, source, this.clock.now());
  }

  /** What a calendar says now. */
  async keep(
    ctx: TenantContext,
    id: string,
    { times, unknownZones }: { readonly times: readonly Interval[]; readonly unknownZones: number },
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const source = await this.busy.lock(tx, id);
      if (!source) return;
      const at = this.clock.now();
      const nextAt = new Date(at.getTime() + EVERY);
      const { listingId } = source;
      const changed = await this.busy.replace(tx, { id, listingId }, times, this.known(ctx, at));
      await this.busy.setRead(tx, id, { at, nextAt, unknownZones: Math.min(unknownZones, 1_000) });
      await this.forget(tx, listingId, changed);
    });
  }

  /** A reading came to nothing: what was read before stays, and it is tried again later, less and less often. */
  async fail(ctx: TenantContext, id: string, problem: BusyProblem): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const source = await this.busy.lock(tx, id);
      if (!source) return;
      const at = this.clock.now();
      const wait = Math.min(EVERY * 2 ** Math.min(source.failures, 10), SELDOM);
      await this.busy.setFailed(tx, id, problem, { at, nextAt: new Date(at.getTime() + wait) });
    });
  }

  private async removeIn(tx: TenantWriteTx, listingId: number, resourceId: string | null): Promise<void> {
    const known = this.known(tx.ctx, this.clock.now());
    await this.forget(tx, listingId, await this.busy.remove(tx, listingId, resourceId, known));
  }

  /** What can be booked is not known any more on the days that these times reach. */
  private async forget(tx: TenantWriteTx, listingId: number, changed: readonly Interval[]): Promise<void> {
    const { timeZone } = tx.ctx.tenant.settings;
    const days = new Set(changed.flatMap((time) => daysReached(timeZone, time)));
    await forgetFreeDays(tx, listingId, [...days]);
    if (changed.length > 0) await signalBookings(tx, listingId);
  }

  /** The time to come of which it is known what can be booked, and a little: what is taken reaches back. */
  private known({ tenant }: TenantContext, now: Date): Interval {
    const { timeZone } = tenant.settings;
    const today = wallTime(timeZone, now.getTime()).day;
    return { from: now.getTime(), until: instantOf(timeZone, today + FREE_DAYS + 2, 0) };
  }

  private readingOf(
    { tenant }: TenantContext,
    { id, sealed }: { readonly id: string; readonly sealed: Buffer },
    now: Date,
  ): BusyReading {
    const { timeZone } = tenant.settings;
    const today = wallTime(timeZone, now.getTime()).day;
    const within = {
      from: instantOf(timeZone, today - DAYS_BACK, 0),
      until: instantOf(timeZone, today + DAYS_AHEAD, 0),
    };
    return { id, address: this.box.open(sealed, id), within };
  }
}
