import type { LinkView } from '../../rendering/link.view';
import type { OrderFormBody, OrderSummaryBody } from '../order.view';

/** `orders/staff-order-form` */
export interface StaffOrderFormBody extends OrderFormBody {
  /** Name of the button that goes on. */
  readonly next: string;
  readonly back: LinkView;
}

/** `orders/staff-order-summary` */
export interface StaffOrderSummaryBody extends Omit<OrderSummaryBody, 'back'> {
  /** What stands against the slot, to be confirmed. */
  readonly question?: { readonly texts: readonly string[]; readonly label: string; readonly error?: string };
  /** Goes back to the basket, which is filled in as it was. */
  readonly again: string;
  /** What the customer hears, and by which way. */
  readonly notice: string;
}
