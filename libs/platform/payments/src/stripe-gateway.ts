import { SECOND } from '@halles/kernel';
import Stripe from 'stripe';
import {
  type Checkout,
  type CheckoutRequest,
  EventRefused,
  type GatewayAccount,
  type GatewayAct,
  type GatewayEvent,
  type GatewayPayment,
  GatewayRefusal,
  GatewayUnavailable,
  PaymentGateway,
} from './payment-gateway';

export interface StripeKeys {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Another than https://api.stripe.com in tests alone. */
  readonly apiBase: string;
}

/** Stripe never holds a page of payment for less than thirty minutes; a job of ours waits for an answer less than its lease. */
const TIMEOUT = 15 * SECOND;
/**
 * What the shapes of this file are of: the library's own version, so that its next one does not compile before somebody has read
 * what changed. Events have the version of the endpoint that the operator made at Stripe.
 */
const API_VERSION = '2026-10-28.endive';
/** How old an event may be when it arrives, in seconds: an older one was recorded by somebody and sent again. */
const TOLERANCE = 300;

/** What is not mended by asking again: that the request is wrong, that there is no such thing, or that the account is closed to us.
 * A wrong key of the platform is none: nothing of merchants may be decided by it. */
const REFUSALS: ReadonlySet<string> = new Set([
  'StripeInvalidRequestError',
  'StripeCardError',
  'StripePermissionError',
]);

/**
 * Stripe Connect: each merchant has a full account of their own (direct charges under `Stripe-Account`, no application fee), and
 * customers pay on pages of Stripe.
 */
export class StripeGateway extends PaymentGateway {
  readonly isOffered = true;
  private readonly stripe: Stripe;
  private readonly webhookSecret: string;

  constructor({ secretKey, webhookSecret, apiBase }: StripeKeys) {
    super();
    const { protocol, hostname, port } = new URL(apiBase);
    this.webhookSecret = webhookSecret;
    this.stripe = new Stripe(secretKey, {
      protocol: protocol === 'http:' ? 'http' : 'https',
      host: hostname,
      port: port === '' ? (protocol === 'http:' ? 80 : 443) : port,
      apiVersion: API_VERSION,
      timeout: TIMEOUT,
      // The outbox asks again, with pauses and with the same keys.
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }

  async openAccount(
    {
      tenant,
      listing,
      email,
    }: { readonly tenant: string; readonly listing: number; readonly email: string | null },
    key: string,
  ): Promise<string> {
    const account = await called(() =>
      this.stripe.accounts.create(
        {
          country: 'FR',
          ...(email === null ? {} : { email }),
          // The merchant's own account in full: they pay Stripe, answer to it, and see all of it there, unless said otherwise.
          controller: {
            fees: { payer: 'account' },
            losses: { payments: 'stripe' },
            requirement_collection: 'stripe',
          },
          metadata: { tenant, listing: String(listing) },
        },
        { idempotencyKey: key },
      ),
    );
    return account.id;
  }

  async accountPage(account: string, back: string): Promise<string> {
    const link = await called(() =>
      this.stripe.accountLinks.create({
        account,
        type: 'account_onboarding',
        return_url: back,
        refresh_url: back,
      }),
    );
    return link.url;
  }

  async account(account: string): Promise<GatewayAccount> {
    const { id, charges_enabled, details_submitted, metadata } = await called(() =>
      this.stripe.accounts.retrieve(account),
    );
    return {
      id,
      isComplete: details_submitted,
      takesPayments: charges_enabled,
      tenant: metadata?.['tenant'] ?? null,
    };
  }

  async openCheckout(request: CheckoutRequest, key: string): Promise<Checkout> {
    const metadata = { tenant: request.tenant, order: request.orderId };
    const session = await called(() =>
      this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          ui_mode: 'hosted_page',
          client_reference_id: request.orderId,
          ...(request.email === null ? {} : { customer_email: request.email }),
          locale: request.locale,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: 'eur',
                unit_amount: request.cents,
                product_data: { name: request.label },
              },
            },
          ],
          // Other means than cards cannot be authorised first and captured later.
          allowed_payment_method_types: ['card'],
          payment_intent_data: { capture_method: 'manual', metadata },
          metadata,
          success_url: request.returnUrl,
          cancel_url: request.returnUrl,
          expires_at: Math.floor(request.expiresAt.getTime() / SECOND),
        },
        { stripeAccount: request.account, idempotencyKey: key },
      ),
    );
    return checkoutOf(session);
  }

  async checkout(account: string, checkout: string): Promise<Checkout> {
    return checkoutOf(
      await called(() => this.stripe.checkout.sessions.retrieve(checkout, {}, { stripeAccount: account })),
    );
  }

  async closeCheckout(account: string, checkout: string): Promise<void> {
    try {
      await called(() => this.stripe.checkout.sessions.expire(checkout, {}, { stripeAccount: account }));
    } catch (error) {
      // It is over, or was paid on: whoever asks what it is sees that next.
      if (!(error instanceof GatewayRefusal)) throw error;
    }
  }

  async payment(account: string, payment: string): Promise<GatewayPayment> {
    const intent = await called(() =>
      this.stripe.paymentIntents.retrieve(payment, { expand: ['latest_charge'] }, { stripeAccount: account }),
    );
    return paymentOf(intent);
  }

  async capture({ account, payment, key }: GatewayAct, cents: number): Promise<void> {
    await called(() =>
      this.stripe.paymentIntents.capture(
        payment,
        { amount_to_capture: cents },
        { stripeAccount: account, idempotencyKey: key },
      ),
    );
  }

  async cancel({ account, payment, key }: GatewayAct): Promise<void> {
    await called(() =>
      this.stripe.paymentIntents.cancel(payment, {}, { stripeAccount: account, idempotencyKey: key }),
    );
  }

  async refund({ account, payment, key }: GatewayAct, cents: number): Promise<void> {
    await called(() =>
      this.stripe.refunds.create(
        { payment_intent: payment, amount: cents },
        { stripeAccount: account, idempotencyKey: key },
      ),
    );
  }

  async *payments(account: string, since: Date): AsyncGenerator<GatewayPayment> {
    const created = { gte: Math.floor(since.getTime() / SECOND) };
    let after: string | undefined;
    for (;;) {
      const page = await called(() =>
        this.stripe.paymentIntents.list(
          {
            created,
            limit: 100,
            expand: ['data.latest_charge'],
            ...(after === undefined ? {} : { starting_after: after }),
          },
          { stripeAccount: account },
        ),
      );
      for (const intent of page.data) yield paymentOf(intent);
      after = page.data.at(-1)?.id;
      if (!page.has_more || after === undefined) return;
    }
  }

  event(body: string, signature: string): GatewayEvent | null {
    const event = verified(() =>
      this.stripe.webhooks.constructEvent(body, signature, this.webhookSecret, TOLERANCE),
    );
    const { id, account } = event;
    if (account === undefined) return null;
    const { object, id: objectId, metadata, payment_intent } = event.data.object as EventObject;
    const payment = object === 'payment_intent' ? objectId : idOf(payment_intent);
    return {
      ...{ id, account, payment: payment ?? null },
      tenant: metadata?.['tenant'] ?? null,
      orderId: metadata?.['order'] ?? null,
    };
  }
}

/** What events of payments, pages of payment, charges, refunds, disputes and accounts have in common. */
interface EventObject {
  readonly object?: string;
  readonly id?: string;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly payment_intent?: string | { readonly id: string } | null;
}

const idOf = (reference: string | { readonly id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);

const checkoutOf = ({ id, url, status, payment_intent }: Stripe.Checkout.Session): Checkout => ({
  id,
  url,
  state: status === 'complete' ? 'paid' : status === 'open' ? 'open' : 'over',
  payment: idOf(payment_intent),
});

const STATES: Readonly<Record<string, GatewayPayment['state']>> = {
  requires_capture: 'authorised',
  succeeded: 'captured',
  canceled: 'cancelled',
};

function paymentOf(intent: Stripe.PaymentIntent): GatewayPayment {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const state = STATES[intent.status] ?? 'unpaid';
  return {
    id: intent.id,
    orderId: intent.metadata['order'] ?? null,
    tenant: intent.metadata['tenant'] ?? null,
    state,
    authorisedCents: state === 'authorised' ? intent.amount_capturable : 0,
    capturedCents: state === 'captured' ? intent.amount_received : 0,
    refundedCents: state === 'captured' ? (charge?.amount_refunded ?? 0) : 0,
    isContested: charge?.disputed ?? false,
    at: new Date(intent.created * SECOND),
  };
}

/** @throws EventRefused */
function verified<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new EventRefused('the signature of an event does not hold', { cause: error });
  }
}

/** Calls Stripe, and says of a failure whether asking again makes sense. @throws GatewayUnavailable, GatewayRefusal */
async function called<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { type, code, statusCode } = error;
    const isRefusal = REFUSALS.has(type) && statusCode !== 409 && statusCode !== 429;
    // What Stripe writes may repeat what was sent: its code alone goes to logs.
    const what = `Stripe answered ${String(statusCode ?? 'nothing')} ${code ?? type}`;
    throw isRefusal
      ? new GatewayRefusal(what, code ?? type, { cause: error })
      : new GatewayUnavailable(what, (statusCode ?? 0) >= 500, { cause: error });
  }
}
