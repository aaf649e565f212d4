import { PAYMENT_CHECK_ACCOUNT, PAYMENT_SETTLE } from '@halles/domain/orders';
import { promisedOf } from '@halles/testing/freshness';
import { ORDERED_AT, ordersOf, type PaidOrders, paidOrdersOf, stripeEnv } from '@halles/testing/orders';
import { FakeStripe, postStripeEvent, type SignedEvent } from '@halles/testing/stripe';
import { ConsoleStage } from '../../testing/console-stage';

describe('what the provider of payments says', () => {
  let stripe: FakeStripe;
  let stage: ConsoleStage;
  let paid: PaidOrders;

  beforeAll(async () => {
    stripe = await FakeStripe.open(() => ORDERED_AT);
    stage = await ConsoleStage.open({ env: stripeEnv(stripe) });
    paid = paidOrdersOf(await ordersOf(stage.world), stripe, { now: ORDERED_AT });
  });
  afterAll(async () => {
    await stage.close();
    await stripe.close();
  });

  /** Signed just now by the clock of the machine, which the server has. */
  const signed = (
    type: string,
    account: string,
    object: Parameters<FakeStripe['event']>[2],
    more: Parameters<FakeStripe['event']>[3] = {},
  ) => stripe.event(type, account, object, { at: new Date(), ...more });
  const post = (event: SignedEvent): Promise<number> => postStripeEvent(stage.port, event);
  /** Jobs that were promised about an order or a shop of a town. */
  const jobsOf = async (ref: string): Promise<number> => {
    const all = [
      ...(await promisedOf(stage.world, PAYMENT_SETTLE)),
      ...(await promisedOf(stage.world, PAYMENT_CHECK_ACCOUNT)),
    ];
    return all.filter((one) => one === ref).length;
  };
  async function anAuthorised() {
    const { shop, account } = await paid.aPaidShop();
    const order = await paid.toPay(shop, await paid.on.aProduct(shop));
    const payment = await paid.pay(order);
    return { shop, account, order, intent: stripe.intent(payment) };
  }
  const CAPTURABLE = 'payment_intent.amount_capturable_updated';

  it('has the order asked about once, however often it comes', async () => {
    const { account, order, intent } = await anAuthorised();
    const event = signed(CAPTURABLE, account, intent);
    expect([await post(event), await jobsOf(order.id)]).toEqual([204, 1]);
    expect([await post(event), await post(event), await jobsOf(order.id)]).toEqual([204, 204, 1]);
  });

  it('is refused where it is forged, changed or old', async () => {
    const { account, order, intent } = await anAuthorised();
    const { body, signature } = signed(CAPTURABLE, account, intent);
    const late = signed(CAPTURABLE, account, intent, { at: new Date(Date.now() - 301_000) });
    const forged = signed(CAPTURABLE, account, intent, { secret: 'whsec_guessed' });
    const changed = { body: body.replace('"livemode":false', '"livemode":true'), signature };
    for (const event of [late, forged, changed, { body, signature: '' }]) expect(await post(event)).toBe(422);
    expect(await jobsOf(order.id)).toBe(0);
  });

  it('moves nothing where a merchant writes our names on a payment of their own account', async () => {
    const { order } = await anAuthorised();
    const { account: other } = await paid.aPaidShop('both', stage.world.there);
    const { slug } = stage.world.here.tenant;
    const foreign = stripe.anIntent(other, { amount: 420, metadata: { tenant: slug, order: order.id } });
    expect([await post(signed(CAPTURABLE, other, foreign)), await jobsOf(order.id)]).toEqual([204, 0]);
    for (const metadata of [{ tenant: 'nowhere', order: order.id }, { tenant: slug, order: "'; DROP" }, {}])
      expect(await post(signed(CAPTURABLE, other, stripe.anIntent(other, { amount: 1, metadata })))).toBe(
        204,
      );
    expect((await paid.on.handling.get(stage.world.here, order.id)).state).toBe('to-pay');
  });

  it('finds the order of what a bank contests, which bears no word of ours', async () => {
    const { account, order, intent } = await anAuthorised();
    await paid.settled(order);
    const charge = intent.latest_charge;
    if (!charge) throw new Error('a payment has a charge');
    const before = await jobsOf(order.id);
    expect(await post(signed('charge.dispute.created', account, charge))).toBe(204);
    expect(await jobsOf(order.id)).toBe(before + 1);
  });

  it('has the account of a shop asked about', async () => {
    const { account } = await paid.aPaidShop();
    expect(await post(signed('account.updated', account, stripe.complete(account)))).toBe(204);
    const [row] = await paid.on.rowsOf<{ id: string }>('SELECT id FROM payment_account WHERE account = $1', [
      account,
    ]);
    expect(await jobsOf(row?.id ?? '')).toBe(1);
  });

  it('is counted for the operator, with the payments by state and what a person has to look at', async () => {
    const { account, intent } = await anAuthorised();
    const metrics = async (): Promise<string> => {
      const answer = await fetch(`http://127.0.0.1:${String(stage.port)}/metrics`);
      return answer.text();
    };
    const valueOf = (text: string, line: RegExp): number =>
      Number(
        text
          .split('\n')
          .find((one) => line.test(one))
          ?.split(' ')
          .at(-1) ?? 'NaN',
      );
    const forged = signed(CAPTURABLE, account, intent, { secret: 'whsec_guessed' });
    const before = await metrics();
    await post(forged);
    await post(signed(CAPTURABLE, account, intent));
    const after = await metrics();
    for (const outcome of ['refused', 'noted']) {
      const line = new RegExp(`^payment_events_total\\{.*outcome="${outcome}"`);
      expect([outcome, valueOf(after, line) - (valueOf(before, line) || 0)]).toEqual([outcome, 1]);
    }
    const here = `tenant="${stage.world.here.tenant.slug}"`;
    expect(valueOf(after, new RegExp(`^order_payments\\{.*${here}.*state="unpaid"`))).toBeGreaterThan(0);
    expect(valueOf(after, new RegExp(`^order_payment_mismatches\\{.*${here}.*kind="no-order"`))).toBe(0);
    expect(valueOf(after, new RegExp(`^order_payment_problems\\{.*${here}.*kind="refused"`))).toBe(0);
    expect(valueOf(after, /^order_payments\{.*tenant="autre-ville".*state="unpaid"/)).toBe(0);
  });
});

it('is no address of an installation without a provider', async () => {
  const stage = await ConsoleStage.open();
  const answer = await fetch(`http://127.0.0.1:${String(stage.port)}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  // Of the machine's own address there is nothing but health and metrics.
  expect([404, 421]).toContain(answer.status);
  await stage.close();
});
