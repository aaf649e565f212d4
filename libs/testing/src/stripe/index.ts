export { FakeStripe, type StripeCall, type StripeFailure } from './fake-stripe';
export { STRIPE_KEYS } from './stripe-keys';
