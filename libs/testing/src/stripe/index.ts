export { FakeStripe, type StripeCall, type StripeFault } from './fake-stripe';
export { STRIPE_KEYS } from './stripe-keys';
