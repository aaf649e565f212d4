import type { CollectionPointInput, DeliveryAddress, OrderFulfilment } from '@halles/contracts';

/** Where orders of a shop are collected besides the shop. */
export interface CollectionPoint extends CollectionPointInput {
  readonly id: string;
  readonly isOn: boolean;
}

/** The collection point of an order, as it was when it was ordered. */
export type OrderPoint = Pick<CollectionPoint, 'name' | 'address' | 'position'>;

/** How an order reaches its customer. */
export interface OrderReception {
  readonly fulfilment: OrderFulfilment;
  /** Of delivery or sending, taxes included, beside the price of the goods. */
  readonly feeCents: number;
  /** Null where it is collected in the shop, delivered or sent. */
  readonly point: OrderPoint | null;
  /** Where it is delivered or sent to; null once the customer was erased, and where it is collected. */
  readonly address: DeliveryAddress | null;
  /** Of what is sent: how its shop asked to be paid before; null: it said nothing. */
  readonly paymentInstructions?: string | null;
}
