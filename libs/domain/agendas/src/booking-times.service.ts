import type { AgendaSettings } from '@halles/contracts';
import { type Interval, scheduleOfTexts } from '@halles/domain/hours';
import { PeoplePresent, type StepFunction, stepFunctionOf } from '@halles/domain/place-days';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import { pipelined, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaPlace, AgendaResource, AgendaService } from './agenda';
import { AgendaItemRepository } from './agenda-items.repository';
import { type BookingHold, BookingHoldRepository } from './booking-hold.repository';
import { BookingRepository, type ResourceNeed } from './booking.repository';
import type { BookableResource, BookingQuestion, BookingRules } from './booking-rules';
import { bookingSlots, type BookingSlot } from './booking-slots';

/** Who asks for a time: a customer, or the shop, which keeps its own step and notice as it likes. */
export interface TimeQuestion {
  readonly party: number;
  /** A booking that does not count: it asks for another time. */
  readonly except?: string | null;
  /** A time that is held and does not count: of who asks. */
  readonly hold?: string | null;
  readonly isShop?: boolean;
}

/** The rules by which a booking is judged: notice and horizon are there for customers. Pure. */
const rulesOf = ({ step, notice, horizon, pauses }: AgendaSettings, isShop: boolean): BookingRules =>
  isShop ? { step: 5, notice: 0, horizon: 365, pauses: [] } : { step, notice, horizon, pauses };

/** The notice does not run out for a time that was held before it did. Pure. */
function sinceHeld(
  rules: BookingRules,
  hold: Pick<BookingHold, 'startsAt' | 'heldAt'> | null,
  startsAt: number,
  now: Date,
): BookingRules {
  if (hold?.startsAt.getTime() !== startsAt) return rules;
  const waited = Math.ceil((now.getTime() - hold.heldAt.getTime()) / MINUTE);
  return { ...rules, notice: Math.max(0, rules.notice - waited) };
}

/** Which times of a service can be had. */
@Injectable()
export class BookingTimes {
  constructor(
    private readonly items: AgendaItemRepository,
    private readonly bookings: BookingRepository,
    private readonly holds: BookingHoldRepository,
    private readonly people: PeoplePresent,
    private readonly clock: Clock,
  ) {}

  /**
   * The free times of a service, in order. None for a party that it is not for.
   * @param days numbers of days, both included
   */
  async free(
    tx: TenantTx,
    place: AgendaPlace,
    service: AgendaService,
    ask: TimeQuestion,
    days: { readonly first: number; readonly last: number },
    most?: number,
  ): Promise<BookingSlot[]> {
    if (ask.party < service.partyMin || ask.party > service.partyMax || ask.party < 1) return [];
    const within = { from: (days.first - 1) * DAY, until: (days.last + 2) * DAY };
    return bookingSlots(await this.question(tx, place, service, ask, within), days, most);
  }

  /** All that decides of a time. @param within the time for which what is taken is read, at least */
  async question(
    tx: TenantTx,
    { listing, schedule, settings }: AgendaPlace,
    service: AgendaService,
    { party, except = null, hold = null, isShop = false }: TimeQuestion,
    within: Interval,
  ): Promise<BookingQuestion> {
    const around = { from: within.from - DAY, until: within.until + DAY };
    const resources = await this.resourcesOf(tx, listing.id, service);
    const ids = resources.map(({ id }) => id);
    const now = this.clock.now();
    const [booked, held, own] = await pipelined([
      this.bookings.uses(tx, ids, around, except),
      this.holds.uses(tx, ids, around, now, hold),
      hold === null ? null : this.holds.find(tx, listing.id, hold, now),
    ]);
    const uses = [...booked, ...held];
    const takenOf = (id: string): StepFunction =>
      stepFunctionOf(
        0,
        uses.filter(({ resourceId }) => resourceId === id).map(({ from, until }) => ({ from, until, by: 1 })),
      );
    const { duration, bufferBefore, bufferAfter } = service;
    const needs = needsOf(resources, (resource) => ({
      id: resource.id,
      schedule:
        resource.hours === null ? null : scheduleOfTexts(schedule.place, { appointment: resource.hours }),
      capacity: resource.capacity,
      partyMax: resource.partyMax,
      taken: takenOf(resource.id),
    }));
    return {
      schedule,
      rules: sinceHeld(rulesOf(settings, isShop), own, within.from, now),
      services: [{ duration, bufferBefore, bufferAfter, needs }],
      party,
      gauge: await this.people.room(tx, listing.id, around, { except, hold }),
      now: now.getTime(),
    };
  }

  /** What a booking of a service takes at a time, once it was judged. */
  async needs(
    tx: TenantTx,
    listingId: number,
    service: AgendaService,
    { from, until, assigned }: BookingSlot,
  ): Promise<ResourceNeed[]> {
    const taken = new Set(assigned.flat());
    const resources = await this.resourcesOf(tx, listingId, service);
    return resources
      .filter(({ id }) => taken.has(id))
      .map(({ id, capacity }) => ({
        resourceId: id,
        capacity,
        from: from - service.bufferBefore * MINUTE,
        until: until + service.bufferAfter * MINUTE,
      }));
  }

  private async resourcesOf(
    tx: TenantTx,
    listingId: number,
    { resourceIds }: AgendaService,
  ): Promise<AgendaResource[]> {
    if (resourceIds.length === 0) return [];
    const linked = new Set(resourceIds);
    return (await this.items.resources(tx, listingId)).filter(({ id }) => linked.has(id));
  }
}

/** One need for each kind of resource. What is away for now serves nobody, but is needed all the same. Pure. */
function needsOf(
  resources: readonly AgendaResource[],
  bookable: (resource: AgendaResource) => BookableResource,
): BookableResource[][] {
  const kinds = [...new Set(resources.map(({ kind }) => kind))];
  return kinds.map((kind) =>
    resources.filter((one) => one.kind === kind && one.isActive).map((resource) => bookable(resource)),
  );
}
