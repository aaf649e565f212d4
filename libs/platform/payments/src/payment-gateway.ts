import type { Locale } from '@halles/kernel';

/** An account of a merchant at the provider, as far as it takes payments. */
export interface GatewayAccount {
  readonly id: string;
  /** Its holder has said everything that the provider asks for. */
  readonly isComplete: boolean;
  readonly takesPayments: boolean;
  /** That it was opened in; null where it was not opened by us. */
  readonly tenant: string | null;
}

/** What a customer pays for. */
export interface CheckoutRequest {
  /** Of the merchant. */
  readonly account: string;
  /** Of the territory and the order, written on what the provider keeps: events are matched with our rows by it. */
  readonly tenant: string;
  readonly orderId: string;
  /** What the customer reads at the provider, and on the statement of their card: "Commande 2026-0042". */
  readonly label: string;
  readonly cents: number;
  readonly email: string | null;
  readonly locale: Locale;
  /** The page of the order, which both ways back lead to. */
  readonly returnUrl: string;
  readonly expiresAt: Date;
}

/** A page of the provider on which one payment is made. */
export interface Checkout {
  readonly id: string;
  /** Null once nothing can be paid on it. */
  readonly url: string | null;
  readonly state: 'open' | 'paid' | 'over';
  /** Of the payment; null before there is one. */
  readonly payment: string | null;
}

/** A payment as the provider has it now. Amounts are in cents. */
export interface GatewayPayment {
  readonly id: string;
  /** Null where it was not made by us. */
  readonly orderId: string | null;
  readonly tenant: string | null;
  readonly state: 'unpaid' | 'authorised' | 'captured' | 'cancelled';
  readonly authorisedCents: number;
  readonly capturedCents: number;
  readonly refundedCents: number;
  /** The customer's bank contests it. */
  readonly isContested: boolean;
  readonly at: Date;
}

/** What is done to a payment, once for each key, however often it is asked. */
export interface GatewayAct {
  readonly account: string;
  readonly payment: string;
  /** The same for the same act: a provider that did it already says what came of it. */
  readonly key: string;
}

/** Something happened at the provider: which payment or account it concerns, and nothing to be believed of it. */
export interface GatewayEvent {
  readonly id: string;
  readonly account: string;
  readonly tenant: string | null;
  readonly orderId: string | null;
  /** Of the payment, where it is about one. */
  readonly payment: string | null;
}

/** The provider cannot be reached, is overwhelmed, or is at work on the same act: it is to be asked again. */
export class GatewayUnavailable extends Error {
  constructor(
    message: string,
    /** It answered, with an error of its own: the same key would get the same answer. */
    readonly isAnswered = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GatewayUnavailable';
  }
}

/** The provider refuses: asking again changes nothing. */
export class GatewayRefusal extends Error {
  constructor(
    message: string,
    /** As the provider calls it. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GatewayRefusal';
  }
}

/** What was sent as an event is none of the provider, or is too old. */
export class EventRefused extends Error {}

/**
 * Takes payments for merchants, each on the merchant's own account at a provider: the platform never holds money and takes no fee.
 * Calls may fail at any moment, also after they had their effect: whoever asks again with the same key changes nothing.
 */
export abstract class PaymentGateway {
  /** False: the installation has no provider, and no page says a word of payment online. */
  abstract readonly isOffered: boolean;

  /** The same for a territory: what was paid to the shops of a copy was paid elsewhere, and is looked after there. */
  isOfferedTo({ isCopy }: { readonly isCopy: boolean }): boolean {
    return this.isOffered && !isCopy;
  }

  /** Opens an account. @param key the same for the same shop */
  abstract openAccount(
    shop: { readonly tenant: string; readonly listing: number; readonly email: string | null },
    key: string,
  ): Promise<string>;

  /** A page of the provider, good for some minutes, on which the holder completes an account. */
  abstract accountPage(account: string, back: string): Promise<string>;

  abstract account(account: string): Promise<GatewayAccount>;

  /** Opens a page on which a payment is authorised. @param key the same for the same order */
  abstract openCheckout(request: CheckoutRequest, key: string): Promise<Checkout>;

  abstract checkout(account: string, checkout: string): Promise<Checkout>;

  /** Has a page take no payment any more; done where it takes none. */
  abstract closeCheckout(account: string, checkout: string): Promise<void>;

  /** @throws GatewayRefusal where there is none */
  abstract payment(account: string, payment: string): Promise<GatewayPayment>;

  /** Takes so much of what was authorised, and lets go of the rest. */
  abstract capture(act: GatewayAct, cents: number): Promise<void>;

  /** Lets go of what was authorised. */
  abstract cancel(act: GatewayAct): Promise<void>;

  abstract refund(act: GatewayAct, cents: number): Promise<void>;

  /** The payments of an account since an instant, the newest first. */
  abstract payments(account: string, since: Date): AsyncIterable<GatewayPayment>;

  /**
   * Reads what the provider sent.
   * @param body as it arrived, byte by byte
   * @returns null for what concerns nobody here
   * @throws EventRefused it is not signed by the provider, or was sent too long ago
   */
  abstract event(body: string, signature: string): GatewayEvent | null;
}
