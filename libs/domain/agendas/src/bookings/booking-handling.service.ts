import type { Interval } from '@halles/domain/hours';
import { PeoplePresent, PlaceDayLock } from '@halles/domain/place-days';
import { Clock, MINUTE } from '@halles/kernel';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { type Booking, type BookingEvent, type BookingReason, mayCustomerChange } from './booking';
import {
  AgendaClosed,
  AgendaServiceNotFound,
  BookingChangeOver,
  BookingDurationGone,
  BookingMoved,
  BookingNotDue,
  BookingNotFound,
  BookingNotServed,
} from './booking.errors';
import { BookingLimits } from './booking-limits.service';
import { BookingNotices } from '../messages/booking-notices.service';
import { BookingRepository, type BookingStep, type MovedTime } from './booking.repository';
import { isOfShop } from './asked-service';
import { accountOf, lockDaysOf, rethrowBooking } from './booking-placing.service';
import { BookingRetaking } from './booking-retaking.service';
import { judgeFor } from './booking-overrides';
import { WaitOffers } from '../waits/wait-offers.service';
import {
  type BookingActor,
  type BookingState,
  bookingTransition,
  holdsPlace,
  mayMoveBooking,
  mayReschedule,
} from './booking-state';
import { BookingTimes } from '../free-times/booking-times.service';
import { wantedBy } from './wanted-person';
import type { PassedRule } from '../slots/booking-override';
import { partsOf, servedBy } from '../settings/service-chain';
import { asLongAs, withDuration } from '../settings/service-details';

/** What somebody does to a booking. */
export interface BookingMove {
  readonly listingId: number;
  readonly bookingId: string;
  /** The event that they saw last: who acts on an older one is told, and nothing is done. */
  readonly seen: number;
  readonly actor: BookingActor;
  /** Of the tenant; null for a customer with the link of a mail, the town and the system. */
  readonly accountId: string | null;
  /** Of the town: the account of the console. */
  readonly agentId?: string;
  /** Of the shop, without an account: whose mailed link it is (`booking_recipient`). */
  readonly recipientId?: string;
  /** Of the town: keeps to what the shop asks of its customers. */
  readonly followsRules?: boolean;
  /** Of several that are taken a step at once: when, and whether anybody is mailed of this one. */
  readonly at?: Date;
  readonly isNotified?: boolean;
}

/** What else the shop says where it moves a booking. */
export interface MoveOptions {
  /** Who or what of its agenda is to take it; whoever is free unless said. */
  readonly resourceId?: string | undefined;
  /** Minutes, one of the lengths of its service; it stays as long as it is unless said. */
  readonly duration?: number | undefined;
  /** Whether its customer is mailed: they are unless said. Where neither its time nor its length changes, nobody is. */
  readonly isNotified?: boolean | undefined;
  /** Rules that it was told of, and passes over. Absent: none may be passed over. */
  readonly passesRules?: readonly PassedRule[] | undefined;
}

/** Bookings that one run of a task ends. */
const MOST_AT_ONCE = 200;

/** What becomes of bookings. */
@Injectable()
export class BookingHandling {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly bookings: BookingRepository,
    private readonly waits: WaitOffers,
    private readonly retaking: BookingRetaking,
    private readonly limits: BookingLimits,
    private readonly people: PeoplePresent,
    private readonly days: PlaceDayLock,
    private readonly notices: BookingNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws BookingNotFound */
  async get(ctx: TenantContext, id: string): Promise<Booking> {
    const booking = await this.work.read(ctx, (tx) => this.bookings.find(tx, id));
    if (!booking) throw new BookingNotFound({});
    return booking;
  }

  /** What became of a booking, the oldest first. */
  events(ctx: TenantContext, id: string): Promise<BookingEvent[]> {
    return this.work.read(ctx, (tx) => this.bookings.events(tx, id));
  }

  /** The bookings of a listing that touch a stretch of time, whatever became of them, in order of time. */
  list(ctx: TenantContext, listingId: number, within: Interval, limit = 500): Promise<Booking[]> {
    return this.work.read(ctx, (tx) => this.bookings.listWithin(tx, listingId, within, limit));
  }

  /** How many bookings that take a place touch each of some stretches of time. */
  countHeld(ctx: TenantContext, listingId: number, within: readonly Interval[]): Promise<number[]> {
    return this.work.read(ctx, (tx) => this.bookings.countHeld(tx, listingId, within));
  }

  /** The bookings of a listing that wait for it to confirm them, the next ones first, at most so many. */
  pending(ctx: TenantContext, listingId: number, limit = 50): Promise<Booking[]> {
    const now = this.clock.now();
    return this.work.read(ctx, (tx) => this.bookings.listPending(tx, listingId, now, limit));
  }

  /**
   * Ends those that their shop did not confirm before their time: their customers are told. Safe to run twice.
   * @param isStopped asked before each
   * @returns how many
   */
  async endUnconfirmed(ctx: TenantContext, isStopped: () => boolean): Promise<number> {
    const now = this.clock.now();
    const due = await this.work.read(ctx, (tx) => this.bookings.listUnconfirmed(tx, now, MOST_AT_ONCE));
    let ended = 0;
    for (const { id, listingId, event } of due) {
      if (isStopped()) break;
      const move = { listingId, bookingId: id, seen: event, actor: 'system', accountId: null } as const;
      try {
        await this.take(ctx, move, 'revoked', 'not-confirmed');
        ended += 1;
      } catch (error) {
        // Its shop or its customer was faster.
        if (!(error instanceof BookingMoved)) throw error;
      }
    }
    return ended;
  }

  /**
   * Brings a booking to another state, forward or a step back: a customer excuses it; the shop confirms, revokes, and notes who
   * arrived, was served or did not come. What was cancelled and is taken back takes its place again, or says why not. Sent
   * again by the same it is done.
   * @throws BookingNotFound also where it is another listing's
   * @throws BookingMoved it is not where the actor saw it, or may not go there: an agent of a mandate takes nothing of the shop's back
   * @throws BookingChangeOver its customer cancels, after the time that they were told
   * @throws BookingNotDue nobody came for it, before its time
   * @throws BookingRefused its place was taken meanwhile
   */
  async take(
    ctx: TenantContext,
    move: BookingMove,
    to: BookingState,
    reason: BookingReason | null = null,
  ): Promise<void> {
    try {
      await this.work.write(ctx, (tx) => this.takeIn(tx, move, to, reason));
    } catch (error) {
      rethrowBooking(error);
    }
  }

  /** The same in a transaction that is open already. */
  async takeIn(
    tx: TenantWriteTx,
    move: BookingMove,
    to: BookingState,
    reason: BookingReason | null,
  ): Promise<void> {
    const booking = await this.lock(tx, move, ({ state, isMoved }) => state === to && !isMoved);
    if (booking === null) return;
    if (!mayMoveBooking(move.actor, booking.state, to)) throw new BookingMoved({});
    if (move.followsRules === true && !(await this.isTheirs(tx, booking, to))) throw new BookingMoved({});
    const now = move.at ?? this.clock.now();
    if (move.actor === 'customer' && !mayCustomerChange(booking, now)) throw new BookingChangeOver({});
    if (to === 'no-show' && now < booking.startsAt) throw new BookingNotDue({});
    const [wasHeld, isHeld] = [holdsPlace(booking.state), holdsPlace(to)];
    if (wasHeld !== isHeld) {
      const { timeZone } = tx.ctx.tenant.settings;
      await this.days.lock(tx, booking.listingId, timeZone, [booking.startsAt, booking.endsAt]);
    }
    if (isHeld && !wasHeld) await this.retaking.take(tx, booking);
    if (wasHeld && !isHeld) await this.bookings.release(tx, booking.id);
    await this.step(tx, booking, stepOf(move, to, now, { reason }), {
      isMailed: move.isNotified !== false,
    });
    if (wasHeld && !isHeld)
      await this.waits.offerFreed(tx, booking.listingId, [booking.startsAt, booking.endsAt]);
  }

  /** Whether a step leads on, or back to where the town took it from: of an agent who does not run the agenda. */
  private async isTheirs(tx: TenantTx, { id, state }: Booking, to: BookingState): Promise<boolean> {
    if (bookingTransition(state, to) === 'forward') return true;
    const [before, last] = (await this.bookings.events(tx, id)).slice(-2);
    return last?.actor === 'town' && before?.state === to;
  }

  /**
   * Moves a booking to another time, in one transaction that loses neither. Of what its shop confirms by hand, one that its
   * customer moves waits once more.
   * @throws BookingNotFound, BookingMoved
   * @throws BookingChangeOver its customer moves it, after the time that they were told
   * @throws AgendaClosed, AgendaServiceNotFound
   * @throws BookingNotOnline its customer moves it to a day of which they have as many as they may
   * @throws BookingRefused the new time cannot be had: the old one stays
   * @throws BookingPassesRules the shop was not told of each rule that the new time passes over
   * @throws BookingNotServed, BookingDurationGone what is asked for is not of its service
   */
  async move(
    ctx: TenantContext,
    move: BookingMove,
    startsAt: number,
    options: MoveOptions = {},
  ): Promise<void> {
    try {
      await this.work.write(ctx, (tx) => this.moveIn(tx, move, startsAt, options));
    } catch (error) {
      rethrowBooking(error);
    }
  }

  private async moveIn(
    tx: TenantWriteTx,
    move: BookingMove,
    startsAt: number,
    options: MoveOptions,
  ): Promise<void> {
    const booking = await this.lock(tx, move, (last, now) => last.isMoved && isAt(now, startsAt, options));
    if (booking === null || isAt(booking, startsAt, options)) return;
    const isSameTime = booking.startsAt.getTime() === startsAt && isAsLong(booking, options.duration);
    if (!mayReschedule(booking.state)) throw new BookingMoved({});
    const isShop = isOfShop(move);
    if (move.actor === 'customer' && !mayCustomerChange(booking, this.clock.now()))
      throw new BookingChangeOver({});
    const { place, service: offered } = await this.offerOf(tx, booking, isShop);
    const service = await this.serviceFor(tx, booking, offered, options);
    const person = isShop ? null : booking.customer;
    if (person) await this.limits.lock(tx, place);
    await lockDaysOf(this.days, tx, place, service, startsAt, [booking.startsAt, booking.endsAt]);
    const ask = { party: booking.party, except: booking.id, isShop, ...wantedBy(booking, offered, isShop) };
    const within = { from: startsAt, until: startsAt };
    const reading = await this.times.reading(tx, place, [service], ask, within);
    const by = { ...move, isMove: true, passesRules: options.passesRules };
    const { slot, needs, passed } = await judgeFor(this.people, tx, reading, service, startsAt, { ask, by });
    // Whoever has the link moves it: that the address is theirs is not known.
    const one = { startsAt: new Date(startsAt), except: booking.id };
    if (person) await this.limits.check(tx, place, { ...one, person }, { actor: move.actor });
    await pipelined([this.bookings.forgetTaken(tx, booking.id), this.bookings.take(tx, booking, needs)]);
    const state = !isShop && place.settings.confirmsByHand ? 'pending' : booking.state;
    const { priceCents, priceMaxCents } = isAsLong(booking, options.duration) ? booking : service;
    const time = {
      ...{ startsAt: new Date(slot.from), endsAt: new Date(slot.until), priceCents, priceMaxCents },
      parts: partsOf(service, slot),
    };
    const step = {
      ...stepOf(move, state, this.clock.now(), { isMoved: true }),
      passedRules: passed,
    };
    await this.step(tx, booking, step, { time, isNotified: options.isNotified !== false && !isSameTime });
    await this.waits.offerFreed(tx, booking.listingId, [booking.startsAt, booking.endsAt]);
  }

  /** Its service as it is asked for. @throws BookingDurationGone, BookingNotServed */
  private async serviceFor(
    tx: TenantTx,
    booking: Booking,
    offered: AgendaService,
    { resourceId, duration }: MoveOptions,
  ): Promise<AgendaService> {
    const service = isAsLong(booking, duration)
      ? asLongAs(offered, booking)
      : withDuration(offered, duration ?? null);
    if (service === null) throw new BookingDurationGone({});
    if (resourceId === undefined) return service;
    const resources = await this.items.resources(tx, booking.listingId);
    const wanted = resources.find(({ id }) => id === resourceId);
    if (!wanted || !service.resourceIds.includes(wanted.id)) throw new BookingNotServed({});
    return servedBy(service, wanted, resources);
  }

  /** The agenda and the service that a booking is of. @throws AgendaClosed, AgendaServiceNotFound */
  async offerOf(tx: TenantTx, booking: Booking, isShop: boolean) {
    const { listingId } = booking;
    const place: AgendaPlace | null = await (isShop
      ? this.places.findAny(tx, listingId)
      : this.places.find(tx, listingId));
    if (!place) throw new AgendaClosed({});
    const service = await this.items.findServiceOf(tx, booking);
    if (!service) throw new AgendaServiceNotFound({});
    return { place, service };
  }

  /** Takes the step, and promises the mails about it. */
  private async step(
    tx: TenantWriteTx,
    booking: Booking,
    step: BookingStep,
    {
      time,
      isNotified = true,
      isMailed = true,
    }: { readonly time?: MovedTime; readonly isNotified?: boolean; readonly isMailed?: boolean } = {},
  ): Promise<void> {
    const notified = { ...booking, event: booking.event + 1, customer: isNotified ? booking.customer : null };
    await pipelined([
      this.bookings.step(tx, booking, step, time),
      isMailed ? this.notices.promise(tx, notified, booking.state, step) : null,
    ]);
  }

  /** @returns null where it is done: the same sent the same step again, whose answer was lost */
  private async lock(
    tx: TenantWriteTx,
    { listingId, bookingId, seen, actor, accountId, agentId }: BookingMove,
    isSame: (last: BookingEvent, booking: Booking) => boolean,
  ): Promise<Booking | null> {
    const booking = await this.bookings.lock(tx, listingId, bookingId);
    if (!booking) throw new BookingNotFound({});
    if (booking.event === seen) return booking;
    const last = (await this.bookings.events(tx, bookingId)).at(-1);
    if (
      booking.event === seen + 1 &&
      last?.actor === actor &&
      last.accountId === accountOf({ actor, accountId }) &&
      last.agentId === (agentId ?? null) &&
      isSame(last, booking)
    )
      return null;
    throw new BookingMoved({});
  }
}

/** Whether a booking has this length already. Pure. */
const isAsLong = ({ startsAt, endsAt }: Booking, duration: number | undefined): boolean =>
  duration === undefined || endsAt.getTime() - startsAt.getTime() === duration * MINUTE;

/** Whether a booking is with this one already. Pure. */
const isTakenBy = ({ resources }: Booking, resourceId: string | undefined): boolean =>
  resourceId === undefined || resources.some(({ id }) => id === resourceId);

/** Whether a booking is then, as long and with whom it is asked to be. Pure. */
const isAt = (booking: Booking, startsAt: number, { duration, resourceId }: MoveOptions): boolean =>
  booking.startsAt.getTime() === startsAt && isAsLong(booking, duration) && isTakenBy(booking, resourceId);

/** The step that somebody takes. Pure, but for the id. */
const stepOf = (
  { actor, accountId, agentId, recipientId }: BookingMove,
  state: BookingState,
  at: Date,
  { reason = null, isMoved = false }: { readonly reason?: BookingReason | null; readonly isMoved?: boolean },
): BookingStep => ({
  ...{ id: uuid(), state, actor, accountId: accountOf({ actor, accountId }), agentId: agentId ?? null },
  ...{ reason, isMoved, at, recipientId },
});
