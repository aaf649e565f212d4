import { OrderAmendments } from '@halles/domain/orders';
import type { JobHandler } from '@halles/platform/outbox';
import { anAccount } from '@halles/testing';
import { anOrder, basketOf, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderNotifyAmendmentProcessor } from './order-notify-amendment.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

describe('what is mailed when an order is answered by a link, or in part', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let amendments: OrderAmendments;
  let processors: Record<'shop' | 'customer' | 'amendment', JobHandler>;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    const { shopMailer } = stage;
    const { handling } = orders;
    amendments = orders.services.get(OrderAmendments);
    processors = {
      shop: new OrderNotifyShopProcessor(handling, shopMailer),
      amendment: new OrderNotifyAmendmentProcessor(handling, shopMailer),
      customer: stage.customerNotifier,
    };
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    stage.transport.sent.length = 0;
  });

  const runTwice = (kind: keyof typeof processors, ref: string): Promise<void> =>
    stage.runTwice(processors[kind], ref);
  const recipientOf = (order: string) =>
    stage.refOf('SELECT id FROM order_recipient WHERE order_id = $1 LIMIT 1', order);
  const lastStepOf = (order: string) =>
    stage.refOf('SELECT id FROM order_event WHERE order_id = $1 ORDER BY event DESC LIMIT 1', order);

  async function proposed() {
    const shop = await orders.aShop();
    const loaf = await orders.aProduct(shop, { stock: 10 });
    const [line] = basketOf(loaf);
    const order = await orders.placed(shop, anOrder([{ ...line, quantity: 3 }]));
    const { id: accountId } = await anAccount(orders.world, orders.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const seen = { orderId: order.id, listingId: shop, seen: order.event };
    const changes = [{ position: 1, quantity: 2, substitute: null }];
    await amendments.propose(orders.world.here, { ...seen, accountId, changes, hours: 2 });
    return { order, accountId, seen: { ...seen, seen: order.event + 1 } };
  }

  it('the mail of the shop accepts and refuses by links of its recipient', async () => {
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    await runTwice('shop', await recipientOf(order.id));
    const [mail] = stage.transport.sent;
    expect(stage.transport.sent).toHaveLength(1);
    expect(mail?.text).toMatch(/Accepter\u00a0: \S+\/repondre\/\S+\n/);
    expect(mail?.text).toMatch(/Refuser\u00a0: \S+\/repondre\/\S+\?choix=refuser\n/);
    expect(mail?.html).toMatch(/href="[^"]+\/repondre\/[^"]+choix[^"]+refuser"/);
  });

  it('the customer is asked with what they would receive, and confirmed with what they agreed to', async () => {
    const { order, seen } = await proposed();
    const asked = await lastStepOf(order.id);
    await runTwice('customer', asked);
    const [question] = stage.transport.sent;
    expect(question?.to.address).toBe('odile@example.org');
    for (const said of [
      'Ce qui change\nPain de campagne : 2 au lieu de 3',
      '2 × Pain de campagne\u00a0: 8,40\u00a0€',
      'Total commandé\u00a0: 12,60\u00a0€',
      '/proposition',
    ])
      expect(question?.text).toContain(said);
    await amendments.agree(orders.world.here, seen);
    await runTwice('customer', await lastStepOf(order.id));
    await runTwice('amendment', await recipientOf(order.id));
    // Asked too late: it was answered.
    await runTwice('customer', asked);
    expect(stage.transport.sent).toHaveLength(3);
    const [, confirmation, answer] = stage.transport.sent;
    expect(confirmation?.text).toContain('Total\u00a0: 8,40\u00a0€');
    expect(confirmation?.attachments.map(({ contentType }) => contentType)).toEqual([
      'application/pdf',
      'text/calendar',
    ]);
    expect(answer?.subject).toMatch(/^Proposition acceptée/);
    expect(answer?.text).toContain('2 × Pain de campagne');
  });

  it('the customer hears that a proposal was taken back, without a word of a code that they never had', async () => {
    const { order, accountId, seen } = await proposed();
    await runTwice('customer', await lastStepOf(order.id));
    await amendments.drop(orders.world.here, { ...seen, accountId });
    await runTwice('customer', await lastStepOf(order.id));
    expect(stage.transport.sent).toHaveLength(2);
    const taken = stage.transport.sent.at(-1);
    expect(taken?.subject).toMatch(/^Votre demande .* : la proposition est retirée$/);
    expect(taken?.text).toContain('Notre message précédent ne vaut plus');
    expect(taken?.text).not.toMatch(/Code de retrait|le code/);
  });

  it('the shop hears of a no, and of nothing that something else came of', async () => {
    const { order, seen } = await proposed();
    await amendments.decline(orders.world.here, seen);
    await runTwice('amendment', await recipientOf(order.id));
    expect(stage.transport.sent.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Proposition refusée/),
    ]);
    await runTwice('customer', await lastStepOf(order.id));
    await orders.moved(await orders.handling.get(orders.world.here, order.id), 'accepted');
    await runTwice('amendment', await recipientOf(order.id));
    expect(stage.transport.sent).toHaveLength(1);
  });

  it('a weight is asked about, and its shop hears the answer', async () => {
    const shop = await orders.aShop();
    const weighing = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
    const beef = await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing });
    const line = { productId: beef, quantity: 1, unitCents: 2_490, weight: { by: 'weight', grams: 350 } };
    const order = await orders.moved(await orders.placed(shop, anOrder([line])), 'accepted');
    const { id: accountId } = await anAccount(orders.world, orders.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const seen = { orderId: order.id, listingId: shop, seen: order.event };
    const weights = new Map([[1, 402]]);
    const { here } = orders.world;
    await amendments.proposeWeights(here, { ...seen, accountId, weights, keepsAgreedPrice: true, hours: 2 });
    await runTwice('customer', await lastStepOf(order.id));
    const [question] = stage.transport.sent;
    for (const words of ['vous payez le maximum convenu', 'pesé 402 g, 10,01 €', '/proposition'])
      expect(question?.text).toContain(words);
    expect(question?.text).not.toContain('n’est pas confirmée');
    await amendments.decline(here, { ...seen, seen: order.event + 1 });
    await runTwice('customer', await lastStepOf(order.id));
    await runTwice('amendment', await recipientOf(order.id));
    expect(stage.transport.sent).toHaveLength(3);
    expect(stage.transport.sent.at(-1)?.subject).toContain('Nouveau prix refusé');
    expect(stage.transport.sent.at(-1)?.text).toContain('9,59\u00a0€');
  });
});
