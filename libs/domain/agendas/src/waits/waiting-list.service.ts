import { bookingInputSchema, type BookingWaitInput } from '@halles/contracts';
import { dayOfIso, isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock, DomainError, type Locale } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AgendaServiceNotFound, BookingDurationGone, BookingKeyReused } from '../bookings/booking.errors';
import { withFurther } from '../bookings/asked-service';
import { notifyWait } from '../bookings/booking.events';
import type { Booker } from '../bookings/booker';
import { BookingPlacing } from '../bookings/booking-placing.service';
import { BookingTimes } from '../free-times/booking-times.service';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { AgendaRepository } from '../settings/agenda.repository';
import { isOpenTo, withDuration } from '../settings/service-details';
import { type BookingWait, isWaitedFor, MOST_PRIORITY } from './booking-wait';
import {
  WaitClosed,
  WaitLimitReached,
  WaitNotFound,
  WaitNotNeeded,
  WaitOfferOver,
} from './booking-wait.errors';
import { BookingWaitRepository } from './booking-wait.repository';

/** Requests of one person at one place. */
export const MOST_WAITS = 3;
/** A list is shown up to so many. */
const MOST_SHOWN = 200;

/** A request with the service that it is for, as it is today; null where it is not offered any more. */
export interface ShownWait {
  readonly wait: BookingWait;
  readonly service: AgendaService | null;
}

/** Who found an agenda full asks to be told of a time that is free again, and answers what is offered. */
@Injectable()
export class WaitingList {
  constructor(
    private readonly work: UnitOfWork,
    private readonly waits: BookingWaitRepository,
    private readonly agendas: AgendaRepository,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly placing: BookingPlacing,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts somebody on the list of a service. The same form sent again is the same request.
   * @param invitation number of the signed link by which they came; null: none
   * @throws AgendaClosed, AgendaServiceNotFound, BookingDurationGone, BookingChainTooLong
   * @throws WaitClosed the shop keeps no list
   * @throws WaitNotNeeded something is free that suits
   * @throws WaitLimitReached they wait for as many as one may
   * @throws BookingKeyReused the key was used with other contents
   */
  async ask(
    ctx: TenantContext,
    listingId: number,
    input: BookingWaitInput,
    locale: Locale,
    invitation: number | null = null,
  ): Promise<{ readonly id: string }> {
    return this.work.write(ctx, async (tx) => {
      // Two requests of one person wait for each other here: the second one is counted.
      await this.agendas.lock(tx, listingId);
      const first = await this.waits.findByKey(tx, input.idempotencyKey);
      if (first) {
        if (isSame(first, listingId, input)) return { id: first.id };
        throw new BookingKeyReused({});
      }
      const place = await this.places.get(tx, listingId);
      if (place.settings.waitHours === null) throw new WaitClosed({});
      const service = await this.serviceOf(tx, place, listingId, input, invitation);
      if (await this.isFree(tx, place, service, input)) throw new WaitNotNeeded({});
      if ((await this.waits.countOf(tx, listingId, input, this.today(ctx))) >= MOST_WAITS)
        throw new WaitLimitReached({});
      const id = uuid();
      await this.waits.insert(tx, listingId, input, { id, locale, invitation, at: this.clock.now() });
      if (input.email !== null) await this.outbox.append(tx, notifyWait(id));
      return { id };
    });
  }

  /** What somebody waits for, with what follows it. @throws AgendaServiceNotFound, BookingDurationGone, BookingChainTooLong */
  private async serviceOf(
    tx: TenantTx,
    place: Pick<AgendaPlace, 'settings'>,
    listingId: number,
    { serviceId, duration, further }: Pick<BookingWait, 'serviceId' | 'duration' | 'further'>,
    invitation: number | null,
  ): Promise<AgendaService> {
    const ids = [serviceId, ...further.map((one) => one.serviceId)];
    const [offered, ...following] = await pipelined(
      ids.map((id) => this.items.findService(tx, listingId, id)),
    );
    if (!offered || !isOpenTo(offered, invitation)) throw new AgendaServiceNotFound({});
    const first = withDuration(offered, duration);
    if (!first) throw new BookingDurationGone({});
    return withFurther(first, following, further, { place, isShop: false });
  }

  /** Whether there is a time that suits: it is booked, and nobody waits for it. */
  private async isFree(
    tx: TenantTx,
    place: AgendaPlace,
    service: AgendaService,
    { firstDay, lastDay, from, until, party }: BookingWaitInput,
  ): Promise<boolean> {
    const zone = place.schedule.place.timeZone;
    const today = wallTime(zone, this.clock.now().getTime()).day;
    const days = { first: Math.max(today, dayOfIso(firstDay)), last: dayOfIso(lastDay) };
    const slots = await this.times.free(tx, place, service, { party }, days);
    return slots.some((slot) => {
      const { day, minute } = wallTime(zone, slot.from);
      return isWaitedFor({ firstDay, lastDay, from, until }, { day: isoOfDay(day), minute });
    });
  }

  /** @throws WaitNotFound */
  async get(ctx: TenantContext, id: string): Promise<ShownWait> {
    const found = await this.work.read(ctx, async (tx) => {
      const wait = await this.waits.find(tx, id);
      return wait && { wait, service: await this.shownService(tx, wait) };
    });
    if (!found) throw new WaitNotFound({});
    return found;
  }

  /** What is waited for, as it is today; null where it is not offered any more. */
  private async shownService(tx: TenantTx, wait: BookingWait): Promise<AgendaService | null> {
    if (wait.further.length === 0) return this.items.findService(tx, wait.listingId, wait.serviceId);
    const place = await this.places.find(tx, wait.listingId);
    if (!place) return null;
    try {
      return await this.serviceOf(tx, place, wait.listingId, wait, wait.invitation);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  /** Who waits at a place, in the order in which they are offered what is free. */
  list(ctx: TenantContext, listingId: number): Promise<BookingWait[]> {
    return this.work.read(ctx, (tx) => this.waits.list(tx, listingId, this.today(ctx), MOST_SHOWN));
  }

  /** The shop has somebody told earlier than others, or later. @throws WaitNotFound */
  async prioritise(ctx: TenantContext, listingId: number, id: string, by: 1 | -1): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const wait = await this.waits.lock(tx, id);
      if (wait?.listingId !== listingId) throw new WaitNotFound({});
      await this.waits.setPriority(tx, id, Math.min(Math.max(wait.priority + by, 0), MOST_PRIORITY));
    });
  }

  /**
   * Books the time that is kept for somebody: once, however often it is sent.
   * @param by who accepts: its customer, or the shop for them
   * @throws WaitNotFound, WaitOfferOver
   * @throws BookingRefused, BookingLimitReached as any booking
   */
  async accept(
    ctx: TenantContext,
    { waitId, offerId }: { readonly waitId: string; readonly offerId: string },
    by: Booker,
  ): Promise<{ readonly id: string }> {
    const now = this.clock.now();
    const { wait, offer } = await this.work.read(ctx, async (tx) => ({
      wait: await this.waits.find(tx, waitId),
      offer: await this.waits.findOffer(tx, offerId),
    }));
    if (!wait || offer?.waitId !== waitId) throw new WaitNotFound({});
    if (offer.state === 'accepted' && offer.bookingId !== null) return { id: offer.bookingId };
    if (offer.state !== 'open' || offer.expiresAt <= now) throw new WaitOfferOver({});
    const { serviceId, party, duration, further, name, email, phone } = wait;
    const { listingId, locale, invitation } = wait;
    const input = bookingInputSchema.parse({
      ...{ idempotencyKey: offerId, holdId: offerId, startsAt: offer.startsAt.getTime() },
      ...{ serviceId, party, duration, name, email, phone },
      ...(further.length === 0 ? {} : { further }),
    });
    return this.placing.place(ctx, listingId, input, locale, { ...by, invitation });
  }

  /** The day of now, in the territory. */
  private today(ctx: TenantContext): string {
    return isoOfDay(wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day);
  }
}

const furtherKey = ({ further }: Pick<BookingWait, 'further'>): string =>
  further.map(({ serviceId, duration }) => `${serviceId}:${String(duration)}`).join();

/** Whether a form that is sent again says what it said. Pure. */
const isSame = (wait: BookingWait, listingId: number, input: BookingWaitInput): boolean =>
  wait.listingId === listingId &&
  furtherKey(wait) === furtherKey(input) &&
  (
    [
      'serviceId',
      'duration',
      'party',
      'firstDay',
      'lastDay',
      'from',
      'until',
      'name',
      'email',
      'phone',
    ] as const
  ).every((key) => wait[key] === input[key]);
