export { FakeStripe, type HeldCall, type StripeCall, type StripeFailure } from './fake-stripe';
export { postStripeEvent, type SignedEvent } from './post-event';
export { STRIPE_KEYS } from './stripe-keys';
