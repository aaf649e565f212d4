import { AccountRepository } from '@halles/domain/accounts';
import { ProductRepository } from '@halles/domain/catalogue';
import { PageChangeNotices } from '@halles/domain/notifications';
import { NO_USAGE, refusalOfRoom } from '@halles/domain/pickup-slots';
import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListedOrder, Order, OrderProgress, OrderSummary } from './order';
import type { OpenOrders } from './open-orders';
import { linkOrAgent, type OrderMove, stepOf } from './order-move';
import { HeldNotices } from './held-notices/held-notices.service';
import { AnswerTimes } from './figures/answer-times';
import { channelOfOrder, Fulfilments } from './fulfilment/fulfilments.service';
import { isSameCode } from './hand-over/hand-over';
import { provenHandOver } from './hand-over/proven-hand-over';
import { wantsProofOfAge } from './hand-over/proof-of-age';
import { HandOverRepository } from './hand-over/hand-over.repository';
import { amountsOf, countedAs, returnedOf, shortOf, stockUsedBy } from './order-decision';
import { OrderClosures } from './order-closures.service';
import { OrderDelays } from './order-delays.service';
import {
  DelayBeyondHours,
  DelayIntoFull,
  OrderCodeWrong,
  OrderMoved,
  OrderNotDue,
  OrderNotFound,
  OrderNotWeighed,
  ProofOfAgeMissing,
} from './order.errors';
import { isTooLateToCancel } from './cancellation';
import { CancellationOver } from './cancellation.errors';
import { OrderNotRestorable } from './order-restore.errors';
import { notifyCancellation } from './order.events';
import { type OrderCursor, OrderListRepository, type WaitingOrders } from './order-list.repository';
import { OrderRepository } from './order.repository';
import type { OrderStep } from './order-step';
import {
  holdsGoods,
  isAwaited,
  isDue,
  mayDelay,
  mayMoveOrder,
  mayUndoStep,
  type OrderReason,
  type OrderState,
  restoreRefusal,
  transition,
  undoableDelay,
  wantsWeights,
} from './order-state';
import { signalOpened, signalOrders } from './order-signals';
import { isUnpriced } from './lists/shopping-list';
import { ListUnpriced } from './lists/shopping-list.errors';
import { OrderingShops } from './ordering-shops.service';
import { type MailedOrder, RecipientRepository } from './recipient.repository';
import { isWeighingBegun } from './order-weighing';
import { OrderNotes } from './documents/order-notes.service';
import { OrderSilence } from './silence/order-silence.service';
import { SlotCapacity } from './slot-capacity';

/** Orders to come that their customers cancelled, as many as an inbox tells of. */
const MAX_CANCELLED = 20;

/** Orders that one run of a task cancels at most. */
const BATCH = 500;

/** What becomes of an order once it is placed. Each step is one event, and one mail to the customer. */
@Injectable()
export class OrderHandling {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shops: OrderingShops,
    private readonly products: ProductRepository,
    private readonly orders: OrderRepository,
    private readonly lists: OrderListRepository,
    private readonly recipients: RecipientRepository,
    private readonly capacity: SlotCapacity,
    private readonly fulfilments: Fulfilments,
    private readonly delays: OrderDelays,
    private readonly closures: OrderClosures,
    private readonly accounts: AccountRepository,
    private readonly handOvers: HandOverRepository,
    private readonly silence: OrderSilence,
    private readonly answerTimes: AnswerTimes,
    private readonly held: HeldNotices,
    private readonly notes: OrderNotes,
    private readonly owners: PageChangeNotices,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws OrderNotFound */
  async get(ctx: TenantContext, id: string): Promise<Order> {
    return this.work.read(ctx, (tx) => this.getIn(tx, id));
  }

  /** The same as a part of what a page reads. @throws OrderNotFound */
  async getIn(tx: TenantTx, id: string): Promise<Order> {
    const order = await this.orders.find(tx, id);
    if (!order) throw new OrderNotFound({});
    return order;
  }

  /** Null where there is none. */
  async find(ctx: TenantContext, id: string): Promise<Order | null> {
    return this.work.read(ctx, (tx) => this.orders.find(tx, id));
  }

  /** How far an order is, read in one row; null where there is none. */
  async progress(ctx: TenantContext, id: string): Promise<OrderProgress | null> {
    return this.work.read(ctx, (tx) => this.orders.progress(tx, id));
  }

  /** What somebody of the shop is told of; null where either is gone. */
  async findByRecipient(ctx: TenantContext, recipientId: string): Promise<MailedOrder | null> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.recipients.find(tx, recipientId);
      const order = found && (await this.orders.find(tx, found.orderId));
      if (!order) return null;
      const { accountId, contact } = found;
      const account = accountId === null ? null : await this.accounts.find(tx, accountId);
      return account || contact ? { order, account, contact } : null;
    });
  }

  /** The order that an event is of, as it is now; null where it is gone. */
  async findByEvent(
    ctx: TenantContext,
    eventId: string,
  ): Promise<{ readonly order: Order; readonly event: number } | null> {
    return this.work.read(ctx, (tx) => this.orders.findByEvent(tx, eventId));
  }

  /** Forgets who ordered, as long after the pickup as the territory says; lines and numbers stay for the accounts. Returns how many. */
  @EraseAfter('orders', ({ orders }) => ({ days: orders.retentionDays }))
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.orders.forgetBefore(tx, instant, this.clock.now()));
  }

  /** The orders of a shop that are worked on: those to come, and those whose slot is over. */
  async listOpen(ctx: TenantContext, listingId: number, limit: number): Promise<OpenOrders> {
    const now = this.clock.now();
    return this.work.read(ctx, async (tx) => ({
      toDo: await this.lists.listToDo(tx, [listingId], now, limit),
      cancelled: await this.lists.listCancelled(tx, [listingId], now, MAX_CANCELLED),
      overdue: await this.lists.listOverdue(tx, [listingId], now, limit),
    }));
  }

  /** The orders of a shop that are over, the newest at the head. @param after the last one that was shown */
  async listEnded(
    ctx: TenantContext,
    listingId: number,
    after: OrderCursor | undefined,
    limit: number,
  ): Promise<ListedOrder[]> {
    return this.work.read(ctx, (tx) => this.lists.listEnded(tx, listingId, after, limit));
  }

  /** Which of some shops have orders to answer. */
  async listWaiting(ctx: TenantContext, listingIds: readonly number[]): Promise<WaitingOrders[]> {
    return this.work.read(ctx, (tx) => this.lists.listWaiting(tx, listingIds));
  }

  /** Tells who watches the inbox of the shop that somebody looks at an order: it stops ringing everywhere. Nothing is kept of it. */
  async noteOpened(ctx: TenantContext, { listingId, id }: Pick<Order, 'listingId' | 'id'>): Promise<void> {
    await this.work.write(ctx, (tx) => signalOpened(tx, listingId, id));
  }

  /** Cancels what nobody answered until its slot was over, and tells the customer. Returns how many. */
  async cancelUnanswered(ctx: TenantContext): Promise<number> {
    const now = this.clock.now();
    const unanswered = await this.work.read(ctx, (tx) => this.lists.listUnanswered(tx, now, BATCH));
    let cancelled = 0;
    for (const { id, listingId, event } of unanswered) {
      const move = { listingId, orderId: id, seen: event, actor: 'system', accountId: null } as const;
      try {
        await this.work.write(ctx, async (tx) => {
          if (await this.moveIn(tx, move, 'cancelled', 'unanswered'))
            await this.silence.note(tx, { id, listingId }, this.clock.now());
        });
        cancelled += 1;
      } catch (error) {
        // Answered just now.
        if (!(error instanceof OrderMoved)) throw error;
      }
    }
    return cancelled;
  }

  /**
   * Brings an order to another state, forward or a touch back. What is left without the goods gives them and the slot back;
   * what takes them again takes them under the same locks as an order, or says why not. Sent again by the same account it is done.
   * @throws OrderNotFound also where it is another shop's
   * @throws OrderMoved it is not where the actor saw it, or may not go there; nor back to before what its customer did
   * @throws OrderNotDue nobody came for it, before its time
   * @throws CancellationOver its customer cancels, after the time that was agreed upon
   * @throws OrderNotRestorable it ended too long ago, its time is over, or goods or place are not to be had any more
   * @throws ShopClosedThen an acceptance of who was not told that the shop is closed then
   * @throws OrderNotWeighed, ListUnpriced something of it has no price yet
   * @throws OrderCodeWrong the code that was shown is not its own
   * @throws ProofOfAgeMissing it has goods for adults, and nobody said that proof of majority was seen
   * @throws HandOverUnproven, PrepaidHandOverUnsure it is collected or delivered, and nothing proves it: see `provenHandOver`
   */
  async move(
    ctx: TenantContext,
    move: OrderMove,
    to: OrderState,
    reason: OrderReason | null = null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.moveIn(tx, move, to, reason);
    });
  }

  /**
   * The same as a part of what a use case writes. @returns false where it was done before
   * @throws OrderNotFound, OrderMoved, OrderNotDue, OrderNotWeighed, OrderCodeWrong, ProofOfAgeMissing, OrderNotRestorable,
   * HandOverUnproven, PrepaidHandOverUnsure
   */
  async moveIn(
    tx: TenantWriteTx,
    move: OrderMove,
    to: OrderState,
    reason: OrderReason | null = null,
  ): Promise<boolean> {
    const order = await this.lock(tx, move, { state: to, delayMinutes: null });
    if (order === null) return false;
    if (!mayMoveOrder(move.actor, order, to)) throw new OrderMoved({ state: order.state });
    if (
      move.actor === 'customer' &&
      order.kind === 'order' &&
      isWeighingBegun(await this.getIn(tx, order.id))
    )
      throw new OrderMoved({ state: order.state });
    const now = this.clock.now();
    const { timeZone } = tx.ctx.tenant.settings;
    if (move.actor === 'customer' && isTooLateToCancel(order, timeZone, now)) throw new CancellationOver({});
    if (move.code !== undefined && !isSameCode(move.code, order.code)) throw new OrderCodeWrong({});
    if (transition(order.state, to) === 'backward') await this.checkWayBack(tx, order, to, now);
    if (isUnpriced(order) && holdsGoods(to) && to !== 'received') throw new ListUnpriced({});
    if (order.unweighed > 0 && wantsWeights(to)) throw new OrderNotWeighed({});
    const handOver = to === 'collected' ? provenHandOver(order, move.handOver, move.isSure ?? false) : null;
    if (handOver?.sawProofOfAge === false && wantsProofOfAge(await this.getIn(tx, order.id)))
      throw new ProofOfAgeMissing({});
    if (to === 'not-collected' && !isDue(order, now)) throw new OrderNotDue({});
    const isAcceptance = order.state === 'received' && to === 'accepted';
    const whileClosed = isAcceptance && (await this.closures.check(tx, order, move.isSure ?? false));
    if (holdsGoods(order.state) && !holdsGoods(to)) await this.giveBack(tx, order, now);
    if (!holdsGoods(order.state) && holdsGoods(to)) await this.reserveGoods(tx, order, now);
    await this.step(tx, order, { ...stepOf(move, to, now), reason, whileClosed });
    if (handOver !== null) {
      await this.handOvers.insert(tx, { orderId: order.id, event: order.event + 1 }, handOver);
      await this.notes.save(tx, order, now);
    }
    return true;
  }

  /**
   * Puts an order off by so many minutes: it counts in the new time. Its shop decides, so no rule of the slots is asked; only
   * where it is closed or has no room then it is asked once more. By less than none it takes back its last step, and nothing else.
   * @param isSure whether the shop knows that it is closed, or has no room
   * @throws OrderNotFound, OrderMoved
   * @throws DelayBeyondHours nothing is done: `OrderDelays` says when it opens next
   * @throws DelayIntoFull nothing is done either
   */
  async delay(ctx: TenantContext, move: OrderMove, minutes: number, isSure = false): Promise<void> {
    await this.work.write(ctx, (tx) => this.delayIn(tx, move, minutes, isSure));
  }

  /** The same as a part of what a use case writes. @throws OrderNotFound, OrderMoved, DelayBeyondHours */
  async delayIn(tx: TenantWriteTx, move: OrderMove, minutes: number, isSure: boolean): Promise<void> {
    const order = await this.lock(tx, move, { state: null, delayMinutes: minutes });
    if (order === null) return;
    if (!mayDelay(order.state) || move.actor === 'customer') throw new OrderMoved({ state: order.state });
    const now = this.clock.now();
    const isBack = minutes < 0;
    if (isBack && undoableDelay(await this.getIn(tx, order.id), now) !== -minutes)
      throw new OrderMoved({ state: order.state });
    const { from, until, isOpen, isFull } = await this.delays.delayedIn(tx, order, minutes);
    if (!isOpen && !isSure && !isBack) throw new DelayBeyondHours({});
    if (isFull && !isSure && !isBack) throw new DelayIntoFull({});
    const slot = { from: new Date(from), until: new Date(until) };
    await this.step(tx, order, { ...stepOf(move, order.state, now), delayMinutes: minutes }, slot);
  }

  /** @throws OrderMoved, OrderNotRestorable */
  private async checkWayBack(
    tx: TenantTx,
    { id, state }: OrderSummary,
    to: OrderState,
    now: Date,
  ): Promise<void> {
    const order = await this.getIn(tx, id);
    if (!mayUndoStep(order, to)) throw new OrderMoved({ state });
    const why = restoreRefusal(order, now);
    if (why !== null) throw new OrderNotRestorable({ why });
  }

  /** @returns null where it is done: the same account sent the same step again, whose answer was lost */
  private async lock(
    tx: TenantWriteTx,
    { listingId, orderId, seen, accountId, recipientId, agentId }: OrderMove,
    step: { readonly state: OrderState | null; readonly delayMinutes: number | null },
  ): Promise<OrderSummary | null> {
    const order = await this.orders.lock(tx, listingId, orderId);
    if (!order) throw new OrderNotFound({});
    if (order.event === seen) return order;
    const again = {
      ...step,
      state: step.state ?? order.state,
      accountId,
      ...linkOrAgent({ recipientId, agentId }),
    };
    if (order.event === seen + 1 && (await this.orders.isLastStep(tx, order, again))) return null;
    throw new OrderMoved({ state: order.state });
  }

  /** What it took of the stock goes back: also to goods that are not counted now, whose journal must add up once they are. */
  private async giveBack(tx: TenantWriteTx, order: OrderSummary, now: Date): Promise<void> {
    const held = await this.products.stockHeldBy(tx, order.id);
    await this.products.lock(
      tx,
      order.listingId,
      held.map(({ productId }) => productId),
    );
    const { lines } = await this.getIn(tx, order.id);
    await this.products.moveStock(tx, returnedOf(held, lines), order.id, now);
  }

  private async reserveGoods(tx: TenantWriteTx, order: OrderSummary, now: Date): Promise<void> {
    const { listingId, id, slot } = order;
    const shop = await this.shops.getWithOrders(tx, listingId);
    const { schedule, settings } = await this.fulfilments.shopOf(tx, shop, order);
    await this.capacity.lock(tx, listingId, schedule.place.timeZone, [slot.from]);
    const { lines } = await this.getIn(tx, id);
    const products = await this.products.lock(
      tx,
      listingId,
      lines.map(({ productId }) => productId),
    );
    const wanted = amountsOf(lines);
    const counted = countedAs(lines, products);
    const short = counted.flatMap((product) => shortOf(product, wanted.get(product.id) ?? 0) ?? []);
    // Read by the shop: who ordered has no part in it.
    if (short.length > 0) throw new OrderNotRestorable({ why: 'goods', changes: short });

    const from = slot.from.getTime();
    const usage = await this.capacity.usage(
      tx,
      listingId,
      [{ from, until: slot.until.getTime() }],
      channelOfOrder(order),
    );
    // The time was agreed upon: whether it has room is asked, not whether it could still be ordered for.
    const room = refusalOfRoom(
      order.fulfilment === 'post' ? {} : settings.pickup.capacity,
      { lines: lines.length, items: order.items, cents: order.totalCents - order.feeCents, noticeDays: 0 },
      usage.get(from) ?? NO_USAGE,
    );
    if (room === 'full') throw new OrderNotRestorable({ why: 'slot-full' });
    await this.products.moveStock(tx, stockUsedBy(lines, counted), id, now);
  }

  private async step(
    tx: TenantWriteTx,
    order: OrderSummary,
    step: OrderStep,
    slot = order.slot,
  ): Promise<void> {
    await this.answerTimes.note(tx, order, step);
    const taken = { ...step, ...(await this.held.of(tx, order, step)) };
    await this.orders.take(tx, order, taken, slot);
    await signalOrders(tx, order.listingId);
    const { state, reason } = step;
    // Of what was never confirmed or paid its shop heard nothing, and a stranger's address gets no second mail.
    const isKnown = !isAwaited(order.state);
    if (isKnown) await this.held.promise(tx, order, taken);
    if (isKnown && state === 'cancelled' && step.actor !== 'merchant') {
      const handlers = await this.shops.handlersOf(tx, order.listingId);
      for (const recipient of await this.recipients.ensure(tx, order, handlers))
        await this.outbox.append(tx, notifyCancellation(recipient.id));
    }
    const detail = { listing: order.listingId, order: order.id, from: order.state, to: state, reason };
    await appendAudit(tx, 'order.moved', detail, step.at);
    // What an agent does for the shop its owner is told, together with what else the agent does.
    if (step.actor === 'town') await this.owners.notifyOfTask(tx, order.listingId, 'orders', step.at);
  }
}
