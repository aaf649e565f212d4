import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { DeliveryRepository } from '../delivery.repository';
import type { Bounce } from './bounce';

/** Mails that came back after a server had accepted them. */
@Injectable()
export class Bounces {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly clock: Clock,
  ) {}

  /** Notes why a mail came back, once: what a second report says changes nothing. @returns false where it is unknown, or was noted */
  note(ctx: TenantContext, delivery: string, bounce: Bounce): Promise<boolean> {
    return this.work.write(ctx, (tx) => this.deliveries.recordBounce(tx, delivery, bounce, this.clock.now()));
  }
}
