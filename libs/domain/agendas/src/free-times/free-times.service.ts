import type { FurtherService } from '@halles/contracts';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import type { Booking } from '../bookings/booking';
import { AgendaClosed, AgendaServiceNotFound } from '../bookings/booking.errors';
import type { BookingSlot } from '../slots/booking-slots';
import { wantedBy } from '../bookings/wanted-person';
import { asLongAs } from '../settings/service-details';
import { withFurther } from '../bookings/asked-service';
import { BookingTimes, type TimeQuestion } from './booking-times.service';

/** The free times of a service as a page reads them. */
@Injectable()
export class FreeTimes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: AgendaPlaces,
    private readonly items: AgendaItemRepository,
    private readonly times: BookingTimes,
  ) {}

  /**
   * In order. The shop reads those of an agenda that is closed to customers, too.
   * @param days numbers of days, both included
   * @throws AgendaClosed, AgendaServiceNotFound
   */
  ofService(
    ctx: TenantContext,
    listingId: number,
    serviceId: string,
    ask: TimeQuestion & { readonly further?: readonly FurtherService[] },
    days: { readonly first: number; readonly last: number },
  ): Promise<readonly BookingSlot[]> {
    return this.work.read(ctx, async (tx) => {
      const isShop = ask.isShop === true;
      const { place, service: asked } = await this.offerOf(tx, { listingId, serviceId, parts: null }, isShop);
      const { duration = asked.duration } = ask;
      const found = ask.further?.map((one) => this.items.findService(tx, listingId, one.serviceId)) ?? [];
      const first = { ...asked, duration };
      const service = withFurther(first, await pipelined(found), ask.further ?? [], { place, isShop });
      return this.times.free(tx, place, service, ask, days);
    });
  }

  /**
   * Those that a booking may be moved to, as long as it is and with whom it is kept.
   * @throws AgendaClosed, AgendaServiceNotFound
   */
  ofBooking(
    ctx: TenantContext,
    booking: Booking,
    isShop: boolean,
    days: { readonly first: number; readonly last: number },
  ): Promise<readonly BookingSlot[]> {
    return this.work.read(ctx, async (tx) => {
      const { place, service } = await this.offerOf(tx, booking, isShop);
      const { party, id: except } = booking;
      const ask = { party, except, isShop, ...wantedBy(booking, service, isShop) };
      return this.times.free(tx, place, asLongAs(service, booking), ask, days);
    });
  }

  private async offerOf(
    tx: TenantTx,
    booking: Pick<Booking, 'listingId' | 'serviceId' | 'parts'>,
    isShop: boolean,
  ) {
    const { listingId } = booking;
    const place = await (isShop ? this.places.findAny(tx, listingId) : this.places.find(tx, listingId));
    if (!place) throw new AgendaClosed({});
    const service = await this.items.findServiceOf(tx, booking);
    if (!service) throw new AgendaServiceNotFound({});
    return { place, service };
  }
}
