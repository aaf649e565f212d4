import { createHmac, createSecretKey, type KeyObject, randomInt } from 'node:crypto';
import { holdListing } from '@halles/domain/listings';
import { PeoplePresent, PlaceDayLock } from '@halles/domain/place-days';
import { Clock, DAY, type Locale, MINUTE } from '@halles/kernel';
import { type Config, derivedKey, InjectConfig } from '@halles/platform/config';
import { rethrowConstraint } from '@halles/platform/database';
import { StorageQuota } from '@halles/platform/storage';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type BookingFile, type BookingRequest, filesTo } from '../files/booking-file';
import { BookingFileRepository } from '../files/booking-file.repository';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import type { Booking, BookingSource } from './booking';
import { AgendaClosed, BookingKeyReused, BookingPersonGone, BookingRefused } from './booking.errors';
import { BookingHoldRepository } from '../holds/booking-hold.repository';
import { BookingWaitRepository } from '../waits/booking-wait.repository';
import { BookingRepository, type BookingStep, LaneTaken, type NewBooking } from './booking.repository';
import { BookingLimits } from './booking-limits.service';
import { BookingNotices } from '../messages/booking-notices.service';
import type { BookingSlot } from '../slots/booking-slots';
import type { BookingActor } from './booking-state';
import { OwnPerson } from './own-person.service';
import { BookingTimes } from '../free-times/booking-times.service';
import { answersTo } from '../settings/service-questions';
import { partsOf } from '../settings/service-chain';
import { addressWords } from '../settings/service-details';
import { askedService, isOfShop } from './asked-service';
import type { Booker } from './booker';
import { judgeFor } from './booking-overrides';

export const GUEST: Booker = { actor: 'customer', accountId: null };

const SOURCES: Readonly<Record<Booker['actor'], BookingSource>> = {
  customer: 'online',
  merchant: 'shop',
  town: 'town',
};

/** Letters and figures that are not taken for others when they are read out, and that make no words. */
const REFERENCE_LETTERS = '23456789BCDFGHJKLMNPQRSTVWXZ';
const newReference = (): string =>
  Array.from({ length: 8 }, () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)]).join('');

/** How a booking is made. */
@Injectable()
export class BookingPlacing {
  /** A digest without a key would tell who a name and a number that somebody guesses belong to. */
  private readonly digestKey: KeyObject;

  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
    private readonly bookings: BookingRepository,
    private readonly holds: BookingHoldRepository,
    private readonly waits: BookingWaitRepository,
    private readonly limits: BookingLimits,
    private readonly ownPerson: OwnPerson,
    private readonly people: PeoplePresent,
    private readonly days: PlaceDayLock,
    private readonly notices: BookingNotices,
    private readonly files: BookingFileRepository,
    private readonly quota: StorageQuota,
    private readonly clock: Clock,
    @InjectConfig() { masterKey }: Pick<Config, 'masterKey'>,
  ) {
    this.digestKey = createSecretKey(derivedKey(masterKey, 'booking-content'));
  }

  /**
   * Books: locks the day, judges the time again by what is taken, and takes it, all in one transaction. What is returned is on
   * disk. The same summary sent again returns the first booking.
   * @throws AgendaClosed, AgendaServiceNotFound, BookingDurationGone, BookingPersonGone, BookingOwnPerson
   * @throws BookingRefused the time cannot be had: another is the customer's to choose
   * @throws BookingLimitReached, BookingNotOnline this person has as many as they may
   * @throws BookingKeyReused the key was used with other contents
   * @throws StorageQuotaReached there is no room for its files
   */
  async place(
    ctx: TenantContext,
    listingId: number,
    input: BookingRequest,
    locale: Locale,
    by: Booker = GUEST,
  ): Promise<{ readonly id: string }> {
    try {
      const { id } = await this.work.write(ctx, (tx) => this.placeIn(tx, listingId, input, locale, by));
      return { id };
    } catch (error) {
      return rethrowBooking(error);
    }
  }

  /** The same in a transaction that books several. `isNew`: it was not booked by an earlier sending. */
  async placeIn(
    tx: TenantWriteTx,
    listingId: number,
    input: BookingRequest,
    locale: Locale,
    by: Booker,
  ): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const contentDigest = digestOf(this.digestKey, listingId, input);
    const { idempotencyKey, startsAt, party, holdId: hold } = input;
    const isShop = isOfShop(by);
    const { serviceId, further = [] } = input;
    const [known, isThere, place, offered, following] = await pipelined([
      this.knownBefore(tx, idempotencyKey, contentDigest),
      holdListing(tx, listingId),
      isShop ? this.places.findAny(tx, listingId) : this.places.find(tx, listingId),
      this.items.findService(tx, listingId, serviceId),
      pipelined(further.map((one) => this.items.findService(tx, listingId, one.serviceId))),
    ]);
    if (known) return { ...known, isNew: false };
    if (!isThere || !place) throw new AgendaClosed({});
    const service = askedService(place, offered, following, { input, by });
    if (by.overridesLimits !== true) await this.limits.lock(tx, place);
    const days = daysOf(service, startsAt);
    const person = await this.personOf(tx, listingId, service, input, by);
    const ask = { party, isShop, hold, person, need: input.need ?? null };
    // What is read after the lock in the same round trip is read under it.
    const [, first, reading] = await pipelined([
      this.days.lock(tx, listingId, place.schedule.place.timeZone, days),
      this.knownBefore(tx, idempotencyKey, contentDigest),
      this.times.reading(tx, place, [service], ask, { from: startsAt, until: startsAt }),
    ]);
    if (first) return { ...first, isNew: false };
    const { slot, needs, passed } = await judgeFor(this.people, tx, reading, service, startsAt, { ask, by });
    const one = { person: input, startsAt: new Date(startsAt) };
    if (by.overridesLimits !== true) await this.limits.check(tx, place, one, by);
    const files = await this.filesFor(tx, service, input);
    const now = by.series?.at ?? this.clock.now();
    const booking: NewBooking = {
      ...bookingOf(place, service, input, slot),
      ...bookedBy(place, by, now),
      ...{ personId: person, locale, contentDigest },
    };
    const { state } = booking;
    const step: BookingStep = {
      ...{ id: uuid(), state, actor: by.actor, accountId: accountOf(by), agentId: by.agentId ?? null },
      ...{ reason: null, isMoved: false, at: now, passedRules: passed },
    };
    const isMailed = by.series?.isMailed !== false;
    await pipelined([
      this.bookings.insert(tx, booking, step),
      this.bookings.take(tx, booking, needs),
      files.length === 0 ? null : this.files.insert(tx, booking.id, files),
      hold === null ? null : this.holds.release(tx, listingId, hold),
      hold === null ? null : this.waits.accept(tx, hold, booking),
      isMailed ? this.notices.promise(tx, { ...booking, event: 1 }, null, step, place.handlers) : null,
    ]);
    return { id: booking.id, isNew: true };
  }

  /** What of the files that were sent is kept. @throws StorageQuotaReached */
  private async filesFor(
    tx: TenantWriteTx,
    { questions }: Pick<AgendaService, 'questions'>,
    { files: sent = [] }: BookingRequest,
  ): Promise<BookingFile[]> {
    const files = filesTo(questions, sent);
    if (files.length === 0) return [];
    // What another booking of a series, or of the same party, brought is stored once.
    const known = await this.files.namedAmong(
      tx,
      files.map(({ id }) => id),
    );
    const added = files.filter(({ id }) => !known.has(id));
    if (added.length === 0) return files;
    await this.quota.hold(tx);
    await this.quota.check(
      tx,
      added.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    return files;
  }

  /** With whom it is to be; the shop chooses whom it likes. @throws BookingPersonGone, BookingOwnPerson */
  private async personOf(
    tx: TenantWriteTx,
    listingId: number,
    service: AgendaService,
    { personId: chosen, email }: BookingRequest,
    by: Booker,
  ): Promise<string | null> {
    if (isOfShop(by)) return chosen;
    const { provenEmail = null } = by;
    checkChoice(service, chosen);
    const now = this.clock.now();
    return this.ownPerson.of(tx, listingId, service, { email, chosen, provenEmail, now });
  }

  /** What was booked under the key; null where nothing was. @throws BookingKeyReused it was something else */
  private async knownBefore(
    tx: TenantTx,
    idempotencyKey: string,
    contentDigest: string,
  ): Promise<{ readonly id: string } | null> {
    const first = await this.bookings.findByKey(tx, idempotencyKey);
    if (first && first.contentDigest !== contentDigest) throw new BookingKeyReused({});
    return first && { id: first.id };
  }
}

/** Whether customers may say with whom they book. Pure. @throws BookingPersonGone they may not */
export function checkChoice({ choosesPerson, keepsPerson }: AgendaService, person: string | null): void {
  if (person !== null && !choosesPerson && !keepsPerson) throw new BookingPersonGone({});
}

/** Who of the shop or the town took a step: the customer is known by the booking, which forgets them. Pure. */
export const accountOf = ({
  actor,
  accountId,
}: Pick<Booker, 'accountId'> & { readonly actor: BookingActor }) => (actor === 'customer' ? null : accountId);

/** What the database refuses as the last referee, in the words of what it means. */
export const rethrowBooking = (error: unknown): never => {
  if (error instanceof LaneTaken) throw new BookingRefused({ problem: 'full' });
  return rethrowConstraint(error, {
    booking_resource_once: () => new BookingRefused({ problem: 'full' }),
    // Two sendings of one key for different days did not wait for each other: the slower one is here.
    booking_idempotency_key: () => new BookingKeyReused({}),
  });
};

/** Locks the days that a booking of a service touches, with its buffers. @throws BookingRefused no calendar knows them */
export async function lockDaysOf(
  days: PlaceDayLock,
  tx: TenantWriteTx,
  { listing, schedule }: Pick<AgendaPlace, 'listing' | 'schedule'>,
  service: Pick<AgendaService, 'duration' | 'bufferBefore' | 'bufferAfter'>,
  startsAt: number,
  others: readonly Date[] = [],
): Promise<void> {
  await days.lock(tx, listing.id, schedule.place.timeZone, [...daysOf(service, startsAt), ...others]);
}

/** A moment of each day that a booking of a service touches, with its buffers. Pure. @throws BookingRefused no calendar knows them */
export function daysOf(
  { duration, bufferBefore, bufferAfter }: Pick<AgendaService, 'duration' | 'bufferBefore' | 'bufferAfter'>,
  startsAt: number,
): Date[] {
  const [from, until] = [startsAt - bufferBefore * MINUTE, startsAt + (duration + bufferAfter) * MINUTE];
  const moments = [until];
  // Each day between is one of the booking's too.
  for (let moment = from; moment < until; moment += DAY) moments.push(moment);
  const dates = moments.map((moment) => new Date(moment));
  if (dates.some((date) => Number.isNaN(date.getTime()) || Math.abs(date.getUTCFullYear() - 2100) > 200))
    throw new BookingRefused({ problem: 'not-offered' });
  return dates;
}

/** What of a booking is said by who books, and by the agenda at the time. Pure. */
function bookingOf(
  { listing, settings }: AgendaPlace,
  service: AgendaService,
  input: BookingRequest,
  slot: BookingSlot,
) {
  const { party, name, guestName, email, phone, note, need = null, address } = input;
  const { answers, files, idempotencyKey } = input;
  const { from, until } = slot;
  return {
    listingId: listing.id,
    serviceId: service.id,
    serviceName: service.name,
    parts: partsOf(service, slot),
    priceCents: service.priceCents,
    priceMaxCents: service.priceMaxCents,
    startsAt: new Date(from),
    endsAt: new Date(until),
    party,
    cancellationNotice: service.cancellationNotice ?? settings.cancellationNotice,
    venue: service.venue,
    address: service.venue === 'home' && address !== null ? addressWords(address) : null,
    customer: { name, email, phone } satisfies Booking['customer'],
    answers: service.questions.length === 0 ? null : answersTo(service.questions, answers, files),
    guest: guestName,
    ...{ need, note },
    idempotencyKey,
  };
}

/** What of a booking is of who makes it, and of now. Pure, but for the id and the reference. */
const bookedBy = ({ settings }: AgendaPlace, by: Booker, now: Date) => ({
  ...{ id: uuid(), reference: newReference(), source: SOURCES[by.actor], createdAt: now },
  state: settings.confirmsByHand && !isOfShop(by) ? ('pending' as const) : ('confirmed' as const),
  accountId: by.actor === 'customer' ? by.accountId : null,
  seriesId: by.series?.id ?? null,
});

/** What was sent, apart from its key, in one text. */
const digestOf = (key: KeyObject, listingId: number, input: BookingRequest): string => {
  const { serviceId, startsAt, party, name, guestName, email, phone, note, duration, address, answers } =
    input;
  const { personId, further = [], need = null, files = [] } = input;
  return createHmac('sha256', key)
    .update(
      JSON.stringify([
        listingId,
        serviceId,
        startsAt,
        party,
        name,
        guestName,
        email,
        phone,
        note,
        duration,
        address,
        answers,
        ...(personId === null ? [] : [personId]),
        ...(further.length === 0 ? [] : [further]),
        ...(need === null ? [] : [need]),
        ...(files.length === 0 ? [] : [files.map(({ label, bytes }) => [label, bytes])]),
      ]),
    )
    .digest('hex');
};
