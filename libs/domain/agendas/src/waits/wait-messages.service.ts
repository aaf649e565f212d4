import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { BookingWait, WaitOffer } from './booking-wait';
import { BookingWaitRepository } from './booking-wait.repository';

/** What messages to those who wait tell of. */
@Injectable()
export class WaitMessages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly waits: BookingWaitRepository,
    private readonly clock: Clock,
  ) {}

  /** Null where they wait no more. */
  async waiting(ctx: TenantContext, waitId: string): Promise<BookingWait | null> {
    const wait = await this.work.read(ctx, (tx) => this.waits.find(tx, waitId));
    return wait?.state === 'waiting' ? wait : null;
  }

  /** The time that is kept for somebody; null where it was answered, or is over. */
  async offered(
    ctx: TenantContext,
    offerId: string,
  ): Promise<{ readonly wait: BookingWait; readonly offer: WaitOffer } | null> {
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => {
      const offer = await this.waits.findOffer(tx, offerId);
      const wait =
        offer?.state === 'open' && offer.expiresAt > now && (await this.waits.find(tx, offer.waitId));
      return offer && wait ? { wait, offer } : null;
    });
  }
}
