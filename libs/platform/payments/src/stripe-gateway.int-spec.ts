import { MINUTE } from '@halles/kernel';
import { FakeStripe, STRIPE_KEYS } from '@halles/testing/stripe';
import { type CheckoutRequest, EventRefused, GatewayRefusal, GatewayUnavailable, StripeGateway } from '.';

const NOW = new Date();
const ORDER = '01900000-0000-7000-8000-000000000001';

describe('payments at Stripe', () => {
  let stripe: FakeStripe;
  let gateway: StripeGateway;
  let account: string;

  beforeAll(async () => {
    stripe = await FakeStripe.open(() => NOW);
    gateway = new StripeGateway({ ...STRIPE_KEYS, apiBase: stripe.base });
    account = await gateway.openAccount(
      { tenant: 'bordeaux', listing: 7, email: 'odile@example.org' },
      'account-7',
    );
  });
  afterAll(() => stripe.close());

  const request = (more: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
    ...{
      account,
      tenant: 'bordeaux',
      orderId: ORDER,
      label: 'Commande 2026-0001',
      cents: 1_250,
      email: null,
    },
    ...{ locale: 'fr', returnUrl: 'https://bordeaux.example/commande/x' },
    expiresAt: new Date(NOW.getTime() + 31 * MINUTE),
    ...more,
  });
  async function authorised(key: string, cents = 1_250): Promise<string> {
    stripe.complete(account);
    const { id } = await gateway.openCheckout(request({ cents }), key);
    stripe.pay(id);
    return (await gateway.checkout(account, id)).payment ?? '';
  }

  it('are made on an account of the merchant, who pays and answers to Stripe', async () => {
    expect(await gateway.account(account)).toEqual({
      id: account,
      tenant: 'bordeaux',
      isComplete: false,
      takesPayments: false,
    });
    await expect(gateway.openCheckout(request(), 'too-early')).rejects.toBeInstanceOf(GatewayRefusal);
    expect(await gateway.accountPage(account, 'https://bordeaux.example/pro')).toContain(account);
    stripe.complete(account);
    expect(await gateway.account(account)).toEqual({
      id: account,
      tenant: 'bordeaux',
      isComplete: true,
      takesPayments: true,
    });
    expect(stripe.calls[0]).toMatchObject({
      form: {
        controller: { fees: { payer: 'account' }, losses: { payments: 'stripe' } },
        metadata: { tenant: 'bordeaux', listing: '7' },
      },
    });
  });

  it('are authorised on a page of Stripe, for the order, without a fee', async () => {
    const payment = await authorised('one');
    const opened = stripe.calls.findLast(({ path }) => path === '/v1/checkout/sessions');
    expect(opened).toMatchObject({
      account,
      key: 'one',
      form: { payment_intent_data: { capture_method: 'manual' } },
    });
    expect(JSON.stringify(opened?.form)).not.toContain('fee');
    expect(await gateway.payment(account, payment)).toMatchObject({
      ...{
        orderId: ORDER,
        tenant: 'bordeaux',
        state: 'authorised',
        authorisedCents: 1_250,
        capturedCents: 0,
      },
    });
  });

  it('are captured for less, and refunded', async () => {
    const payment = await authorised('two');
    await gateway.capture({ account, payment, key: 'capture-two' }, 900);
    await gateway.refund({ account, payment, key: 'refund-two' }, 300);
    expect(await gateway.payment(account, payment)).toMatchObject({
      ...{ state: 'captured', capturedCents: 900, refundedCents: 300, isContested: false },
    });
    await expect(gateway.cancel({ account, payment, key: 'cancel-two' })).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('are done once, however often an answer is lost', async () => {
    const payment = await authorised('three');
    await gateway.capture({ account, payment, key: 'capture-three' }, 1_250);
    stripe.failNext(/refunds/, 'lost-after');
    const refund = () => gateway.refund({ account, payment, key: 'refund-three' }, 400);
    await expect(refund()).rejects.toBeInstanceOf(GatewayUnavailable);
    await refund();
    await refund();
    expect((await gateway.payment(account, payment)).refundedCents).toBe(400);
  });

  it.each(['lost-before', 'broken', 'busy', 'too-many'] as const)(
    'are asked for again after an answer that is %s',
    async (failure) => {
      stripe.failNext(/accounts/, failure);
      await expect(gateway.account(account)).rejects.toBeInstanceOf(GatewayUnavailable);
      stripe.recover();
      await gateway.account(account);
    },
  );

  it('are seen under the account that they are of, and no other', async () => {
    const payment = await authorised('four');
    const other = await gateway.openAccount({ tenant: 'valence', listing: 7, email: null }, 'account-other');
    await expect(gateway.payment(other, payment)).rejects.toMatchObject({ code: 'resource_missing' });
  });

  it('are listed, page by page', async () => {
    const other = await gateway.openAccount({ tenant: 'valence', listing: 9, email: null }, 'account-list');
    for (let one = 0; one < 230; one += 1) stripe.anIntent(other, { amount: one + 1 });
    const seen: number[] = [];
    for await (const { authorisedCents } of gateway.payments(other, new Date(NOW.getTime() - MINUTE)))
      seen.push(authorisedCents);
    expect([seen.length, seen[0], seen.at(-1)]).toEqual([230, 230, 1]);
  });

  it('are told of by events that Stripe signed a moment ago, and by no others', async () => {
    const payment = await authorised('five');
    const intent = stripe.intent(payment);
    const { body, signature } = stripe.event('payment_intent.amount_capturable_updated', account, intent);
    expect(gateway.event(body, signature)).toMatchObject({
      ...{ account, tenant: 'bordeaux', orderId: ORDER, payment },
    });
    const late = stripe.event('payment_intent.succeeded', account, intent, {
      at: new Date(Date.now() - 301_000),
    });
    expect(() => gateway.event(late.body, late.signature)).toThrow(EventRefused);
    const forged = stripe.event('payment_intent.succeeded', account, intent, { secret: 'whsec_other' });
    expect(() => gateway.event(forged.body, forged.signature)).toThrow(EventRefused);
    expect(() => gateway.event(body.replace(account, 'acct_other'), signature)).toThrow(EventRefused);
    expect(() => gateway.event(body, '')).toThrow(EventRefused);
  });
});
