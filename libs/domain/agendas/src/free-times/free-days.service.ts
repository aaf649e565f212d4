import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { ListingWriter } from '@halles/domain/listings';
import { Clock, MINUTE } from '@halles/kernel';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaPlace } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaSessionRepository } from '../sessions/agenda-session.repository';
import { isOpenTo } from '../settings/service-details';
import { openingsOn } from '../slots/booking-openings';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { type DueDays, type FreeDay, FreeDayRepository } from './free-days.repository';
import { BookingTimes } from './booking-times.service';

/** So many days from today on are known to searches. */
export const FREE_DAYS = 15;

/** So many agendas are looked for at once. */
const BATCH = 50;

/** What is computed again so seldom at least: what nobody told of is found by it (a hold that lapsed, who keeps the agenda). */
const AGAIN_AFTER = 30 * MINUTE;

/**
 * Minutes in which who walked in may still be in a place (ADR 68): they are clicked in without a lock, and nothing is said of what
 * begins in them.
 */
const AT_THE_DOOR = 30;

/** When something can be booked at a place. */
export interface NextFree {
  /** ms since 1970. */
  readonly startsAt: number;
  /** What can be booked then, the first in the order of the agenda. */
  readonly serviceId: string;
  /** As few people as it is for. */
  readonly party: number;
}

/** A day of a place as its page shows it. */
export interface GlancedDay {
  /** Its number. */
  readonly day: number;
  /** How many times it has, whatever is booked; null: it is not known by now. */
  readonly free: number | null;
  /** Whether the place is open for appointments at all, or has a session then. */
  readonly isOpen: boolean;
}

/** When a service may start, minutes since 1970 by day. */
interface ServiceDays {
  readonly id: string;
  readonly party: number;
  readonly byDay: ReadonlyMap<string, readonly number[]>;
}

/**
 * When something can be booked at the places that have an agenda, which searches filter on and lists show. It depends on hours,
 * rules, who serves and all that is taken: too much for a search, and the same for all who ask. So it is computed in advance, day
 * by day. Whatever takes or frees time says in its own transaction that a day is not known any more (`PlaceDayLock`,
 * `forgetFreeDays`), and nothing is said of it until it was computed anew.
 */
@Injectable()
export class FreeDays {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly days: FreeDayRepository,
    private readonly sessions: AgendaSessionRepository,
    private readonly directory: ListingWriter,
    private readonly clock: Clock,
  ) {}

  /** Computes what is not known, or was computed long ago. @returns of how many agendas */
  async run(ctx: TenantContext, isOver: () => boolean = () => false): Promise<number> {
    // Nobody searches there.
    if (ctx.tenant.state === 'archived') return 0;
    const now = this.clock.now();
    const today = wallTime(ctx.tenant.settings.timeZone, now.getTime()).day;
    const days = Array.from({ length: FREE_DAYS }, (_, index) => isoOfDay(today + index));
    const [isOutdated, unbookable] = await this.work.read(ctx, (tx) =>
      pipelined([this.days.isOutdated(tx, days), this.directory.listUnbookable(tx)]),
    );
    if (isOutdated) await this.work.write(ctx, (tx) => this.days.prepare(tx, days));
    if (unbookable.length > 0) await this.show(ctx, unbookable, now);
    const outdated = new Date(now.getTime() - AGAIN_AFTER);
    let agendas = 0;
    for (let after: number | null = 0; after !== null && !isOver();) {
      const ask = { after, limit: BATCH, outdated };
      const due: DueDays[] = await this.work.read(ctx, (tx) => this.days.listDue(tx, ask, days));
      for (const one of due) await this.compute(ctx, one, now);
      agendas += due.length;
      after = due.length < BATCH ? null : (due.at(-1)?.listingId ?? null);
    }
    return agendas;
  }

  /**
   * The first free time of each of these places between two instants, where it is known.
   * @param span ms since 1970; null: whenever
   */
  async nextIn(
    tx: TenantTx,
    listingIds: readonly number[],
    span: { readonly from: number; readonly until: number } | null,
  ): Promise<ReadonlyMap<number, NextFree>> {
    const open = await this.places.listOpen(tx);
    const ids = open === null ? listingIds : listingIds.filter((id) => open.has(id));
    if (ids.length === 0) return new Map();
    const now = this.clock.now().getTime();
    const { timeZone } = tx.ctx.tenant.settings;
    const dayOf = (instant: number): number => wallTime(timeZone, instant).day;
    const last = dayOf(now) + FREE_DAYS;
    const asked = span ?? { from: now, until: now + FREE_DAYS * 24 * 60 * MINUTE };
    const rows = await this.days.next(tx, ids, {
      from: Math.ceil(asked.from / MINUTE),
      until: Math.floor(asked.until / MINUTE),
      now: Math.ceil(now / MINUTE),
      firstDay: isoOfDay(dayOf(Math.max(now, asked.from))),
      lastDay: isoOfDay(Math.min(last, dayOf(asked.until))),
    });
    const found = rows.flatMap(({ listingId, start, services }) => {
      const service = start === null ? undefined : services.find(({ starts }) => starts.includes(start));
      return service && start !== null
        ? [[listingId, { startsAt: start * MINUTE, serviceId: service.id, party: service.party }] as const]
        : [];
    });
    return new Map(found);
  }

  /** The coming days of a place, in order; none where nothing was computed of it yet. */
  async glanceIn(
    tx: TenantTx,
    { listing, schedule }: Pick<AgendaPlace, 'listing' | 'schedule'>,
    days: number,
  ): Promise<readonly GlancedDay[]> {
    const now = this.clock.now().getTime();
    const today = wallTime(schedule.place.timeZone, now).day;
    const { timeZone } = schedule.place;
    const [rows, starts] = await pipelined([
      this.days.glance(tx, listing.id, Math.ceil(now / MINUTE), {
        first: isoOfDay(today),
        last: isoOfDay(today + days - 1),
      }),
      this.sessions.starts(tx, listing.id, { from: now, until: instantOf(timeZone, today + days, 0) }),
    ]);
    // A session may be outside the opening hours.
    const withSession = new Set(starts.map((at) => wallTime(timeZone, at.getTime()).day));
    return rows.map((row) => {
      const day = dayOfIso(row.day);
      const isOpen = openingsOn(schedule, day).length > 0 || withSession.has(day);
      return { day, free: row.free, isOpen };
    });
  }

  /** Has searches for free times begin with these; where an import is under way, the next run does. */
  private async show(ctx: TenantContext, listings: readonly number[], now: Date): Promise<void> {
    await this.work.write(ctx, (tx) =>
      this.directory.attempt(tx, async (batch) => {
        await this.directory.refresh(batch, listings, now);
        await this.directory.finish(batch, 'touched', now);
      }),
    );
  }

  private async compute(ctx: TenantContext, { listingId, days, changes }: DueDays, now: Date): Promise<void> {
    const { notice, free } = await this.work.read(ctx, (tx) => this.freeOf(tx, listingId, days));
    const computed = days.map((day, index): FreeDay => {
      const services = free.flatMap(({ id, party, byDay }) => {
        const starts = byDay.get(day) ?? [];
        return starts.length === 0 ? [] : [{ id, party, starts }];
      });
      return { day, change: changes[index] ?? -1, services };
    });
    await this.work.write(ctx, (tx) => this.days.save(tx, listingId, notice, computed, now));
  }

  /** The minutes at which each service of a place may start, by day: what its page offers to who asks for the fewest people. */
  private async freeOf(
    tx: TenantTx,
    listingId: number,
    days: readonly string[],
  ): Promise<{ readonly notice: number; readonly free: readonly ServiceDays[] }> {
    const place = await this.places.find(tx, listingId);
    const [first, last] = [days[0], days.at(-1)];
    const free: ServiceDays[] = [];
    if (!place || first === undefined || last === undefined) return { notice: 0, free };
    const { timeZone } = place.schedule.place;
    const range = { first: dayOfIso(first), last: dayOfIso(last) };
    const services = (await this.items.services(tx, listingId)).filter((service) => isOpenTo(service, null));
    const slots = await this.times.freeOfAll(tx, place, services, range);
    for (const service of services) {
      const byDay = new Map<string, number[]>();
      for (const { from } of slots.get(service.id) ?? []) {
        const day = isoOfDay(wallTime(timeZone, from).day);
        byDay.set(day, [...(byDay.get(day) ?? []), from / MINUTE]);
      }
      free.push({ id: service.id, party: service.partyMin, byDay });
    }
    return { notice: Math.max(place.settings.notice, AT_THE_DOOR), free };
  }
}
