import { highest, lowest, PeoplePresent, stepFunctionOf } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { BookingHoldRepository } from '../holds/booking-hold.repository';
import { AgendaSessionRepository } from '../sessions/agenda-session.repository';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import type { PassedRule } from '../slots/booking-override';
import type { Booking } from './booking';
import { BookingRefused } from './booking.errors';
import { BookingRepository, type ResourceNeed } from './booking.repository';

/** How a booking that was given up takes again what it took. */
@Injectable()
export class BookingRetaking {
  constructor(
    private readonly items: AgendaItemRepository,
    private readonly bookings: BookingRepository,
    private readonly holds: BookingHoldRepository,
    private readonly people: PeoplePresent,
    private readonly sessions: AgendaSessionRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What it took is taken again, at the same time, and passes over the rules that its shop passed over for it.
   * @throws BookingRefused somebody else has it
   */
  async take(tx: TenantWriteTx, booking: Booking): Promise<void> {
    const needs = await this.bookings.released(tx, booking.id);
    const passed = await this.passedBy(tx, booking);
    const isOver = passed.includes('taken');
    if (!isOver) for (const need of needs) await this.checkFree(tx, booking, need);
    await this.checkSeats(tx, booking);
    if (booking.venue === 'shop') await this.checkRoom(tx, booking, passed);
    await this.bookings.take(
      tx,
      booking,
      needs.map((need) => ({ ...need, isOver })),
    );
  }

  /** The rules that were passed over for its time, when it was entered or moved there. */
  private async passedBy(tx: TenantTx, { id }: Booking): Promise<readonly PassedRule[]> {
    const events = await this.bookings.events(tx, id);
    // A party that was divided kept its time, and what was passed over for it.
    return (
      events.findLast(({ isMoved, event, party }) => event === 1 || (isMoved && party === null))
        ?.passedRules ?? []
    );
  }

  /** @throws BookingRefused */
  private async checkFree(tx: TenantTx, { id }: Booking, need: ResourceNeed): Promise<void> {
    const ids = [need.resourceId];
    const booked = await this.bookings.uses(tx, ids, need, id);
    const held = await this.holds.uses(tx, ids, need, this.clock.now(), null);
    const uses = [...booked, ...held, ...(await this.sessions.uses(tx, ids, need))];
    const taken = stepFunctionOf(
      0,
      uses.map(({ from, until }) => ({ from, until, by: 1 })),
    );
    if (highest(taken, need.from, need.until) >= need.capacity) throw new BookingRefused({ problem: 'full' });
  }

  /** Whether the people are let in, by the gauge of the place and by rules of its territory. @throws BookingRefused */
  private async checkRoom(
    tx: TenantTx,
    { id, listingId, startsAt, endsAt, party }: Booking,
    passed: readonly PassedRule[],
  ): Promise<void> {
    const time = { from: startsAt.getTime(), until: endsAt.getTime() };
    const asked = [
      ...(passed.includes('gauge') ? [] : (['place'] as const)),
      ...(passed.includes('gauge-rule') ? [] : (['rules'] as const)),
    ];
    for (const of of asked) {
      const room = await this.people.room(tx, listingId, time, { except: id, of });
      if (room !== null && lowest(room, time.from, time.until) < party)
        throw new BookingRefused({ problem: 'gauge-full' });
    }
  }

  /** Of a session: it takes place, and has seats. @throws BookingRefused */
  private async checkSeats(tx: TenantTx, booking: Booking): Promise<void> {
    const service = await this.items.findBookedService(tx, booking.listingId, booking.serviceId);
    if (service?.isGroup !== true) return;
    const from = booking.startsAt.getTime();
    const [session] = await this.sessions.seats(
      ...([tx, booking.listingId, [service.id], { from, until: from + 1 }] as const),
      this.clock.now(),
      { except: booking.id, hold: null },
    );
    if (!session) throw new BookingRefused({ problem: 'not-offered' });
    if (session.seats - session.taken < booking.party) throw new BookingRefused({ problem: 'seats' });
  }
}
