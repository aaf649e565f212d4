import { ProductRepository, stockUnit } from '@halles/domain/catalogue';
import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OrderNotices } from '../order-notices';
import { AnswerTimes } from '../figures/answer-times';
import type { Order } from '../order';
import { returnedOf, unitsOf } from '../order-decision';
import { notifyAmendment, notifyCancellation } from '../order.events';
import { OrderMoved, OrderNotFound } from '../order.errors';
import { WeightRefused } from '../weight.errors';
import { OrderRepository } from '../order.repository';
import type { OrderStep } from '../order-step';
import { HeldStock } from '../order-held-stock.service';
import { signalOrders } from '../order-signals';
import { assertLikely } from '../order-weighing';
import type { OrderActor, OrderReason, OrderState, Weighed } from '../order-state';
import { conditionsOf, OrderingShops } from '../ordering-shops.service';
import { RecipientRepository } from '../recipient.repository';
import { SlotCapacity } from '../slot-capacity';
import { type AgreedList, ListAgreements, AS_PROPOSED } from '../lists/list-agreements';
import {
  amendedLines,
  type AmendedLine,
  type AmendmentHours,
  amendmentEnd,
  sumsOf,
  type LineChange,
  type OrderAmendment,
  piecesMoved,
} from './amendment';
import { AmendmentOver, AmendmentRefused, AmendmentTooLate } from './amendment.errors';
import { AmendmentRepository } from './amendment.repository';
import { isAskable, stockOfLines, weighedOf, weightProposal } from './weight-proposal';

/** Which order is meant, and which event was seen last. */
export interface SeenOrder {
  readonly listingId: number;
  readonly orderId: string;
  readonly seen: number;
}

/** Who proposes something, and how long its customer has to answer. */
export interface Proposing extends SeenOrder {
  readonly accountId: string;
  readonly hours: AmendmentHours;
}

/** What a shop proposes. */
export interface AmendmentInput extends Proposing {
  readonly changes: readonly LineChange[];
}

/** What a shop asks about weights. */
export interface WeightInput extends Proposing {
  /** Grams by the place of the line, from 1. */
  readonly weights: ReadonlyMap<number, number>;
  /** Places of the lines of which an unlikely weight was confirmed. */
  readonly sure?: ReadonlySet<number>;
  /** Whether who declines has the goods at the most that was agreed upon; else they are taken out. */
  readonly keepsAgreedPrice: boolean;
}

/** What is proposed of an order. */
interface Proposed extends Pick<OrderAmendment, 'slot' | 'declined'> {
  readonly lines: readonly AmendedLine[];
}

/** Steps about a proposal. */
interface AmendmentStep {
  readonly actor: OrderActor;
  readonly reason: Extract<OrderReason, 'proposed' | 'dropped' | 'agreed' | 'declined' | 'lapsed'>;
  readonly accountId?: string;
  readonly weighed?: Weighed;
  readonly now: Date;
}

/** Proposals that one run of a task ends at most. */
const BATCH = 500;
/** Of which the shop is mailed. */
const ANSWERS: ReadonlySet<AmendmentStep['reason']> = new Set(['agreed', 'declined', 'lapsed']);
/** Of which the customer is: what they said themselves is told by the step alone that it leads to. */
const FOR_CUSTOMER: ReadonlySet<AmendmentStep['reason']> = new Set(['proposed', 'dropped', 'agreed']);

/**
 * A shop that cannot prepare an order as it is proposes what it can; its customer agrees, declines, or says nothing. Until then
 * the order is what it was, waits, and holds what it took. Each word is a step of the order, so that whatever else happens to it
 * ends the proposal.
 */
@Injectable()
export class OrderAmendments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly amendments: AmendmentRepository,
    private readonly recipients: RecipientRepository,
    private readonly shops: OrderingShops,
    private readonly products: ProductRepository,
    private readonly capacity: SlotCapacity,
    private readonly agreements: ListAgreements,
    private readonly stock: HeldStock,
    private readonly answerTimes: AnswerTimes,
    private readonly notices: OrderNotices,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The last proposal of an order, open or not; null where there was none. */
  latest(ctx: TenantContext, orderId: string): Promise<OrderAmendment | null> {
    return this.work.read(ctx, (tx) => this.amendments.latest(tx, orderId));
  }

  /**
   * Proposes other lines to the customer of an order that waits. Sent again it is done.
   * @throws OrderNotFound, OrderMoved it is not where it was seen, or waits no more
   * @throws AmendmentRefused, AmendmentTooLate nothing is proposed
   * @throws OrderingClosed the hours of the shop are unknown by now
   */
  async propose(ctx: TenantContext, input: AmendmentInput): Promise<void> {
    await this.work.write(ctx, (tx) =>
      this.proposeIn(tx, input, async (order) => ({
        lines: await this.linesFor(tx, order, input),
        ...{ slot: null, declined: null },
      })),
    );
  }

  /**
   * Asks the customer of an order that is prepared about what weighs more than they agreed to pay for. Sent again it is done.
   * @throws OrderNotFound, OrderMoved it is not where it was seen, or nobody is asked about it
   * @throws WeightRefused, WeightUnlikely, AmendmentRefused, AmendmentTooLate nothing is asked
   */
  async proposeWeights(ctx: TenantContext, input: WeightInput): Promise<void> {
    await this.work.write(ctx, (tx) =>
      this.proposeIn(tx, input, (order) => {
        const proposal = weightProposal(order, input.weights, input.keepsAgreedPrice);
        if (proposal === null) throw new WeightRefused({});
        assertLikely(order, input.weights, input.sure ?? new Set());
        if (typeof proposal === 'string') throw new AmendmentRefused({ problem: proposal });
        return Promise.resolve({ ...proposal, slot: null });
      }),
    );
  }

  /**
   * The same of what is made of the order once it is locked, as a part of what a use case writes. @returns false where it was done before
   * @throws OrderNotFound, OrderMoved, AmendmentTooLate, and as `make` does
   */
  async proposeIn(
    tx: TenantWriteTx,
    input: Proposing,
    make: (order: Order, now: Date) => Promise<Proposed>,
  ): Promise<boolean> {
    const order = await this.lock(tx, input);
    const now = this.clock.now();
    if (order.event !== input.seen + 1 && order.event !== input.seen)
      throw new OrderMoved({ state: order.state });
    const { lines, slot, declined } = await make(order, now);
    if (order.event === input.seen + 1) {
      await this.assertProposed(tx, order, lines);
      return false;
    }
    const isOpen =
      declined === null ? order.state === 'received' && order.withdrawals.length === 0 : isAskable(order);
    if (!isOpen) throw new OrderMoved({ state: order.state });
    const expiresAt = amendmentEnd(now, input.hours, (slot ?? order.slot).from);
    if (expiresAt === null) throw new AmendmentTooLate({});
    await this.step(tx, order, order.state, {
      actor: 'merchant',
      reason: 'proposed',
      accountId: input.accountId,
      now,
    });
    const amendment = {
      id: uuid(),
      event: order.event + 1,
      ...{ lines, slot, declined, before: order.lines },
      ...sumsOf(lines),
    };
    await this.amendments.insert(tx, order, { ...amendment, createdAt: now, expiresAt });
    return true;
  }

  /** The shop thinks better of it: the order waits for it as it is. @throws OrderNotFound, AmendmentOver */
  async drop(ctx: TenantContext, input: SeenOrder & { readonly accountId: string }): Promise<void> {
    await this.end(ctx, input, { actor: 'merchant', reason: 'dropped', accountId: input.accountId });
  }

  /** The customer wants it as it is or not at all: the shop decides. @throws OrderNotFound, AmendmentOver */
  async decline(ctx: TenantContext, input: SeenOrder): Promise<void> {
    await this.end(ctx, input, { actor: 'customer', reason: 'declined' });
  }

  /**
   * The customer agrees: what was proposed is the order from now on, and is accepted. Its goods are taken, what it had of the
   * others is written off, since the shop has them not; totals, tax and the place in the slot follow. Agreed twice it is once.
   * What was answered to a list is agreed to with its slot and the terms of sale (`agreed`).
   * @returns `sold-out` where a substitute was sold meanwhile: the proposal is over, nothing else changed, and the shop is told
   * @throws OrderNotFound
   * @throws AmendmentOver it was ended, by whomever, or its time is over
   * @throws SlotRefused, BasketChanged of what was answered to a list, the slot or the terms are others by now: nothing is done
   */
  async agree(
    ctx: TenantContext,
    input: SeenOrder,
    agreed: AgreedList = AS_PROPOSED,
  ): Promise<'agreed' | 'sold-out'> {
    return this.work.write(ctx, async (tx) => {
      const order = await this.lock(tx, input);
      if (isDone(order, input.seen, 'agreed')) return 'agreed';
      const now = this.clock.now();
      const amendment = await this.openOf(tx, order, input.seen);
      if (amendment.expiresAt <= now) throw new AmendmentOver({});
      if (amendment.declined !== null) {
        await this.setWeights(tx, order, amendment.lines, { actor: 'customer', reason: 'agreed', now });
        return 'agreed';
      }
      const shop = await this.shops.findWithOrders(tx, order.listingId);
      const timeZone = shop?.schedule.place.timeZone ?? ctx.tenant.settings.timeZone;
      const slot = order.isList ? this.agreements.slotOf(order, amendment, shop, agreed) : order.slot;
      await this.capacity.lock(tx, order.listingId, timeZone, [order.slot.from, slot.from]);
      if (order.isList) await this.agreements.judge(tx, { order, amendment, slot, shop, now }, agreed);
      if (!(await this.exchange(tx, order, amendment, now))) {
        await this.step(tx, order, 'received', { actor: 'system', reason: 'lapsed', now });
        return 'sold-out';
      }
      await this.amendments.replaceLines(tx, order.id, amendment.lines, amendment);
      await this.step(tx, order, 'accepted', { actor: 'customer', reason: 'agreed', now }, slot);
      return 'agreed';
    });
  }

  /** Ends what customers did not answer in time: nothing else changes, and their shops are told. Returns how many. */
  async lapse(ctx: TenantContext): Promise<number> {
    const now = this.clock.now();
    const lapsed = await this.work.read(ctx, (tx) => this.amendments.lapsed(tx, now, BATCH));
    let ended = 0;
    for (const { orderId, listingId, event } of lapsed)
      try {
        const input = { orderId, listingId, seen: event };
        await this.end(ctx, input, { actor: 'system', reason: 'lapsed' });
        ended += 1;
      } catch (error) {
        // Answered just now.
        if (!(error instanceof AmendmentOver)) throw error;
      }
    return ended;
  }

  private async end(ctx: TenantContext, input: SeenOrder, step: Omit<AmendmentStep, 'now'>): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.lock(tx, input);
      if (isDone(order, input.seen, step.reason)) return;
      const now = this.clock.now();
      const { declined } = await this.openOf(tx, order, input.seen);
      if (declined !== null && step.reason === 'declined')
        return this.setWeights(tx, order, declined, { ...step, now });
      // What was answered to a list is an order, or there is none: its shop would wait for an answer that it gave.
      const isOver = order.isList && step.reason === 'lapsed';
      await this.step(tx, order, isOver ? 'cancelled' : order.state, { ...step, now });
    });
  }

  /** What the scales said is what the order has from now on, as its customer agreed or declined. */
  private async setWeights(
    tx: TenantWriteTx,
    order: Order,
    lines: readonly AmendedLine[],
    step: AmendmentStep,
  ): Promise<void> {
    await this.amendments.replaceLines(tx, order.id, lines, sumsOf(lines));
    await this.stock.move(tx, order, (held) => stockOfLines(order.lines, lines, held), step.now);
    await this.step(tx, order, order.state, { ...step, weighed: weighedOf(lines) });
  }

  /** @throws AmendmentRefused */
  private async linesFor(
    tx: TenantWriteTx,
    order: Order,
    { changes }: Pick<AmendmentInput, 'changes'>,
  ): Promise<AmendedLine[]> {
    const shop = await this.shops.getWithOrders(tx, order.listingId);
    const wanted = changes.flatMap(({ substitute }) => substitute?.productId ?? []);
    const products = await this.products.listSome(tx, order.listingId, wanted);
    const lines = amendedLines(order.lines, changes, products, conditionsOf(shop));
    if (typeof lines === 'string') throw new AmendmentRefused({ problem: lines });
    return lines;
  }

  /** That the last event proposed just this. @throws OrderMoved */
  private async assertProposed(
    tx: TenantWriteTx,
    order: Order,
    lines: readonly AmendedLine[],
  ): Promise<void> {
    const known = await this.amendments.latest(tx, order.id);
    const fingerprint = (some: readonly AmendedLine[]): string =>
      JSON.stringify(
        some.map(({ productId, choices, quantity, unitCents, weight }) => [
          ...[productId, choices, quantity, unitCents, weight?.finalGrams ?? null],
        ]),
      );
    if (known?.event !== order.event || fingerprint(known.lines) !== fingerprint(lines))
      throw new OrderMoved({ state: order.state });
  }

  /** The proposal that was seen, where it is open. @throws AmendmentOver */
  private async openOf(tx: TenantWriteTx, order: Order, seen: number): Promise<OrderAmendment> {
    const amendment = await this.amendments.latest(tx, order.id);
    if (order.event !== seen || amendment?.event !== seen) throw new AmendmentOver({});
    return amendment;
  }

  /**
   * Takes what comes into an order from the stock, and takes what goes out of it off both: the shop said that it has it not, so
   * nobody else is to order it. False where something was sold meanwhile, or is on sale no more as it was proposed: then nothing
   * was moved.
   */
  private async exchange(
    tx: TenantWriteTx,
    order: Order,
    { lines }: OrderAmendment,
    now: Date,
  ): Promise<boolean> {
    const { released, taken } = piecesMoved(
      order.lines,
      lines.filter(({ isOffSale }) => isOffSale !== true),
    );
    const units = unitsOf(lines);
    const held = await this.products.stockHeldBy(tx, order.id);
    // Of goods that were not counted when they were ordered nothing was taken.
    const returned = returnedOf(held, order.lines, (productId) => released.get(productId) ?? 0);
    const ids = [...returned.map(({ productId }) => productId), ...taken.keys()];
    const products = await this.products.lock(tx, order.listingId, ids);
    const onSale = products.filter(
      ({ id, isAvailable, archivedAt, weighing }) =>
        isAvailable && archivedAt === null && units.get(id) === stockUnit(weighing),
    );
    const isThere = [...taken].every(([id, amount]) =>
      onSale.some((product) => product.id === id && (product.stock ?? Infinity) >= amount),
    );
    if (!isThere) return false;
    const ordered = onSale.flatMap(({ id, stock, weighing }) => {
      const amount = stock === null ? 0 : (taken.get(id) ?? 0);
      return amount > 0 ? [{ productId: id, delta: -amount, unit: stockUnit(weighing) }] : [];
    });
    await this.products.moveStock(tx, ordered, order.id, now);
    await this.products.moveStock(tx, returned, order.id, now);
    const lost = returned.map((change) => ({ ...change, delta: -change.delta }));
    await this.products.writeOff(tx, lost, now);
    return true;
  }

  private async lock(tx: TenantWriteTx, { orderId, listingId }: SeenOrder): Promise<Order> {
    const isLocked = await this.orders.lock(tx, listingId, orderId);
    const order = isLocked && (await this.orders.find(tx, orderId));
    if (!order) throw new OrderNotFound({});
    return order;
  }

  private async step(
    tx: TenantWriteTx,
    order: Order,
    state: OrderState,
    { actor, reason, accountId, weighed, now }: AmendmentStep,
    slot = order.slot,
  ): Promise<void> {
    const step: OrderStep = {
      id: uuid(),
      state,
      actor,
      accountId: accountId ?? null,
      reason,
      delayMinutes: null,
      ...(weighed === undefined ? {} : { weighed }),
      at: now,
    };
    await this.answerTimes.note(tx, order, step);
    await this.orders.take(tx, order, step, slot);
    await signalOrders(tx, order.listingId);
    const isOver = state === 'cancelled';
    if (FOR_CUSTOMER.has(reason) || isOver || weighed === 'whole')
      await this.notices.append(tx, order, step.id);
    if (ANSWERS.has(reason)) {
      const handlers = await this.shops.handlersOf(tx, order.listingId);
      for (const recipient of await this.recipients.ensure(tx, order, handlers))
        await this.outbox.append(
          tx,
          isOver ? notifyCancellation(recipient.id) : notifyAmendment(recipient.id),
        );
    }
    const detail = { listing: order.listingId, order: order.id, from: order.state, to: state, reason };
    await appendAudit(tx, 'order.moved', detail, now);
  }
}

/** Whether what is asked was done by the step after the one that was seen: its answer was lost. Pure. */
const isDone = ({ event, events }: Order, seen: number, reason: OrderReason): boolean =>
  event === seen + 1 && events.at(-1)?.reason === reason;
