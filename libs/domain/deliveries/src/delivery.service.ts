import { setTimeout as sleep } from 'node:timers/promises';
import { Clock, SECOND } from '@halles/kernel';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import {
  Mailer,
  MailPermanentError,
  type MailReceipt,
  type MailRequest,
  type MayLeave,
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
import { Turns } from './turns';

/** Of a delivery that nothing more is done for. */
const OVER: ReadonlySet<DeliveryEntity['status']> = new Set(['sent', 'withheld']);

/** Mails whose noting failed and which no attempt comes back for: those of an hour at which the database is away. */
const MAX_TAKEN = 10_000;

/** The turn of what servers are about to answer for: it is no mailbox, nor any id. */
const LEAVING = '';

/** How long a server is kept waiting for the end of a message whose turn it is not. */
const MAX_HELD = 5 * SECOND;

/** Its turn did not come while its server waited. */
class StillWaiting extends Error {}

/** What was to be sent is not: it was sent meanwhile, or is not true any more. */
class NotWanted extends Error {
  constructor(readonly why: 'over' | 'untrue') {
    super(`not sent: ${why}`);
  }
}

/** What decides whether a delivery goes out in its turn. */
interface DeliveryRules {
  readonly counted: CountedBy;
  readonly isTrue?: () => Promise<boolean>;
  readonly stopsAtBounce?: boolean;
}

/** Sends a mail that the outbox promised, and keeps what became of it. */
@Injectable()
export class DeliveryService implements BeforeApplicationShutdown {
  /** Of deliveries, of mailboxes, and of what leaves. */
  private readonly turns = new Turns();
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
    return this.turns.during(job.outboxId, () => this.giveUp(job, this.ofTenant));
  }

  /** Forgets what was begun and not sent, where no mail is wanted any more; what its server took all the same is noted as sent. */
  discard(job: Job): Promise<void> {
    return this.turns.during(job.outboxId, async () => {
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
    // What a mailbox is sent arrives in the order in which it was begun; a second job for the same delivery waits for the first.
    await this.turns.during(job.outboxId, () =>
      this.turns.during(delivery.recipient, () =>
        this.sendInTurn(job, { ...request, messageId: job.outboxId }, records, isTrue),
      ),
    );
  }

  /**
   * One mail is taken by its server and recorded before the end of the next one is sent: a process that dies has one at most that a
   * server may have taken and nobody knows of. Up to there several are under way, so that a turn lasts for one answer of the
   * server and one commit.
   */
  private async sendInTurn<Model>(
    job: Job,
    request: MailRequest<Model>,
    records: DeliveryRecords,
    isTrue: DeliveryRules['isTrue'],
  ): Promise<void> {
    if (this.taken.has(job.outboxId)) {
      if (!this.isOver(job, await records.statusOf(job))) await this.giveUp(job, records);
      return;
    }
    let turn: Promise<() => void> | undefined;
    const mayLeave = async (): Promise<void> => {
      turn ??= this.turns.take(LEAVING);
      await this.soon(turn);
      if (this.isEnding) throw new Error('this worker ends: the next one sends it');
      // Asked last, as close to the sending as it can be: a worker elsewhere may have had the same delivery meanwhile.
      const [isStillTrue, status] = await Promise.all([isTrue?.() ?? true, records.statusOf(job)]);
      if (!isStillTrue) throw new NotWanted('untrue');
      if (this.isOver(job, status)) throw new NotWanted('over');
    };
    try {
      if (this.isEnding) throw new Error('this worker ends: the next one sends it');
      const { response } = await this.send(job, request, records, mayLeave).catch(async (error: unknown) => {
        if (!(error instanceof StillWaiting)) throw error;
        await turn;
        return this.send(job, request, records, mayLeave);
      });
      // Where the database is away now, the next attempt notes it and sends nothing.
      this.taken.set(job.outboxId, response);
      await records.sent(job, response);
      this.taken.delete(job.outboxId);
    } catch (error) {
      if (!(error instanceof NotWanted)) throw error;
      if (error.why === 'untrue') await this.giveUp(job, records);
    } finally {
      void turn?.then((end) => end());
    }
  }

  /** @throws StillWaiting where it takes longer than a server may be kept waiting */
  private async soon(turn: Promise<unknown>): Promise<void> {
    const timeout = new AbortController();
    const over = sleep(MAX_HELD, undefined, { signal: timeout.signal }).then(() => {
      throw new StillWaiting('its turn did not come yet');
    });
    try {
      await Promise.race([turn, over]);
    } finally {
      over.catch(() => undefined);
      timeout.abort();
    }
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

  private async send<Model>(
    job: Job,
    request: MailRequest<Model>,
    records: DeliveryRecords,
    mayLeave: MayLeave,
  ): Promise<MailReceipt> {
    let refusal: unknown;
    try {
      return await this.mailer.sendMail(job.ctx, request, () =>
        mayLeave().catch((error: unknown) => {
          refusal = error;
          throw error;
        }),
      );
    } catch (error) {
      // Nothing that a server said.
      if (error === refusal) throw error;
      const final = error instanceof MailPermanentError;
      const reason = (error as Error).message;
      await records.failed(job, reason, final);
      throw final ? new PermanentFailure(reason, { cause: error }) : error;
    }
  }
}
