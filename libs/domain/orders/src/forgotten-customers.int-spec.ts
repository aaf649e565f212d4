import { createHash, randomUUID } from 'node:crypto';
import { anOrder, basketOf, openOrdersWorld, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { OrderRepository } from './order.repository';

describe('orders whose customers are forgotten', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it('forget their customer whole: what is known of the mails to them too, and no digest tells whose they were', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 2 });
    const input = anOrder(basketOf(bread));
    const order = await orders.placed(shop, input);
    const { here } = orders.world;
    const digestOf = () =>
      orders.world.work.read(here, async ({ manager }) => {
        const [row] = await manager.query<{ digest: string }[]>(
          'SELECT content_digest AS digest FROM customer_order WHERE id = $1',
          [order.id],
        );
        return row?.digest;
      });
    const { kind, lines, slotFrom, name, email, phone, note } = input;
    const plain = JSON.stringify([shop, kind, lines, slotFrom, name, email, phone, note, 'fr']);
    expect(await digestOf()).not.toBe(createHash('sha256').update(plain).digest('hex'));
    const mails = () =>
      orders.world.work.read(here, ({ manager }) =>
        manager.query<unknown[]>('SELECT recipient FROM mail_delivery ORDER BY recipient'),
      );
    await orders.world.work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO mail_delivery (id, template, ref, recipient, message_id)
         SELECT gen_random_uuid(), 'order', event.id, 'Ada@Exemple.fr', gen_random_uuid()
           FROM order_event event WHERE event.order_id = $1
          UNION ALL SELECT gen_random_uuid(), 'order', gen_random_uuid(), 'other@exemple.fr', gen_random_uuid()`,
        [order.id],
      ),
    );
    expect(await mails()).toHaveLength(2);
    await orders.handling.eraseBefore(here, new Date('2100-01-01'));
    expect(await mails()).toEqual([{ recipient: 'other@exemple.fr' }]);
    expect(await digestOf()).toBe('0'.repeat(64));
  });

  it('keep a customer who leaves until they are over, and forget them then', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 9 });
    const { here } = orders.world;
    const email = 'partante@exemple.fr';
    const order = () => orders.placed(shop, anOrder(basketOf(bread), { email }));
    const [open, over] = [await order(), await orders.moved(await order(), 'refused')];
    const repository = orders.services.get(OrderRepository);
    const customer = { accountId: randomUUID(), email };
    const underWay = () => orders.world.work.read(here, (tx) => repository.countUnderWay(tx, customer));
    expect(await underWay()).toBe(1);
    await orders.world.work.write(here, (tx) => repository.forgetOrderedBy(tx, customer, ORDERED_AT));
    const namesOf = async () => [
      (await orders.handling.get(here, open.id)).customer?.email,
      (await orders.handling.get(here, over.id)).customer,
    ];
    const everyDay = () => orders.handling.eraseBefore(here, new Date('2000-01-01'));
    expect([await everyDay(), await namesOf()]).toEqual([0, [email, null]]);
    await orders.moved(await orders.handling.get(here, open.id), 'cancelled');
    expect([await everyDay(), await namesOf()]).toEqual([1, [undefined, null]]);
  });
});
