import { DeliveryRepository } from '@halles/domain/deliveries';
import { dayOfIso, isoOfDay, wallTime } from '@halles/domain/hours';
import { PlaceDayLock } from '@halles/domain/place-days';
import { Clock, DAY, DomainError } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { withFurther } from '../bookings/asked-service';
import { tellWaitOffer, textWaitOffer } from '../bookings/booking.events';
import type { ResourceNeed } from '../bookings/booking.repository';
import type { AgendaReading } from '../free-times/agenda-reading';
import { BookingTimes } from '../free-times/booking-times.service';
import { BookingHoldRepository } from '../holds/booking-hold.repository';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { isOpenTo, withDuration } from '../settings/service-details';
import type { BookingSlot } from '../slots/booking-slots';
import { type BookingWait, isWaitedFor, offerUntil } from './booking-wait';
import { WaitNothingFree, WaitNotFound } from './booking-wait.errors';
import { BookingWaitRepository } from './booking-wait.repository';
import { daysOfSlot, isoDaysOf, type Lookup, needsFor, rowKey, slotsFor } from './wait-lookup';

/** So many of a list are looked at for one time that is free again: times are read once for each service, whoever waits for it. */
const MOST_LOOKED_AT = 500;
/** Offers that one run of a task makes at one place. */
const MOST_ROUNDS = 50;
/** Offers that one run of a task ends. */
const MOST_AT_ONCE = 200;

/** A free time that somebody waits for, with what it takes. */
interface Found {
  readonly wait: BookingWait;
  readonly service: AgendaService;
  readonly slot: BookingSlot;
  readonly needs: readonly ResourceNeed[];
  readonly expiresAt: Date;
}

/** Times that are free again are kept for who waits: a time that is kept is a hold, and counts as one. */
@Injectable()
export class WaitOffers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly waits: BookingWaitRepository,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly holds: BookingHoldRepository,
    private readonly days: PlaceDayLock,
    private readonly deliveries: DeliveryRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: Pick<Config, 'textMessages'>,
  ) {}

  /**
   * Something was given up: the first of the list whom it suits has it kept, before anybody else sees it. In the transaction that
   * gave it up, under the lock of these days.
   * @param moments of the days that are locked
   */
  async offerFreed(tx: TenantWriteTx, listingId: number, moments: readonly Date[]): Promise<void> {
    const { timeZone } = tx.ctx.tenant.settings;
    const locked = isoDaysOf(timeZone, moments);
    const [first = '', last = ''] = [locked[0], locked.at(-1)];
    if (last < isoOfDay(this.today(timeZone))) return;
    if (!(await this.waits.isWaitedFor(tx, listingId, { first, last }))) return;
    const place = await this.places.find(tx, listingId);
    if (place) await this.offerOn(tx, place, locked);
  }

  /**
   * Ends what was not answered, and keeps what is free for who waits for it: longer opening, a higher gauge, a hold that lapsed.
   * Safe to run twice.
   * @param isStopped asked between the steps
   */
  async run(
    ctx: TenantContext,
    isStopped: () => boolean,
  ): Promise<{ readonly expired: number; readonly offered: number }> {
    const now = this.clock.now();
    const today = isoOfDay(this.today(ctx.tenant.settings.timeZone));
    const due = await this.work.read(ctx, (tx) => this.waits.dueOffers(tx, now, MOST_AT_ONCE));
    let [expired, offered] = [0, 0];
    for (const id of due) {
      if (isStopped()) return { expired, offered };
      if (await this.end(ctx, id, 'expired')) expired += 1;
    }
    const listings = await this.work.read(ctx, (tx) => this.waits.listings(tx, today));
    for (const listing of listings) {
      if (isStopped()) break;
      offered += await this.offerAt(ctx, listing);
    }
    return { expired, offered };
  }

  /** Keeps what is free at one place for who waits there. @returns how many were offered a time */
  private async offerAt(ctx: TenantContext, listingId: number): Promise<number> {
    let offered = 0;
    // Each offer is a transaction of its own, under the lock of its days: others go on booking meanwhile.
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const moments = await this.work.read(ctx, (tx) => this.firstFree(tx, listingId));
      if (moments === null) break;
      const more = await this.work.write(ctx, async (tx) => {
        const place = await this.places.find(tx, listingId);
        if (!place) return 0;
        const zone = place.schedule.place.timeZone;
        await this.days.lock(tx, listingId, zone, moments);
        return this.offerOn(tx, place, isoDaysOf(zone, moments));
      });
      if (more === 0) break;
      offered += more;
    }
    return offered;
  }

  /** Moments of the days of the first time that somebody waits for and could have; null where there is none. */
  private async firstFree(tx: TenantTx, listingId: number): Promise<Date[] | null> {
    const place = await this.places.find(tx, listingId);
    const hours = place?.settings.waitHours ?? null;
    if (!place || hours === null) return null;
    const today = this.today(place.schedule.place.timeZone);
    const span = { first: isoOfDay(today), last: isoOfDay(today + place.settings.horizon) };
    const waits = await this.waits.next(tx, listingId, span, this.hasTexts(tx.ctx), MOST_LOOKED_AT);
    const look = await this.lookFor(tx, place, waits, null);
    for (const wait of waits) {
      const found = await this.suiting(tx, look, wait);
      if (found) return daysOfSlot(found.service, found.slot);
    }
    return null;
  }

  /** Offers what is free on some days that are locked, in the order of the list. @returns how many were offered a time */
  private async offerOn(tx: TenantWriteTx, place: AgendaPlace, locked: readonly string[]): Promise<number> {
    if (place.settings.waitHours === null) return 0;
    const [first = '', last = ''] = [locked[0], locked.at(-1)];
    const span = { first, last };
    const hasTexts = this.hasTexts(tx.ctx);
    const waits = await this.waits.next(tx, place.listing.id, span, hasTexts, MOST_LOOKED_AT);
    const look = await this.lookFor(tx, place, waits, locked);
    let offered = 0;
    for (const wait of waits) {
      const found = await this.suiting(tx, look, wait);
      if (!found || !(await this.waits.lockFree(tx, wait.id)) || !(await this.keep(tx, found))) continue;
      offered += 1;
      // What the one before was offered is taken for the next.
      look.readings.clear();
      look.slots.clear();
    }
    return offered;
  }

  /**
   * Before some of a list are looked at: nobody is offered the same time twice, unless by hand.
   * @param locked ISO dates of the days whose lock is held: nothing outside of them is offered; null: any
   */
  private async lookFor(
    tx: TenantTx,
    place: AgendaPlace,
    waits: readonly BookingWait[],
    locked: readonly string[] | null,
    isByHand = false,
  ): Promise<Lookup> {
    const days = waits.map((wait) => this.daysFor(place, wait, locked));
    const [first, last] = [days.map((one) => one.first), days.map((one) => one.last)];
    const offered = isByHand
      ? new Map<string, never>()
      : await this.waits.offeredTo(
          tx,
          waits.map(({ id }) => id),
        );
    return {
      ...{ place, locked, offered, days: { first: Math.min(...first), last: Math.max(...last) } },
      ...{ services: new Map(), readings: new Map(), slots: new Map() },
    };
  }

  /** The first time that suits somebody; null where there is none. */
  private async suiting(tx: TenantTx, look: Lookup, wait: BookingWait): Promise<Found | null> {
    const { place, locked, offered } = look;
    const hours = place.settings.waitHours;
    const service = hours === null ? null : await this.serviceFor(tx, look, wait);
    const zone = place.schedule.place.timeZone;
    const days = this.daysFor(place, wait, locked);
    if (hours === null || !service || days.last < days.first) return null;
    const reading = await this.readingFor(tx, look, service);
    for (const slot of slotsFor(look, reading, service, wait.party, days)) {
      const { day, minute } = wallTime(zone, slot.from);
      if (offered.get(wait.id)?.has(slot.from) === true || !isWaitedFor(wait, { day: isoOfDay(day), minute }))
        continue;
      const touched = isoDaysOf(zone, daysOfSlot(service, slot));
      if (locked !== null && touched.some((one) => !locked.includes(one))) continue;
      const expiresAt = offerUntil(zone, this.clock.now(), slot.from, hours);
      if (expiresAt !== null)
        return { wait, service, slot, needs: needsFor(reading, service, slot), expiresAt };
    }
    return null;
  }

  /** What somebody waits for, in the length that they wish, with what follows it; null where they may not have it, or not any more. */
  private async serviceFor(tx: TenantTx, look: Lookup, wait: BookingWait): Promise<AgendaService | null> {
    const asked = await this.serviceIn(tx, look, wait.listingId, wait.serviceId);
    const first = asked && isOpenTo(asked, wait.invitation) ? withDuration(asked, wait.duration) : null;
    const service = first && (await this.chainFor(tx, look, first, wait));
    return service && wait.party >= service.partyMin && wait.party <= service.partyMax ? service : null;
  }

  private async chainFor(
    tx: TenantTx,
    look: Lookup,
    first: AgendaService,
    { listingId, further }: BookingWait,
  ): Promise<AgendaService | null> {
    const following: (AgendaService | null)[] = [];
    for (const { serviceId } of further) following.push(await this.serviceIn(tx, look, listingId, serviceId));
    try {
      return withFurther(first, following, further, { place: look.place, isShop: false });
    } catch (error) {
      // One is gone, or follows the first no more.
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async serviceIn(
    tx: TenantTx,
    { services }: Lookup,
    listingId: number,
    id: string,
  ): Promise<AgendaService | null> {
    const known = services.get(id);
    const found = known === undefined ? await this.items.findService(tx, listingId, id) : known;
    services.set(id, found);
    return found;
  }

  /** All that decides of the times of a service, on all days that are looked at. */
  private async readingFor(
    tx: TenantTx,
    { place, days, readings }: Lookup,
    service: AgendaService,
  ): Promise<AgendaReading> {
    const key = rowKey(service);
    const known = readings.get(key);
    if (known) return known;
    const within = { from: (days.first - 1) * DAY, until: (days.last + 2) * DAY };
    const reading = await this.times.reading(tx, place, [service], {}, within);
    readings.set(key, reading);
    return reading;
  }

  /** Numbers of the days that are looked at for somebody, both included. */
  private daysFor(place: AgendaPlace, wait: BookingWait, locked: readonly string[] | null) {
    const today = this.today(place.schedule.place.timeZone);
    const first = Math.max(today, dayOfIso(wait.firstDay));
    const last = Math.min(today + place.settings.horizon, dayOfIso(wait.lastDay));
    if (locked === null) return { first, last };
    const days = locked.map(dayOfIso);
    return { first: Math.max(first, Math.min(...days)), last: Math.min(last, Math.max(...days)) };
  }

  /** Keeps a time for somebody, and promises the message. @returns false where one is kept for them already */
  private async keep(tx: TenantWriteTx, { wait, service, slot, needs, expiresAt }: Found): Promise<boolean> {
    const [now, id] = [this.clock.now(), uuid()];
    const time = { startsAt: new Date(slot.from), endsAt: new Date(slot.until) };
    if (!(await this.waits.addOffer(tx, wait, { id, expiresAt, ...time }, now))) return false;
    const hold = { id, listingId: wait.listingId, serviceId: service.id, party: wait.party, expiresAt };
    await this.holds.hold(tx, { ...hold, ...time }, needs, now);
    if (this.isReached(tx.ctx, wait))
      await this.outbox.append(tx, wait.email === null ? textWaitOffer(id) : tellWaitOffer(id));
    return true;
  }

  /**
   * The shop offers somebody the first time that suits them, whoever stands before them.
   * @throws WaitNotFound
   * @throws WaitNothingFree nothing suits, or a time is kept for them already
   */
  async offerByHand(ctx: TenantContext, listingId: number, waitId: string): Promise<void> {
    const moments = await this.work.read(ctx, async (tx) => {
      const wait = await this.waits.find(tx, waitId);
      if (wait?.listingId !== listingId) throw new WaitNotFound({});
      const place = await this.places.find(tx, listingId);
      const look = place && (await this.lookFor(tx, place, [wait], null, true));
      const found = look && (await this.suiting(tx, look, wait));
      return found && wait.state === 'waiting' && wait.offer === null
        ? daysOfSlot(found.service, found.slot)
        : null;
    });
    if (moments === null) throw new WaitNothingFree({});
    await this.work.write(ctx, async (tx) => {
      const place = await this.places.get(tx, listingId);
      const zone = place.schedule.place.timeZone;
      await this.days.lock(tx, listingId, zone, moments);
      const wait = await this.waits.lock(tx, waitId);
      const isFree = wait?.state === 'waiting' && wait.offer === null;
      const look = isFree && (await this.lookFor(tx, place, [wait], isoDaysOf(zone, moments), true));
      const found = look ? await this.suiting(tx, look, wait) : null;
      if (!found || !(await this.keep(tx, found))) throw new WaitNothingFree({});
      await appendAudit(tx, 'wait.offered', { listing: listingId, wait: waitId }, this.clock.now());
    });
  }

  /**
   * Ends an offer that is open, and offers its time to the next: its customer declines it and goes on waiting, or they did not
   * answer in time, and wait no more. Who was never told of it goes on waiting too.
   * @returns false where it is not open any more
   */
  async end(ctx: TenantContext, offerId: string, state: 'declined' | 'expired'): Promise<boolean> {
    const seen = await this.work.read(ctx, (tx) => this.waits.findOffer(tx, offerId));
    if (seen?.state !== 'open') return false;
    return this.work.write(ctx, async (tx) => {
      const { listingId, startsAt, endsAt, waitId } = seen;
      await this.days.lock(tx, listingId, tx.ctx.tenant.settings.timeZone, [startsAt, endsAt]);
      const now = this.clock.now();
      await this.waits.lock(tx, waitId);
      if (!(await this.waits.endOffer(tx, offerId, state, now))) return false;
      await this.holds.release(tx, listingId, offerId);
      if (state === 'expired' && (await this.deliveries.wasSent(tx, offerId)))
        await this.waits.end(tx, waitId, 'unanswered', now);
      await this.offerFreed(tx, listingId, [startsAt, endsAt]);
      return true;
    });
  }

  /** Somebody waits no more: what was kept for them is the next one's. @returns false where they did not wait any more */
  async endWait(ctx: TenantContext, waitId: string, state: 'left' | 'removed'): Promise<boolean> {
    const freed = await this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      const wait = await this.waits.lock(tx, waitId);
      if (!wait || !(await this.waits.end(tx, waitId, state, now))) return null;
      const { offer, listingId } = wait;
      if (state === 'removed')
        await appendAudit(tx, 'wait.removed', { listing: listingId, wait: waitId }, now);
      if (offer && (await this.waits.endOffer(tx, offer.id, 'withdrawn', now)))
        await this.holds.release(tx, listingId, offer.id);
      return wait;
    });
    if (freed === null) return false;
    const { offer, listingId } = freed;
    // The days are locked before who waits, and not after: that is another transaction, which the task repeats if it is cut.
    if (offer)
      await this.work.write(ctx, async (tx) => {
        const moments = [offer.startsAt, offer.endsAt];
        await this.days.lock(tx, listingId, tx.ctx.tenant.settings.timeZone, moments);
        await this.offerFreed(tx, listingId, moments);
      });
    return true;
  }

  /** Whether somebody can be told: by mail, or by text message where those are sent. Others are called by the shop. Pure. */
  private isReached(ctx: TenantContext, { email, phone }: BookingWait): boolean {
    return email !== null || (this.hasTexts(ctx) && phone !== null);
  }

  private hasTexts({ tenant }: TenantContext): boolean {
    return this.config.textMessages !== 'off' && tenant.settings.orders.textMessages;
  }

  private today(timeZone: string): number {
    return wallTime(timeZone, this.clock.now().getTime()).day;
  }
}
