import { GatewayUnavailable, PaymentGateway } from './payment-gateway';

const none = (): Promise<never> =>
  Promise.reject(new GatewayUnavailable('no provider of payments is configured'));

/** An installation without a provider of payments. What was begun while it had one waits until it has one again. */
export class NoGateway extends PaymentGateway {
  readonly isOffered = false;
  readonly openAccount = none;
  readonly accountPage = none;
  readonly account = none;
  readonly openCheckout = none;
  readonly checkout = none;
  readonly closeCheckout = none;
  readonly payment = none;
  readonly capture = none;
  readonly cancel = none;
  readonly refund = none;

  payments(): AsyncIterable<never> {
    throw new GatewayUnavailable('no provider of payments is configured');
  }

  event(): null {
    return null;
  }
}
