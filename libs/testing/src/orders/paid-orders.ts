import type { OrderInput } from '@halles/contracts';
import { type AcceptedMethods, type Order, OrderPayments, PaymentAccounts } from '@halles/domain/orders';
import type { TenantContext } from '@halles/platform/tenancy';
import { FakeStripe, STRIPE_KEYS } from '../stripe';
import { anOrder, basketOf, openOrdersWorld, ORDERED_AT, type OrdersWorld } from './orders-world';

/** The page that a customer comes back to. */
const RETURN = {
  returnUrl: 'https://ici-bourg.example/commande/x',
  locale: 'fr',
} as const;

/** Shops whose orders are paid online, at a Stripe that is played. */
export interface PaidOrders {
  readonly on: OrdersWorld;
  readonly stripe: FakeStripe;
  readonly payments: OrderPayments;
  readonly accounts: PaymentAccounts;
  /** From now on it is another time, here and there. */
  at(now: Date): void;
  /** A bakery with an account that takes payments. */
  aPaidShop(
    accepts?: AcceptedMethods,
    ctx?: TenantContext,
  ): Promise<{ readonly shop: number; readonly account: string }>;
  /** An order that waits to be paid. @param more of what is ordered */
  toPay(shop: number, product: string, more?: Partial<OrderInput>): Promise<Order>;
  /** Its customer pays on the page of the provider. @returns the id of the payment */
  pay(order: Order): Promise<string>;
  /** The same, and the provider's word arrives: the shop has the order. */
  authorised(
    shop: number,
    product: string,
    more?: Partial<OrderInput>,
  ): Promise<{ readonly order: Order; readonly payment: string }>;
  settled(order: Order): Promise<Order>;
  /** What is held, was taken and was given back of a payment. */
  moneyOf(payment: string): string;
  close(): Promise<void>;
}

/** What a production has in its environment, with another address of the provider. */
export const stripeEnv = (stripe: FakeStripe): Readonly<Record<string, string>> => ({
  STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey,
  STRIPE_WEBHOOK_SECRET: STRIPE_KEYS.webhookSecret,
  STRIPE_API_BASE: stripe.base,
});

export async function openPaidOrders(): Promise<PaidOrders> {
  const clock = { now: ORDERED_AT };
  const stripe = await FakeStripe.open(() => clock.now);
  return paidOrdersOf(await openOrdersWorld(stripeEnv(stripe)), stripe, clock);
}

/** The same on a world that there is already, whose environment is `stripeEnv`. */
export function paidOrdersOf(on: OrdersWorld, stripe: FakeStripe, clock = { now: new Date() }): PaidOrders {
  const payments = on.services.get(OrderPayments);
  const accounts = on.services.get(PaymentAccounts);
  const { here } = on.world;
  const settled: PaidOrders['settled'] = async ({ id }) => {
    await payments.settle(here, id);
    return on.handling.get(here, id);
  };
  const toPay: PaidOrders['toPay'] = async (shop, product, more = {}) =>
    on.placed(shop, anOrder(basketOf(product), { payment: 'online', ...more }));
  const pay: PaidOrders['pay'] = async (order) => {
    await payments.checkoutUrl(here, order, RETURN);
    return stripe.pay(stripe.lastSession.id).payment_intent ?? '';
  };
  return {
    ...{ on, stripe, payments, accounts, toPay, pay, settled },
    at(now) {
      clock.now = now;
      on.at(now);
    },
    async aPaidShop(accepts = 'both', ctx = here) {
      const shop = await on.aShop({}, ctx);
      const owner = { listingId: shop, accountId: `owner-${String(shop)}`, email: null };
      await accounts.connect(ctx, owner, 'https://ici-bourg.example/pro');
      const account = (await accounts.find(ctx, shop))?.account ?? '';
      stripe.complete(account);
      await accounts.check(ctx, shop);
      await accounts.choose(ctx, shop, accepts);
      return { shop, account };
    },
    async authorised(shop, product, more) {
      const order = await toPay(shop, product, more);
      const payment = await pay(order);
      return { order: await settled(order), payment };
    },
    moneyOf(payment) {
      const { status, amount_capturable, amount_received, latest_charge } = stripe.intent(payment);
      const refunded = latest_charge?.amount_refunded ?? 0;
      return `${status} ${String(amount_capturable)} ${String(amount_received)} ${String(refunded)}`;
    },
    async close() {
      await on.world.close();
      await stripe.close();
    },
  };
}
