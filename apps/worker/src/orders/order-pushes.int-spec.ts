import { createECDH, randomBytes } from 'node:crypto';
import { PushService, NotificationsModule } from '@halles/domain/notifications';
import { type Order, OrderBrowsers, OrderBrowsersModule } from '@halles/domain/orders';
import { systemClock } from '@halles/kernel';
import { PushSender, type PushSubscription } from '@halles/platform/push';
import { anAccount, servicesOf } from '@halles/testing';
import { anOrder, basketOf, moveOf, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderPushCustomerProcessor } from './order-push-customer.processor';
import { OrderPushShopProcessor } from './order-push-shop.processor';

/** What a browser would hand over. */
function aBrowser(name: string): PushSubscription {
  const keys = createECDH('prime256v1');
  return {
    endpoint: `https://push.example/${name}`,
    p256dh: keys.generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
}

describe('notifications in browsers about orders', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let browsers: OrderBrowsers;
  let customer: OrderPushCustomerProcessor;
  let shop: OrderPushShopProcessor;
  let pushes: PushService;
  let status = 201;
  const asked: string[] = [];

  beforeAll(async () => {
    stage = await openOrderMailsStage({ PUSH_SERVICES: 'push.example' });
    ({ orders } = stage);
    const { world, handling } = orders;
    const sender = new PushSender(world.config, systemClock, ({ endpoint }) => {
      asked.push(endpoint);
      return Promise.resolve({ status });
    });
    const services = await servicesOf(
      world,
      [NotificationsModule, OrderBrowsersModule],
      [{ provide: PushSender, useValue: sender }],
    );
    browsers = services.get(OrderBrowsers);
    pushes = services.get(PushService);
    customer = new OrderPushCustomerProcessor(handling, stage.listings, browsers);
    shop = new OrderPushShopProcessor(handling, pushes);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    status = 201;
    asked.length = 0;
    await orders.world.installation.platform().query(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%'`);
  });

  const promised = async (kind: string): Promise<string[]> => {
    const rows = await orders.world.installation
      .platform()
      .query<{ ref: string }>('SELECT ref FROM platform.outbox WHERE kind = $1 ORDER BY id', [kind]);
    return rows.map(({ ref }) => ref);
  };
  const ordered = async (): Promise<Order> => {
    const listing = await orders.aShop();
    return orders.placed(listing, anOrder(basketOf(await orders.aProduct(listing))));
  };
  const stored = ({ id }: Order) =>
    orders.rowsOf<{ endpoint: string }>('SELECT endpoint FROM order_browser WHERE order_id = $1', [id]);

  it('go to the browsers that asked for it, at each step, and to no others', async () => {
    const order = await ordered();
    await orders.moved(order, 'accepted');
    expect(await promised('order.push-customer')).toEqual([]);
    await browsers.subscribe(orders.world.here, order.id, aBrowser('one'));
    await orders.moved(await orders.handling.get(orders.world.here, order.id), 'ready');
    const refs = await promised('order.push-customer');
    expect(refs).toHaveLength(1);
    await stage.run(customer, refs[0] ?? '');
    expect(asked).toEqual(['https://push.example/one']);
  });

  it.each([404, 410])('forget a browser whose service says %s', async (gone) => {
    const order = await ordered();
    await browsers.subscribe(orders.world.here, order.id, aBrowser('left'));
    await orders.moved(order, 'accepted');
    status = gone;
    await stage.run(customer, (await promised('order.push-customer'))[0] ?? '');
    expect(await stored(order)).toEqual([]);
  });

  it('are tried again while the service cannot, and given up after a while', async () => {
    const order = await ordered();
    await browsers.subscribe(orders.world.here, order.id, aBrowser('busy'));
    await orders.moved(order, 'accepted');
    status = 500;
    const ref = (await promised('order.push-customer'))[0] ?? '';
    const job = { ctx: orders.world.here, outboxId: ref, ref };
    await expect(customer.run({ ...job, failures: 0 })).rejects.toThrow('500');
    await customer.run({ ...job, failures: 3 });
    expect(await stored(order)).toHaveLength(1);
  });

  it('go to five browsers of an order at most, to services that are known, and to none once it is over', async () => {
    const order = await ordered();
    const { here, there } = orders.world;
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) => browsers.subscribe(here, order.id, aBrowser(String(at)))),
    );
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(5);
    for (const endpoint of ['https://169.254.169.254/x', 'http://push.example/x', 'https://evil.test/x'])
      await expect(browsers.subscribe(here, order.id, { ...aBrowser('x'), endpoint })).rejects.toThrow();
    await expect(browsers.subscribe(there, order.id, aBrowser('there'))).rejects.toMatchObject({
      code: 'order-not-found',
    });
    const refused = await orders.moved(order, 'refused');
    await expect(browsers.subscribe(here, refused.id, aBrowser('late'))).rejects.toMatchObject({
      code: 'order-not-found',
    });
  });

  it('leave with whoever turned them on, and are forgotten with the customer', async () => {
    const order = await ordered();
    const { here } = orders.world;
    await browsers.subscribe(here, order.id, aBrowser('a'));
    await browsers.subscribe(here, order.id, aBrowser('b'));
    await browsers.unsubscribe(here, order.id, 'https://push.example/a');
    expect(await stored(order)).toEqual([{ endpoint: 'https://push.example/b' }]);
    await orders.handling.eraseBefore(here, new Date('2027-06-01T00:00:00Z'));
    expect(await stored(order)).toEqual([]);
  });

  it('ring on the devices of the shop for an order that came, as long as it waits', async () => {
    const { here } = orders.world;
    const listing = await orders.aShop();
    const { id } = await anAccount(orders.world, here, {
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    await pushes.subscribe(here, id, aBrowser('counter'), new Date());
    const order = await orders.placed(listing, anOrder(basketOf(await orders.aProduct(listing))));
    const refs = await promised('order.push-shop');
    expect(refs).toHaveLength(1);
    await stage.run(shop, refs[0] ?? '');
    expect(asked).toEqual(['https://push.example/counter']);
    await orders.handling.move(here, moveOf(order), 'accepted');
    await stage.run(shop, refs[0] ?? '');
    expect(asked).toHaveLength(1);
  });
});
