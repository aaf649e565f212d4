import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { ListingService, ListingsModule } from '@halles/domain/listings';
import { OrderAmendments, SaleTermsService } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { LetterPrinter, LettersModule } from '@halles/platform/letters';
import { MemoryTransport } from '@halles/platform/mail';
import type { JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { mailerTo } from '@halles/testing/mails';
import { anAccount, servicesOf } from '@halles/testing';
import { anOrder, basketOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { v7 as uuid } from 'uuid';
import { OrderNotifyAmendmentProcessor } from './order-notify-amendment.processor';
import { OrderNotifyCustomerProcessor } from './order-notify-customer.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

describe('what is mailed when an order is answered by a link, or in part', () => {
  const transport = new MemoryTransport();
  let orders: OrdersWorld;
  let amendments: OrderAmendments;
  let processors: Record<'shop' | 'customer' | 'amendment', JobHandler>;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    const { world, handling, mails } = orders;
    const services = await servicesOf(
      world,
      [DeliveriesModule, LettersModule, ListingsModule],
      [mailerTo(transport, world)],
    );
    const [listings, deliveries] = [services.get(ListingService), services.get(DeliveryService)];
    const { config } = world;
    const links = new SignedLinks(config.masterKey);
    amendments = orders.services.get(OrderAmendments);
    processors = {
      shop: new OrderNotifyShopProcessor(config, handling, listings, links, deliveries),
      amendment: new OrderNotifyAmendmentProcessor(config, handling, listings, links, deliveries),
      customer: new OrderNotifyCustomerProcessor(
        config,
        handling,
        listings,
        links,
        deliveries,
        mails,
        amendments,
        orders.services.get(SaleTermsService),
        services.get(LetterPrinter),
        orders.services.get(Clock),
      ),
    };
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  /** Runs a job as the worker does: a second time after a process died. */
  async function runTwice(kind: keyof typeof processors, ref: string): Promise<void> {
    const outboxId = uuid();
    for (let time = 0; time < 2; time += 1)
      await processors[kind].run({ ctx: orders.world.here, outboxId, ref, failures: 0 });
  }
  const refOf = async (sql: string, order: string): Promise<string> =>
    (await orders.rowsOf<{ id: string }>(sql, [order]))[0]?.id ?? '';
  const recipientOf = (order: string) =>
    refOf('SELECT id FROM order_recipient WHERE order_id = $1 LIMIT 1', order);
  const lastStepOf = (order: string) =>
    refOf('SELECT id FROM order_event WHERE order_id = $1 ORDER BY event DESC LIMIT 1', order);

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
    const [mail] = transport.sent;
    expect(transport.sent).toHaveLength(1);
    expect(mail?.text).toMatch(/Accepter\u00a0: \S+\/repondre\/\S+\n/);
    expect(mail?.text).toMatch(/Refuser\u00a0: \S+\/repondre\/\S+\?choix=refuser\n/);
    expect(mail?.html).toMatch(/href="[^"]+\/repondre\/[^"]+choix[^"]+refuser"/);
  });

  it('the customer is asked with what they would receive, and confirmed with what they agreed to', async () => {
    const { order, seen } = await proposed();
    const asked = await lastStepOf(order.id);
    await runTwice('customer', asked);
    const [question] = transport.sent;
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
    expect(transport.sent).toHaveLength(3);
    const [, confirmation, answer] = transport.sent;
    expect(confirmation?.text).toContain('Total\u00a0: 8,40\u00a0€');
    expect(confirmation?.attachments).toHaveLength(1);
    expect(answer?.subject).toMatch(/^Proposition acceptée/);
    expect(answer?.text).toContain('2 × Pain de campagne');
  });

  it('the customer hears that a proposal was taken back, without a word of a code that they never had', async () => {
    const { order, accountId, seen } = await proposed();
    await runTwice('customer', await lastStepOf(order.id));
    await amendments.drop(orders.world.here, { ...seen, accountId });
    await runTwice('customer', await lastStepOf(order.id));
    expect(transport.sent).toHaveLength(2);
    const taken = transport.sent.at(-1);
    expect(taken?.subject).toMatch(/^Votre demande .* : la proposition est retirée$/);
    expect(taken?.text).toContain('Notre message précédent ne vaut plus');
    expect(taken?.text).not.toMatch(/Code de retrait|le code/);
  });

  it('the shop hears of a no, and of nothing that something else came of', async () => {
    const { order, seen } = await proposed();
    await amendments.decline(orders.world.here, seen);
    await runTwice('amendment', await recipientOf(order.id));
    expect(transport.sent.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Proposition refusée/),
    ]);
    await runTwice('customer', await lastStepOf(order.id));
    await orders.moved(await orders.handling.get(orders.world.here, order.id), 'accepted');
    await runTwice('amendment', await recipientOf(order.id));
    expect(transport.sent).toHaveLength(1);
  });
});
