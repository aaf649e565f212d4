import type { GatewayPayment } from '@halles/platform/payments';

/** The payment online of an order, as the provider had it when it was asked last. */
export interface OrderPayment {
  /** That were authorised, or are to be. */
  readonly cents: number;
  readonly state: GatewayPayment['state'];
  readonly capturedCents: number;
  readonly refundedCents: number;
  /** What of the order its shop says that it was paid at the counter besides. */
  readonly counterCents?: number;
  /** When we captured it, and refunded last; null where we did not. */
  readonly paidAt: Date | null;
  readonly refundedAt: Date | null;
  /** The customer's bank contests it. */
  readonly isContested: boolean;
  /** Something is to be done that the provider refuses, by its code. */
  readonly problem: string | null;
}
