import type { ClosedThen, EndedOrders, Order, Reach } from '@halles/domain/orders';
import { type FormState, newForm } from '@halles/platform/forms';
import type { Step } from './merchant-order.form';
import type { DelayQuestion } from './order-delay.presenter';
import type { Controlled } from './ordering-controls.form';
type OtherDone =
  | 'undo'
  | 'delay'
  | 'code'
  | 'weigh'
  | 'refunded'
  | 'notRefunded'
  | 'counterPaid'
  | 'counterUnpaid'
  | 'advancePaid'
  | 'advanceUnpaid'
  | 'advanceReturned'
  | 'advanceNotReturned'
  | 'giveBack'
  | 'sendAgain'
  | 'propose'
  | 'dropProposal'
  | 'enter'
  | 'closedDay';

/** How a page of orders is shown after something was done, or was not. */
export interface OrdersState {
  readonly form: FormState;
  /** The shop wants to put the order off beyond its hours. */
  readonly question?: DelayQuestion;
  /** It closed the time of the order, which waits for its answer. */
  readonly closed?: ClosedThen | null;
  /** Of a day that it closed: how many orders were ended, and how many were left since they had changed. */
  readonly ended?: Pick<EndedOrders, 'ended' | 'changed'>;
  /** The event that a refused touch had seen: what came after it is told. */
  readonly since?: number;
  /** The step that was just taken. */
  readonly done?: Step | Controlled | OtherDone;
  /** By which ways its customer hears of it; null once they were erased. */
  readonly reach?: Reach | null;
  /** The list in which it was touched: what is pressed next leads back there. */
  readonly list?: string | null;
  /** In the inbox: the order of which it was. */
  readonly order?: Order;
}

/** How a page is shown that nothing was typed on. Pure. */
export const ordersState = (done: OrdersState['done'] | null): OrdersState => ({
  form: newForm(),
  ...(done == null ? {} : { done }),
});
