import type { Job } from '@halles/platform/outbox';
import { UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { DeliveryEntity } from './delivery.entity';
import { DeliveryRepository, type NewDelivery } from './delivery.repository';

/** Where it is kept what became of mails. */
export interface DeliveryRecords {
  /** Counts one more attempt, and gives the status that the delivery had before. */
  begin(job: Job, delivery: NewDelivery): Promise<DeliveryEntity['status']>;
  /** Null where nothing was begun. */
  statusOf(job: Job): Promise<DeliveryEntity['status'] | null>;
  sent(job: Job, response: string): Promise<void>;
  withheld(job: Job): Promise<void>;
  /** @param isFinal whether no further attempt will be made */
  failed(job: Job, response: string, isFinal: boolean): Promise<void>;
}

/** Mails of a territory: in its own schema. */
@Injectable()
export class TenantDeliveryRecords implements DeliveryRecords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
  ) {}

  begin({ ctx }: Job, delivery: NewDelivery): Promise<DeliveryEntity['status']> {
    return this.work.write(ctx, (tx) => this.deliveries.beginAttempt(tx, delivery));
  }

  statusOf({ ctx, outboxId }: Job): Promise<DeliveryEntity['status'] | null> {
    return this.work.read(ctx, (tx) => this.deliveries.statusOf(tx, outboxId));
  }

  async sent({ ctx, outboxId }: Job, response: string): Promise<void> {
    await this.work.write(ctx, (tx) => this.deliveries.recordSent(tx, outboxId, response));
  }

  async withheld({ ctx, outboxId }: Job): Promise<void> {
    await this.work.write(ctx, (tx) => this.deliveries.recordWithheld(tx, outboxId));
  }

  async failed({ ctx, outboxId }: Job, response: string, isFinal: boolean): Promise<void> {
    await this.work.write(ctx, (tx) => this.deliveries.recordFailure(tx, outboxId, response, isFinal));
  }
}
