import { Clock } from '@halles/kernel';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import {
  Mailer,
  MailPermanentError,
  type MailReceipt,
  type MailRequest,
  RecipientLimit,
} from '@halles/platform/mail';
import { type Job, PermanentFailure } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { LRUCache } from 'lru-cache';
import { AddressRefusals } from './address-refusals';
import { type CountedBy, countsOf } from './counted-by';
import type { DeliveryEntity } from './delivery.entity';
import { type DeliveryRecords, TenantDeliveryRecords } from './delivery-records';
import { DeliveryRepository, type CorrectedMails } from './delivery.repository';
import { PlatformDeliveryRecords } from './platform-delivery-records';

/** Of a delivery that nothing more is done for. */
const OVER: ReadonlySet<DeliveryEntity['status']> = new Set(['sent', 'withheld']);

/** Mails whose noting failed and which no attempt comes back for: those of an hour at which the database is away. */
const MAX_TAKEN = 10_000;

/** What decides whether a delivery goes out in its turn. */
interface DeliveryRules {
  readonly counted: CountedBy;
  readonly isTrue?: () => Promise<boolean>;
  readonly stopsAtBounce?: boolean;
}

/** Sends a mail that the outbox promised, and keeps what became of it. */
@Injectable()
export class DeliveryService implements BeforeApplicationShutdown {
  /** The end of the delivery whose turn it is. */
  private last: Promise<unknown> = Promise.resolve();
  private isEnding = false;
  /** What servers said to mails that they took and that are not noted as sent yet, by delivery. */
  private readonly taken = new LRUCache<string, string>({ max: MAX_TAKEN });

  constructor(
    private readonly work: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly ofTenant: TenantDeliveryRecords,
    private readonly ofPlatform: PlatformDeliveryRecords,
    private readonly mailer: Mailer,
    private readonly limit: RecipientLimit,
    private readonly refusals: AddressRefusals,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends once: a job that runs again after the mail was sent does nothing. When the process dies between the server's
   * 250 and our commit that one mail goes out a second time, under the same Message-ID. To an address that is not proven a few of
   * a kind are sent; the others are kept as withheld. So is what a copy would send of its own accord.
   * @param counted what the mails to such an address are counted by: the kind, so that all that strangers cause adds up,
   *   unless said; a thing, where somebody of the territory causes them, who can do no more than the thing allows, and all
   *   things of the mailbox together; or who causes them, which is counted for proven addresses too
   * @param check asked in its turn, before it is sent: what it throws leaves the mail unsent
   * @throws PermanentFailure when the server refuses for good
   */
  deliver<Model>(
    job: Job,
    request: Omit<MailRequest<Model>, 'messageId'>,
    counted: CountedBy = request.mail.name,
    check?: () => Promise<void>,
  ): Promise<void> {
    const isTrue = check && (() => check().then(() => true));
    return this.deliverOnce(job, request, this.ofTenant, { counted, ...(isTrue ? { isTrue } : {}) });
  }

  /** The same of what is told otherwise too: nothing goes to an address that a mail came back from for good, for a while. */
  deliverUnlessBounced<Model>(
    job: Job,
    request: Omit<MailRequest<Model>, 'messageId'>,
    counted: CountedBy = request.mail.name,
  ): Promise<void> {
    return this.deliverOnce(job, request, this.ofTenant, { counted, stopsAtBounce: true });
  }

  /** The same of what may become untrue while it waits: it is asked once more in its turn, and withheld where it is not. */
  deliverWhile<Model>(
    job: Job,
    request: Omit<MailRequest<Model>, 'messageId'>,
    isTrue: () => Promise<boolean>,
  ): Promise<void> {
    return this.deliverOnce(job, request, this.ofTenant, { counted: request.mail.name, isTrue });
  }

  /** Gives up what was begun and not sent: there is nothing to tell any more. */
  withhold(job: Job): Promise<void> {
    return this.inTurn(() => this.giveUp(job, this.ofTenant));
  }

  /** Forgets what was begun and not sent, where no mail is wanted any more; what its server took all the same is noted as sent. */
  discard(job: Job): Promise<void> {
    return this.inTurn(async () => {
      if (this.taken.has(job.outboxId)) return this.giveUp(job, this.ofTenant);
      await this.work.write(job.ctx, (tx) => this.deliveries.deleteQueued(tx, job.outboxId));
    });
  }

  /** The same for who works in the console: the territory lends its name, and keeps no trace of the recipient. */
  deliverForPlatform<Model>(job: Job, request: Omit<MailRequest<Model>, 'messageId'>): Promise<void> {
    return this.deliverOnce(job, request, this.ofPlatform, { counted: request.mail.name });
  }

  private async deliverOnce<Model>(
    job: Job,
    request: Omit<MailRequest<Model>, 'messageId'>,
    records: DeliveryRecords,
    { counted, isTrue, stopsAtBounce = false }: DeliveryRules,
  ): Promise<void> {
    const delivery = {
      id: job.outboxId,
      template: request.mail.name,
      ref: job.ref,
      recipient: request.to.address,
      messageId: job.outboxId,
    };
    if (this.isOver(job, await records.begin(job, delivery))) return;
    if (job.ctx.tenant.isCopy && records === this.ofTenant && !request.mail.leavesCopies) {
      await records.withheld(job);
      return;
    }
    if (stopsAtBounce && (await this.cameBack(job.ctx, delivery.recipient))) {
      await records.withheld(job);
      return;
    }
    for (const count of countsOf(counted, request.mail.name, request.to.isProven)) {
      const one = { ...count, address: delivery.recipient, delivery: delivery.id };
      if (!(await this.limit.admits(one, this.clock.now()))) {
        await records.withheld(job);
        return;
      }
    }
    await this.inTurn(async () => {
      if (this.isEnding) throw new Error('this worker ends: the next one sends it');
      if (isTrue && !(await isTrue())) return this.giveUp(job, records);
      // A second job for the same delivery may have had its turn meanwhile: asked last, as close to the sending as it can be.
      if (this.isOver(job, await records.statusOf(job))) return;
      const response =
        this.taken.get(job.outboxId) ??
        (await this.send(job, { ...request, messageId: job.outboxId }, records)).response;
      // Where the database is away now, the next attempt notes it and sends nothing.
      this.taken.set(job.outboxId, response);
      await records.sent(job, response);
      this.taken.delete(job.outboxId);
    });
  }

  private cameBack(ctx: TenantContext, address: string): Promise<boolean> {
    return this.work.read(ctx, (tx) => this.refusals.cameBack(tx, address, this.clock.now()));
  }

  /** The queue has waited for its jobs by now: no further mail is begun, or a slow server would keep the process from ending. */
  beforeApplicationShutdown(): void {
    this.isEnding = true;
  }

  /** Erases the traces of mails that were promised before the instant. Returns how many. */
  @EraseAfter('deliveries', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.deliveries.deleteBefore(tx, instant));
  }

  /** The deliveries that follow from one thing, e.g. an enquiry. */
  async listByRef(ctx: TenantContext, ref: string): Promise<DeliveryEntity[]> {
    return this.work.read(ctx, (tx) => this.deliveries.listByRef(tx, ref));
  }

  /** Whether a mail about one thing went to an address. */
  async wasSent(
    ctx: TenantContext,
    mail: Pick<DeliveryEntity, 'ref' | 'template' | 'recipient'>,
  ): Promise<boolean> {
    const sent = (await this.listByRef(ctx, mail.ref)).filter(({ status }) => status === 'sent');
    return sent.some(({ template, recipient }) => template === mail.template && recipient === mail.recipient);
  }

  /**
   * Whether an address was told something that is to be corrected, and was not yet.
   * @throws Error where the mail that tells it was begun and may still go: the job that corrects it is to be tried again
   */
  async mustCorrect(ctx: TenantContext, mails: CorrectedMails): Promise<boolean> {
    const standing = await this.work.read(ctx, (tx) => this.deliveries.standing(tx, mails));
    if (standing === 'pending') throw new Error(`the mail "${mails.corrected}" is on its way`);
    return standing === 'standing';
  }

  /** What its server took all the same is noted as sent. */
  private async giveUp(job: Job, records: DeliveryRecords): Promise<void> {
    const response = this.taken.get(job.outboxId);
    if (response === undefined) await records.withheld(job);
    else await records.sent(job, response);
    this.taken.delete(job.outboxId);
  }

  /** Whether nothing more is done for a delivery; what its server said is forgotten then, whoever noted it. */
  private isOver({ outboxId }: Job, status: DeliveryEntity['status'] | null): boolean {
    if (status === null || !OVER.has(status)) return false;
    this.taken.delete(outboxId);
    return true;
  }

  /**
   * One mail is sent and recorded before the next one begins: a process that dies has one at most that the server may have
   * taken and nobody knows of. Whoever needs more mails an hour than one connection takes runs more workers.
   */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async send<Model>(
    job: Job,
    request: MailRequest<Model>,
    records: DeliveryRecords,
  ): Promise<MailReceipt> {
    try {
      return await this.mailer.sendMail(job.ctx, request);
    } catch (error) {
      const final = error instanceof MailPermanentError;
      const reason = (error as Error).message;
      await records.failed(job, reason, final);
      throw final ? new PermanentFailure(reason, { cause: error }) : error;
    }
  }
}
