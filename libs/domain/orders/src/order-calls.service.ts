import { Clock, HOUR } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderAssurance } from './order-assurance.service';
import {
  type CallAttempt,
  type CallingAgent,
  type OrderCall,
  OrderCallRepository,
} from './order-call.repository';
import { OrderCallNoteChanged, OrderCallOver, OrderCallTaken } from './order-call.errors';
import { announceCalls } from './order.events';

/** The town is mailed about orders so often at most. */
const ANNOUNCEMENT_PAUSE = HOUR;

/** What an agent says of an order on the list. */
export type CallNote =
  | { readonly isMine: boolean }
  | { readonly note: string | null; readonly seenNote: string | null }
  | { readonly isDone: boolean };

/** The town's list of orders that their shops do not answer: whom to call, who does, and what came of it. */
@Injectable()
export class OrderCalls {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: OrderCallRepository,
    private readonly assurance: OrderAssurance,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Those that nobody called about first; an order that was answered or cancelled is on it no more. */
  async list(
    ctx: TenantContext,
    limit: number,
  ): Promise<(OrderCall & { readonly attempts: readonly CallAttempt[] })[]> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.calls.list(tx, limit);
      const attempts = await this.calls.attempts(
        tx,
        found.map(({ orderId }) => orderId),
      );
      return found.map((call) => ({
        ...call,
        attempts: attempts.filter(({ orderId }) => orderId === call.orderId),
      }));
    });
  }

  /**
   * Keeps what an agent says of an order on the list.
   * @throws OrderCallOver it was answered or cancelled meanwhile, or never was there
   * @throws OrderCallTaken a colleague calls
   * @throws OrderCallNoteChanged a colleague wrote another note than the one that was seen
   */
  async save(ctx: TenantContext, id: string, given: CallNote, by: CallingAgent): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const call = await this.calls.hold(tx, id);
      if (!call) throw new OrderCallOver({});
      const now = this.clock.now();
      if ('isMine' in given) {
        if (call.agent && call.agent.id !== by.id) throw new OrderCallTaken({ name: call.agent.name });
        await this.calls.assign(tx, id, given.isMine ? by : null);
      } else if ('note' in given) {
        // Sent again after its answer was lost, it stands there already.
        if (call.note !== given.seenNote && call.note !== given.note) throw new OrderCallNoteChanged({});
        await this.calls.note(tx, id, given.note);
      } else await this.calls.done(tx, id, given.isDone ? { by: by.name, at: now } : null);
      const act = 'isMine' in given ? 'assign' : 'note' in given ? 'note' : 'done';
      const detail = { order: call.orderId, listing: call.listing.id, act, agent: by.id };
      await appendAudit(tx, 'order.called', detail, now);
    });
  }

  /**
   * Promises a mail to the town about what is new on its list, unless one went within the hour, or it is late and all these
   * shops are closed. Run by one worker at a time; run again it promises nothing twice. Returns of how many it tells.
   */
  async announce(ctx: TenantContext): Promise<number> {
    const now = this.clock.now();
    const shops = await this.work.read(ctx, async (tx) => {
      const last = await this.calls.lastAnnouncedAt(tx);
      return last && last.getTime() > now.getTime() - ANNOUNCEMENT_PAUSE ? [] : this.calls.unannounced(tx);
    });
    if (!(await this.assurance.mayDisturbTown(ctx, shops))) return 0;
    return this.work.write(ctx, async (tx) => {
      const mail = uuid();
      const count = await this.calls.announce(tx, mail, now);
      if (count > 0) await this.outbox.append(tx, announceCalls(mail));
      return count;
    });
  }

  /** What the mail says; null where all that it tells of was answered meanwhile. */
  async announced(
    ctx: TenantContext,
    mail: string,
  ): Promise<{ readonly count: number; readonly waiting: number } | null> {
    const counted = await this.work.read(ctx, (tx) => this.calls.announced(tx, mail));
    return counted.count === 0 ? null : counted;
  }
}
