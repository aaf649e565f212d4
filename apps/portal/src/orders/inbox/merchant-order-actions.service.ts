import {
  AdvancePayments,
  CounterPayments,
  type Order,
  OrderAmendments,
  OrderHandling,
  OrderMails,
  type OrderMove,
  OrderMoved,
  OrderNotices,
  OrderNotRestorable,
  OrderNotUndoable,
  OrderWeighing,
  OrderWithdrawals,
  type RefundInput,
  type Reach,
  restoreRefusal,
  transition,
} from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type merchantOrderForm, STEPS, type Step } from './merchant-order.form';
import { undoOf } from './order-outcome.presenter';

type Pressed = Extract<ReturnType<typeof merchantOrderForm.read>, { ok: true }>['input'];

/** What a button of an order does. */
export type OrderAction =
  | Step
  | 'propose'
  | Extract<
      Pressed['action'],
      | 'delay'
      | 'weigh'
      | 'refunded'
      | 'notRefunded'
      | 'counterPaid'
      | 'counterUnpaid'
      | 'advancePaid'
      | 'advanceUnpaid'
      | 'advanceReturned'
      | 'advanceNotReturned'
      | 'dropProposal'
      | 'sendAgain'
      | 'undo'
    >;

/** What a shop says of money that the platform does not see. */
type PaymentNote = Extract<OrderAction, `counter${string}` | `advance${string}`>;

/** Who of a shop acts on which order. */
interface Actor extends Omit<OrderMove, 'seen' | 'accountId'> {
  readonly accountId: string;
}

/** What the buttons of one order do, on its page and in the inbox. */
@Injectable()
export class MerchantOrderActions {
  constructor(
    private readonly orders: OrderHandling,
    private readonly withdrawals: OrderWithdrawals,
    private readonly counter: CounterPayments,
    private readonly advance: AdvancePayments,
    private readonly weighing: OrderWeighing,
    private readonly mails: OrderMails,
    private readonly amendments: OrderAmendments,
    private readonly notices: OrderNotices,
    private readonly clock: Clock,
  ) {}

  /** The order that was just touched in a list, and how its customer hears of it; nothing of what is no order of these shops. */
  async outcome(
    ctx: TenantContext,
    listingIds: readonly number[],
    orderId: string | undefined,
  ): Promise<{ readonly order?: Order; readonly reach?: Reach | null }> {
    const order = orderId === undefined ? null : await this.orders.find(ctx, orderId);
    return order && listingIds.includes(order.listingId)
      ? { order, reach: this.notices.reachOf(ctx, order) }
      : {};
  }

  /** Takes the step that was pressed. @returns what it was */
  async take(
    ctx: TenantContext,
    order: Order,
    by: Actor,
    pressed: Exclude<Pressed, { readonly action: 'none' }>,
  ): Promise<OrderAction> {
    const { listingId, orderId, accountId } = by;
    switch (pressed.action) {
      case 'delay':
      case 'delayAnyway':
      case 'delayTo': {
        const { seen, minutes } = pressed.input;
        await this.orders.delay(ctx, { ...by, seen }, minutes, pressed.action === 'delayAnyway');
        return 'delay';
      }
      case 'refuseBecause':
      case 'cancelBecause': {
        const step = pressed.action === 'refuseBecause' ? 'refuse' : 'cancel';
        const { seen, reason } = pressed.input;
        await this.orders.move(ctx, { ...by, seen }, STEPS[step].to, reason);
        return step;
      }
      case 'acceptAnyway':
        await this.orders.move(ctx, { ...by, seen: pressed.input, isSure: true }, 'accepted');
        return 'accept';
      case 'weigh':
        await this.weigh(ctx, by, pressed.input);
        return 'weigh';
      case 'askWeight':
        await this.amendments.proposeWeights(ctx, { listingId, orderId, accountId, ...pressed.input });
        return 'propose';
      case 'refunded':
      case 'notRefunded':
        await this.noteRefund(ctx, { orderId, listingId, accountId, seen: pressed.input }, pressed.action);
        return pressed.action;
      case 'counterPaid':
      case 'counterUnpaid':
      case 'advancePaid':
      case 'advanceUnpaid':
      case 'advanceReturned':
      case 'advanceNotReturned':
        await this.notePayment(ctx, { ...by, seen: pressed.input }, pressed.action);
        return pressed.action;
      case 'dropProposal':
        await this.amendments.drop(ctx, { listingId, orderId, accountId, seen: pressed.input });
        return 'dropProposal';
      case 'sendAgain':
        await this.mails.sendAgain(ctx, { ...by, seen: pressed.input });
        return 'sendAgain';
      case 'undo':
        await this.undo(ctx, order, { ...by, seen: pressed.input });
        return 'undo';
      default: {
        const { to, reason } = STEPS[pressed.action];
        await this.orders.move(ctx, { ...by, seen: pressed.input }, to, reason);
        return pressed.action;
      }
    }
  }

  private weigh(
    ctx: TenantContext,
    by: Actor,
    { seen, weights, sure }: Extract<Pressed, { readonly action: 'weigh' }>['input'],
  ): Promise<unknown> {
    return this.weighing.weigh(ctx, { ...by, seen }, weights, sure);
  }

  /** What was paid at the counter, or before it is sent, or was given back of that; or was not after all. */
  private notePayment(
    ctx: TenantContext,
    order: Parameters<CounterPayments['say']>[1],
    action: PaymentNote,
  ): Promise<void> {
    switch (action) {
      case 'counterPaid':
      case 'counterUnpaid':
        return this.counter.say(ctx, order, action === 'counterPaid');
      case 'advancePaid':
      case 'advanceUnpaid':
        return this.advance.say(ctx, order, action === 'advancePaid');
      case 'advanceReturned':
      case 'advanceNotReturned':
        return this.advance.sayReturned(ctx, order, action === 'advanceReturned');
    }
  }

  private noteRefund(
    ctx: TenantContext,
    refund: RefundInput,
    action: 'refunded' | 'notRefunded',
  ): Promise<void> {
    return action === 'refunded'
      ? this.withdrawals.refund(ctx, refund)
      : this.withdrawals.undoRefund(ctx, refund);
  }

  /**
   * Takes the last step back. Taken back already, by this touch whose answer was lost or by a colleague, it is done.
   * @throws OrderMoved something else came of it since it was seen
   * @throws OrderNotRestorable, OrderNotUndoable
   */
  async undo(ctx: TenantContext, order: Order, move: OrderMove): Promise<void> {
    if (isTakenBack(order, move.seen)) return;
    if (order.event !== move.seen) throw new OrderMoved({ state: order.state });
    const before = undoOf(order, this.clock.now());
    if (before === null) {
      const why = restoreRefusal(order, this.clock.now());
      throw why === null ? new OrderNotUndoable({}) : new OrderNotRestorable({ why });
    }
    if ('delay' in before) await this.orders.delay(ctx, move, -before.delay);
    else await this.orders.move(ctx, move, before.state);
  }
}

/** Whether the step that was seen last is the one that was taken back since, and nothing came after. Pure. */
function isTakenBack({ event, events }: Pick<Order, 'event' | 'events'>, seen: number): boolean {
  if (event !== seen + 1) return false;
  const [step, last] = events.slice(-2);
  if (!step || !last || last.actor === 'customer') return false;
  if (last.delayMinutes !== null)
    return last.delayMinutes < 0 && last.delayMinutes === -(step.delayMinutes ?? 0);
  return transition(step.state, last.state) === 'backward';
}
