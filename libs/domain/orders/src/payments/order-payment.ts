import type { GatewayPayment } from '@halles/platform/payments';

/** What went back to a card at once. */
export interface CardRefund {
  readonly cents: number;
  readonly at: Date;
}

/** The payment online of an order, as the provider had it when it was asked last. */
export interface OrderPayment {
  /** That were authorised, or are to be. */
  readonly cents: number;
  readonly state: GatewayPayment['state'];
  readonly capturedCents: number;
  readonly refundedCents: number;
  /**
   * Of it what has a credit note, and was for nothing that was handed over; and of that without what its shop gave back at the
   * provider by itself since the hand-over, which nobody is asked for again.
   */
  readonly creditedCents?: number;
  readonly creditedBeforeCents?: number;
  /** What of the order its shop says that it was paid at the counter besides. */
  readonly counterCents?: number;
  /** When we captured it; null where we did not. */
  readonly paidAt: Date | null;
  /** Those that we asked for and were answered, the oldest first. */
  readonly refunds: readonly CardRefund[];
  /** The customer's bank contests it. */
  readonly isContested: boolean;
  /** Something is to be done that the provider refuses, by its code. */
  readonly problem: string | null;
  /** The provider refused the account of the shop as its customer was about to pay: that stays once nothing is left to do. */
  readonly isAccountClosed?: boolean;
}
