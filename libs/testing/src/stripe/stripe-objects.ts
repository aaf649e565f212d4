import { partOf, type StripeForm, textIn } from './stripe-form';

/** What Stripe answers an error with. */
export class StripeProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

export const missing = (what: string): StripeProblem =>
  new StripeProblem(404, 'invalid_request_error', 'resource_missing', `No such ${what}`);
const unexpected = (message: string): StripeProblem =>
  new StripeProblem(400, 'invalid_request_error', 'payment_intent_unexpected_state', message);
const invalid = (message: string, code?: string): StripeProblem =>
  new StripeProblem(400, 'invalid_request_error', code, message);

export interface FakeAccount {
  readonly id: string;
  readonly object: 'account';
  readonly metadata: StripeForm;
  readonly controller: StripeForm;
  charges_enabled: boolean;
  details_submitted: boolean;
}

export interface FakeIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly currency: string;
  readonly capture_method: string;
  metadata: StripeForm;
  readonly created: number;
  amount_capturable: number;
  amount_received: number;
  status: 'requires_payment_method' | 'requires_capture' | 'succeeded' | 'canceled';
  latest_charge: FakeCharge | null;
}

export interface FakeCharge {
  readonly id: string;
  readonly object: 'charge';
  readonly payment_intent: string;
  amount_refunded: number;
  disputed: boolean;
}

export interface FakeSession {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly metadata: StripeForm;
  readonly intentMetadata: StripeForm;
  readonly captureMethod: string;
  readonly amount_total: number;
  readonly success_url: string;
  readonly cancel_url: string;
  readonly expires_at: number;
  url: string | null;
  status: 'open' | 'complete' | 'expired';
  payment_intent: string | null;
}

/** A session of Checkout, with what is checked of its parameters. */
export function newSession(id: string, form: StripeForm, now: number): FakeSession {
  const data = partOf(form, 'payment_intent_data');
  const price = partOf(partOf(partOf(form, 'line_items'), '0'), 'price_data');
  const amount = Number(textIn(price, 'unit_amount'));
  const expiresAt = Number(textIn(form, 'expires_at'));
  if (textIn(form, 'mode') !== 'payment' || textIn(price, 'currency') !== 'eur' || !(amount > 0))
    throw invalid('a payment in euros is expected');
  if (!(expiresAt >= now + 1_800 && expiresAt <= now + 86_400))
    throw invalid(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
    );
  if (textIn(data, 'application_fee_amount') !== undefined) throw invalid('no fee was agreed upon');
  return {
    ...{ id, object: 'checkout.session', metadata: partOf(form, 'metadata'), amount_total: amount },
    intentMetadata: partOf(data, 'metadata'),
    captureMethod: textIn(data, 'capture_method') ?? 'automatic',
    success_url: textIn(form, 'success_url') ?? '',
    cancel_url: textIn(form, 'cancel_url') ?? '',
    expires_at: expiresAt,
    url: `https://checkout.stripe.com/c/pay/${id}`,
    status: 'open',
    payment_intent: null,
  };
}

export const expireSession = (session: FakeSession): FakeSession => {
  if (session.status !== 'open')
    throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.');
  session.status = 'expired';
  session.url = null;
  return session;
};

export function capture(intent: FakeIntent, form: StripeForm): FakeIntent {
  const cents = Number(textIn(form, 'amount_to_capture') ?? intent.amount_capturable);
  if (intent.status !== 'requires_capture')
    throw unexpected(`This PaymentIntent could not be captured because it has a status of ${intent.status}.`);
  if (!(cents > 0 && cents <= intent.amount_capturable))
    throw invalid('amount_to_capture is larger than what can be captured', 'amount_too_large');
  intent.status = 'succeeded';
  intent.amount_received = cents;
  intent.amount_capturable = 0;
  return intent;
}

export function cancel(intent: FakeIntent): FakeIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled')
    throw unexpected(`You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`);
  intent.status = 'canceled';
  intent.amount_capturable = 0;
  return intent;
}

/** @returns the charge that money of was given back */
export function refund(intent: FakeIntent, form: StripeForm): FakeCharge {
  const charge = intent.latest_charge;
  const cents = Number(textIn(form, 'amount'));
  if (intent.status !== 'succeeded' || !charge) throw unexpected('there is nothing to refund');
  if (!(cents > 0 && charge.amount_refunded + cents <= intent.amount_received))
    throw invalid('Refund amount is greater than unrefunded amount on charge', 'charge_already_refunded');
  charge.amount_refunded += cents;
  return charge;
}
