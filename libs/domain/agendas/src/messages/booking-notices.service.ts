import { type Account, AccountRepository } from '@halles/domain/accounts';
import { Outbox } from '@halles/platform/outbox';
import {
  pipelined,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AgendaPlaces } from '../settings/agenda-places.service';
import type { Booking, BookingEvent } from '../bookings/booking';
import { notifyBookingCustomer, notifyBookingShop } from '../bookings/booking.events';
import { type AlikeBooking, BookingRepository, type BookingStep } from '../bookings/booking.repository';
import { type CustomerNotice, customerNotice, type ShopNotice, shopNotice } from './booking-notice';
import type { BookingState } from '../bookings/booking-state';
import { TownNotices } from './town-notices.service';

const ADD_RECIPIENTS = `
  INSERT INTO booking_recipient (id, booking_id, event, account_id)
  SELECT r.id, $1::uuid, $2::int, r.account_id FROM unnest($3::uuid[], $4::uuid[]) AS r (id, account_id)`;
const EVENT = 'SELECT booking_id AS "bookingId", event FROM booking_event WHERE id = $1';
const RECIPIENT = `
  SELECT booking_id AS "bookingId", event, account_id AS "accountId" FROM booking_recipient WHERE id = $1`;

/** A step that its customer is to be told of. */
export interface TellingStep {
  readonly booking: Booking;
  readonly events: readonly BookingEvent[];
  readonly notice: CustomerNotice;
  readonly isByCustomer: boolean;
  readonly isByTown: boolean;
  /** The others of its series with which the same was done at once. */
  readonly others: readonly Booking[];
}

/** A step that somebody of the shop is to be told of. */
export interface ShopStep {
  readonly booking: Booking;
  readonly account: Account;
  readonly notice: ShopNotice;
  readonly isByTown: boolean;
  /** When the others of its series are with which the same was done at once. */
  readonly others: readonly Date[];
}

/** Who is mailed what of a booking: promised with the step, in its transaction. */
@Injectable()
export class BookingNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly bookings: BookingRepository,
    private readonly accounts: AccountRepository,
    private readonly town: TownNotices,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Promises the mails of a step.
   * @param from the state before; null for the first
   * @param known the accounts that keep the agenda, where they were asked for
   */
  async promise(
    tx: TenantWriteTx,
    { id, listingId, event, customer }: Pick<Booking, 'id' | 'listingId' | 'event' | 'customer'>,
    from: BookingState | null,
    step: BookingStep,
    known?: readonly string[],
  ): Promise<void> {
    const isMailed = customer?.email != null && customerNotice(from, step) !== null;
    const handlers =
      shopNotice(from, step) === null ? [] : (known ?? (await this.places.handlersOf(tx, listingId)));
    if (handlers.length === 0 && shopNotice(from, step) !== null)
      await this.town.promise(tx, { id, listingId, event }, step);
    const recipients = handlers.map(() => uuid());
    await pipelined([
      handlers.length === 0 ? null : tx.manager.query(ADD_RECIPIENTS, [id, event, recipients, handlers]),
      this.outbox.appendAll(tx, [
        ...(isMailed ? [notifyBookingCustomer(step.id)] : []),
        ...recipients.map(notifyBookingShop),
      ]),
    ]);
  }

  /**
   * What the customer is told of by an event; null where the booking or its customer is gone, or a later step tells them more. Of a
   * series of which that is so, they are told by the next one that the step still holds for.
   */
  async ofEvent(ctx: TenantContext, eventId: string): Promise<TellingStep | null> {
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ bookingId: string; event: number }[]>(EVENT, [eventId]);
      const booking = row && (await this.bookings.find(tx, row.bookingId));
      if (!booking) return null;
      const events = await this.bookings.events(tx, booking.id);
      const found = await this.telling(tx, booking, events, row.event);
      const step = events.find(({ event }) => event === row.event);
      if (found !== null || step === undefined) return found;
      const [next] = await this.bookings.listAlike(tx, booking, step);
      const other = next && (await this.bookings.find(tx, next.id));
      return other ? this.telling(tx, other, await this.bookings.events(tx, other.id), next.event) : null;
    });
  }

  /** A step of a booking; null where a later one tells its customer more. */
  private async telling(
    tx: TenantTx,
    booking: Booking,
    events: readonly BookingEvent[],
    event: number,
  ): Promise<TellingStep | null> {
    const last = events
      .map((step, index) => ({ step, notice: customerNotice(events[index - 1]?.state ?? null, step) }))
      .filter(({ notice }) => notice !== null)
      .at(-1);
    if (!last || last.notice === null || last.step.event !== event) return null;
    const alike = await this.bookings.listAlike(tx, booking, last.step);
    return {
      booking,
      events,
      notice: last.notice,
      isByCustomer: last.step.actor === 'customer',
      isByTown: last.step.actor === 'town',
      others: alike.length === 0 ? [] : await this.bookingsOf(tx, booking, alike),
    };
  }

  private async bookingsOf(
    tx: TenantTx,
    { listingId, seriesId }: Booking,
    alike: readonly AlikeBooking[],
  ): Promise<Booking[]> {
    if (seriesId === null) return [];
    const ids = new Set(alike.map(({ id }) => id));
    const all = await this.bookings.listSeries(tx, listingId, seriesId);
    return all.filter(({ id }) => ids.has(id));
  }

  private async others(tx: TenantTx, booking: Booking, step: BookingEvent): Promise<Date[]> {
    return (await this.bookings.listAlike(tx, booking, step)).map(({ at }) => at);
  }

  /**
   * What a recipient of the shop is told of; null where the booking, its customer or the account is gone, or the account keeps the
   * agenda no more.
   */
  async ofRecipient(ctx: TenantContext, recipientId: string): Promise<ShopStep | null> {
    return this.work.read(ctx, async (tx) => {
      const [row] = await tx.manager.query<{ bookingId: string; event: number; accountId: string }[]>(
        RECIPIENT,
        [recipientId],
      );
      if (!row) return null;
      const booking = await this.bookings.find(tx, row.bookingId);
      if (!booking?.customer) return null;
      if (!(await this.places.handlersOf(tx, booking.listingId)).includes(row.accountId)) return null;
      const account = await this.accounts.find(tx, row.accountId);
      const events = await this.bookings.events(tx, row.bookingId);
      const at = events.findIndex(({ event }) => event === row.event);
      const step = events[at];
      const notice = step ? shopNotice(events[at - 1]?.state ?? null, step) : null;
      if (!account || !step || notice === null) return null;
      const others = await this.others(tx, booking, step);
      return { booking, account, notice, isByTown: step.actor === 'town', others };
    });
  }
}
