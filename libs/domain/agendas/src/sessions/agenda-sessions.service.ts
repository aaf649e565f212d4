import { isoOfDay, wallTime } from '@halles/domain/hours';
import { holdListing } from '@halles/domain/listings';
import { highest, PlaceDayLock, stepFunctionOf } from '@halles/domain/place-days';
import { Clock, MINUTE } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Booking, BookingReason } from '../bookings/booking';
import { AgendaClosed, AgendaFull, AgendaServiceNotFound, BookingMoved } from '../bookings/booking.errors';
import type { Booker } from '../bookings/booker';
import { BookingRepository, type BookingStep } from '../bookings/booking.repository';
import { mayMoveBooking, mayReschedule } from '../bookings/booking-state';
import { BookingHoldRepository } from '../holds/booking-hold.repository';
import { BookingNotices } from '../messages/booking-notices.service';
import type { AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import type { AgendaSession, SessionSeats } from './agenda-session';
import { AgendaSessionRepository } from './agenda-session.repository';
import { SessionNotFound, SessionOver, SessionOverlaps, SessionSeatsTaken } from './session.errors';

/** So many sessions one agenda has to come, at most. */
export const MAX_SESSIONS = 300;
/** Somebody may book between the two locks: it is begun anew. */
const TRIES = 4;

/** Sessions that are to be made. */
export interface NewSessions {
  readonly serviceId: string;
  /** Milliseconds since 1970. */
  readonly startsAt: readonly number[];
  readonly seats: number;
  readonly place: string | null;
}

/** A session with who comes to it. */
export interface SessionList {
  readonly session: SessionSeats;
  readonly bookings: readonly Booking[];
}

/** Who moves or cancels a session: the shop, or the town at a service of its own. */
export type SessionUser = Pick<Booker, 'actor' | 'accountId' | 'agentId'>;

/** What is to become of one session, and of each of its bookings. */
interface SessionChange {
  readonly session: AgendaSession;
  readonly step: (booking: Booking, now: Date) => BookingStep | null;
}

/** When services for many at once take place, and what becomes of a session: of all who booked it at once. */
@Injectable()
export class AgendaSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: AgendaSessionRepository,
    private readonly items: AgendaItemRepository,
    private readonly bookings: BookingRepository,
    private readonly holds: BookingHoldRepository,
    private readonly days: PlaceDayLock,
    private readonly notices: BookingNotices,
    private readonly clock: Clock,
  ) {}

  /** Those that are not over, cancelled ones too, in order of time. */
  upcoming(ctx: TenantContext, listingId: number): Promise<SessionSeats[]> {
    const now = this.clock.now();
    return this.work.read(ctx, (tx) => this.sessions.upcoming(tx, listingId, now, MAX_SESSIONS));
  }

  /** Those of a service that are to come and not cancelled, as a part of what a page reads. */
  async ofService(
    tx: TenantTx,
    listingId: number,
    serviceId: string,
    limit: number,
  ): Promise<SessionSeats[]> {
    const all = await this.sessions.upcoming(tx, listingId, this.clock.now(), MAX_SESSIONS);
    const now = this.clock.now();
    return all
      .filter((one) => one.serviceId === serviceId && one.state !== 'cancelled' && one.startsAt > now)
      .slice(0, limit);
  }

  /** When those of a service that are to come and not cancelled begin; of one that is booked at the hours of the place, none. */
  async starts(
    tx: TenantTx,
    listingId: number,
    { id, isGroup }: Pick<AgendaService, 'id' | 'isGroup'>,
  ): Promise<number[]> {
    const sessions = isGroup ? await this.ofService(tx, listingId, id, MAX_SESSIONS) : [];
    return sessions.map(({ startsAt }) => startsAt.getTime());
  }

  /** @throws SessionNotFound also where it is another listing's */
  async find(ctx: TenantContext, listingId: number, id: string): Promise<SessionList> {
    return this.work.read(ctx, async (tx) => {
      const session = await this.sessions.find(tx, listingId, id, this.clock.now());
      if (!session) throw new SessionNotFound({});
      return { session, bookings: await this.sessions.bookings(tx, session) };
    });
  }

  /**
   * Makes sessions of a service: all or none.
   * @throws AgendaServiceNotFound it is not for many at once
   * @throws SessionOver, SessionOverlaps, AgendaFull
   */
  async add(
    ctx: TenantContext,
    listingId: number,
    { serviceId, startsAt, seats, place }: NewSessions,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new AgendaClosed({});
      const service = await this.items.findService(tx, listingId, serviceId);
      if (!service?.isGroup) throw new AgendaServiceNotFound({});
      const now = this.clock.now();
      if (startsAt.some((start) => start <= now.getTime())) throw new SessionOver({});
      const length = service.duration * MINUTE;
      const moments = startsAt.flatMap((start) => [new Date(start), new Date(start + length)]);
      await this.days.lock(tx, listingId, ctx.tenant.settings.timeZone, moments);
      for (const start of startsAt) {
        const time = { startsAt: new Date(start), endsAt: new Date(start + length) };
        const session = { id: uuid(), listingId, serviceId, seats, place, ...time };
        await this.checkFree(tx, service, session);
        if (!(await this.sessions.add(tx, session, now))) throw overlaps(tx, session);
      }
      const all = await this.sessions.upcoming(tx, listingId, now, MAX_SESSIONS + 1);
      if (all.length > MAX_SESSIONS) throw new AgendaFull({});
    });
  }

  /** Takes no more bookings online, or does again. @throws SessionNotFound, SessionOver */
  async close(ctx: TenantContext, listingId: number, id: string, isClosed: boolean): Promise<void> {
    await this.change(ctx, listingId, id, (session) => ({ ...session, state: isClosed ? 'closed' : 'open' }));
  }

  /** @throws SessionNotFound, SessionOver, SessionSeatsTaken */
  async resize(ctx: TenantContext, listingId: number, id: string, seats: number): Promise<void> {
    await this.change(ctx, listingId, id, (session) => {
      if (seats < session.taken) throw new SessionSeatsTaken({ taken: session.taken });
      return { ...session, seats };
    });
  }

  /** It does not take place: all who booked it are told. @throws SessionNotFound, SessionOver */
  async cancel(
    ctx: TenantContext,
    listingId: number,
    id: string,
    by: SessionUser,
    reason: BookingReason,
  ): Promise<void> {
    await this.handle(ctx, listingId, id, (_tx, session) =>
      Promise.resolve({
        session: { ...session, state: 'cancelled' },
        step: ({ state }, at) =>
          mayMoveBooking('merchant', state, 'revoked')
            ? { ...stepBy(by, at), state: 'revoked', reason, isMoved: false }
            : null,
      }),
    );
  }

  /** It takes place at another time: all who booked it are told. @throws SessionNotFound, SessionOver, SessionOverlaps */
  async move(
    ctx: TenantContext,
    listingId: number,
    id: string,
    by: SessionUser,
    startsAt: number,
  ): Promise<void> {
    await this.handle(
      ctx,
      listingId,
      id,
      async (tx, session) => {
        if (startsAt <= this.clock.now().getTime()) throw new SessionOver({});
        const length = session.endsAt.getTime() - session.startsAt.getTime();
        const time = { startsAt: new Date(startsAt), endsAt: new Date(startsAt + length) };
        const moved = { ...session, ...time };
        const service = await this.items.findBookedService(tx, listingId, session.serviceId);
        if (!service) throw new AgendaServiceNotFound({});
        await this.checkFree(tx, service, moved);
        const others = await this.sessions.seats(
          ...([tx, listingId, [service.id], { from: startsAt, until: startsAt + 1 }] as const),
          this.clock.now(),
          { except: null, hold: null },
        );
        if (others.some((one) => one.id !== session.id)) throw overlaps(tx, moved);
        return {
          session: moved,
          step: ({ state }, at) =>
            mayReschedule(state) ? { ...stepBy(by, at), state, reason: null, isMoved: true } : null,
        };
      },
      startsAt,
    );
  }

  private async change(
    ctx: TenantContext,
    listingId: number,
    id: string,
    decide: (session: SessionSeats) => AgendaSession,
  ): Promise<void> {
    await this.handle(ctx, listingId, id, (_tx, session) =>
      Promise.resolve({ session: decide(session), step: () => null }),
    );
  }

  /** Changes a session and its bookings under the lock of its days. @param to where it is moved */
  private async handle(
    ctx: TenantContext,
    listingId: number,
    id: string,
    decide: (tx: TenantWriteTx, session: SessionSeats) => Promise<SessionChange>,
    to: number | null = null,
  ): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.work.write(ctx, (tx) => this.handleIn(tx, listingId, id, decide, to));
      } catch (error) {
        if (!(error instanceof BookingMoved) || tries >= TRIES) throw error;
      }
    }
  }

  private async handleIn(
    tx: TenantWriteTx,
    listingId: number,
    id: string,
    decide: (tx: TenantWriteTx, session: SessionSeats) => Promise<SessionChange>,
    to: number | null,
  ): Promise<void> {
    const now = this.clock.now();
    const before = await this.sessions.find(tx, listingId, id, now);
    if (!before) throw new SessionNotFound({});
    // Bookings before days, as whoever handles one of them.
    const booked = new Set((await this.sessions.lockBookings(tx, before)).map((one) => one.id));
    const moments = [before.startsAt, before.endsAt, ...(to === null ? [] : [new Date(to)])];
    await this.days.lock(tx, listingId, tx.ctx.tenant.settings.timeZone, moments);
    const session = await this.sessions.find(tx, listingId, id, now);
    if (!session || session.state === 'cancelled' || session.startsAt <= now) throw new SessionOver({});
    const bookings = await this.sessions.bookings(tx, session);
    const isSame = session.startsAt.getTime() === before.startsAt.getTime();
    if (!isSame || bookings.some((one) => !booked.has(one.id))) throw new BookingMoved({});
    const { session: after, step } = await decide(tx, session);
    await this.sessions.change(tx, after);
    for (const booking of bookings) {
      const taken = step(booking, now);
      if (!taken) continue;
      await this.bookings.step(tx, booking, taken, {
        ...booking,
        startsAt: after.startsAt,
        endsAt: after.endsAt,
      });
      await this.notices.promise(tx, { ...booking, event: booking.event + 1 }, booking.state, taken);
    }
  }

  /** Whether all that serves for a session is free. Under the lock of its days. @throws SessionOverlaps */
  private async checkFree(
    tx: TenantWriteTx,
    { resourceIds, bufferBefore, bufferAfter }: AgendaService,
    session: Omit<AgendaSession, 'state'>,
  ): Promise<void> {
    const time = {
      from: session.startsAt.getTime() - bufferBefore * MINUTE,
      until: session.endsAt.getTime() + bufferAfter * MINUTE,
    };
    const uses = [
      ...(await this.bookings.uses(tx, resourceIds, time)),
      ...(await this.holds.uses(tx, resourceIds, time, this.clock.now(), null)),
      ...(await this.sessions.uses(tx, resourceIds, time, session.id)),
    ];
    const resources = await this.items.resources(tx, session.listingId);
    for (const { id, capacity } of resources) {
      const own = uses.filter(({ resourceId }) => resourceId === id);
      const taken = stepFunctionOf(
        0,
        own.map(({ from, until }) => ({ from, until, by: 1 })),
      );
      if (highest(taken, time.from, time.until) >= capacity) throw overlaps(tx, session);
    }
  }
}

const overlaps = ({ ctx }: TenantTx, { startsAt }: Pick<AgendaSession, 'startsAt'>) =>
  new SessionOverlaps({ day: isoOfDay(wallTime(ctx.tenant.settings.timeZone, startsAt.getTime()).day) });

/** Pure, but for the id. */
const stepBy = ({ actor, accountId, agentId }: SessionUser, at: Date) => ({
  ...{ id: uuid(), actor, accountId, agentId: agentId ?? null, at },
});
