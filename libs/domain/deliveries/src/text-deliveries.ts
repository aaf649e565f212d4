import { Clock } from '@halles/kernel';
import { MailPermanentError, RecipientLimit } from '@halles/platform/mail';
import { type Job, PermanentFailure } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { TenantDeliveryRecords } from './delivery-records';

/** Text messages of one kind to one number, of all territories together: each costs, and rings in somebody's pocket. */
const TEXT_LIMITS = { hour: 6, day: 12 } as const;

/** A text message that the outbox promised. */
export interface PromisedText {
  /** E.164. */
  readonly phone: string;
  /** What it is called among the mails. */
  readonly template: string;
  /** By what those to a number are counted. */
  readonly counted: string;
}

/** Sends text messages that the outbox promised, and keeps what became of them beside the mails. */
@Injectable()
export class TextDeliveries {
  constructor(
    private readonly records: TenantDeliveryRecords,
    private readonly limit: RecipientLimit,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends once: a job that runs again after the message was sent does nothing. When the process dies before our commit the gateway
   * is given it a second time, and knows it by its id.
   * @param send hands it over under that id, and gives what was answered
   * @throws PermanentFailure when the number can never be reached
   */
  async deliver(
    job: Job,
    { phone, template, counted }: PromisedText,
    send: () => Promise<string>,
  ): Promise<void> {
    const { outboxId: id, ref } = job;
    const status = await this.records.begin(job, { id, template, ref, recipient: phone, messageId: id });
    if (status !== 'queued' && status !== 'refused') return;
    if (job.ctx.tenant.isCopy) {
      await this.records.withheld(job);
      return;
    }
    const one = { address: phone, counted, limits: TEXT_LIMITS, delivery: id };
    if (!(await this.limit.admits(one, this.clock.now()))) {
      await this.records.withheld(job);
      return;
    }
    try {
      await this.records.sent(job, await send());
    } catch (error) {
      const isFinal = error instanceof PermanentFailure || error instanceof MailPermanentError;
      const reason = (error as Error).message;
      await this.records.failed(job, reason, isFinal);
      throw isFinal ? new PermanentFailure(reason, { cause: error }) : error;
    }
  }
}
