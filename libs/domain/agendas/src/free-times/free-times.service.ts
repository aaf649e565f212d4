import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AgendaItemRepository } from '../settings/agenda-items.repository';
import { AgendaPlaces } from '../settings/agenda-places.service';
import { AgendaClosed, AgendaServiceNotFound } from '../bookings/booking.errors';
import type { BookingSlot } from '../slots/booking-slots';
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
    ask: TimeQuestion,
    days: { readonly first: number; readonly last: number },
  ): Promise<readonly BookingSlot[]> {
    return this.work.read(ctx, async (tx) => {
      const isShop = ask.isShop === true;
      const place = await (isShop ? this.places.findAny(tx, listingId) : this.places.find(tx, listingId));
      if (!place) throw new AgendaClosed({});
      const service = await this.items.findBookedService(tx, listingId, serviceId);
      if (!service) throw new AgendaServiceNotFound({});
      const { duration = service.duration } = ask;
      return this.times.free(tx, place, { ...service, duration }, ask, days);
    });
  }
}
