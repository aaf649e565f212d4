import { AdvancePayments, type Order } from '@halles/domain/orders';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderNotifyAdvanceProcessor } from './order-notify-advance.processor';

describe('mails about what was paid before an order is sent', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let advances: AdvancePayments;
  let notify: OrderNotifyAdvanceProcessor;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    advances = orders.services.get(AdvancePayments);
    notify = new OrderNotifyAdvanceProcessor(
      orders.world.config,
      orders.handling,
      orders.mails,
      stage.listings,
      stage.signed,
      stage.deliveries,
    );
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
    stage.transport.sent.length = 0;
  });

  const sent = async (): Promise<Order> => {
    const shop = await orders.aShop();
    const { here, work } = orders.world;
    const { id } = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    await work.write(here, ({ manager }) =>
      manager.query(
        `UPDATE customer_order SET fulfilment = 'post',
           delivery_address = '{"street":"1 rue des Halles","postalCode":"33000","city":"Bourg"}' WHERE id = $1`,
        [id],
      ),
    );
    return orders.moved(await orders.handling.get(here, id), 'accepted');
  };
  const of = ({ id: orderId, listingId, event: seen }: Order) => ({ orderId, listingId, seen });

  it('say how it stands by now, once, and nothing of what was taken back before', async () => {
    const { here } = orders.world;
    const order = await sent();
    await advances.say(here, of(order), true);
    await advances.say(here, of(order), false);
    await stage.run(notify, order.id);
    await stage.run(notify, order.id);
    expect(stage.transport.sent).toEqual([]);

    await advances.say(here, of(order), true);
    for (const _ of [1, 2]) await stage.run(notify, order.id);
    await advances.say(here, of(order), false);
    for (const _ of [1, 2]) await stage.run(notify, order.id);
    const texts = stage.transport.sent.map(({ subject }) => subject);
    expect(texts).toEqual([
      expect.stringMatching(/votre paiement est arrivé$/),
      expect.stringMatching(/votre paiement n’est pas noté$/),
    ]);
    const listed = (await orders.mails.list(here, order.id)).filter(({ about }) => about === 'advance');
    expect(listed).toHaveLength(2);
  });

  it('are of what was seen alone, in the shop of the order, and not of one that is not sent', async () => {
    const { here, there } = orders.world;
    const order = await sent();
    await expect(advances.say(there, of(order), true)).rejects.toMatchObject({ code: 'order-not-found' });
    const other = await orders.aShop();
    await expect(advances.say(here, { ...of(order), listingId: other }, true)).rejects.toMatchObject({
      code: 'order-not-found',
    });
    await expect(advances.say(here, { ...of(order), seen: 1 }, true)).rejects.toMatchObject({
      code: 'order-moved',
    });
    const collected = await orders.placed(other, anOrder(basketOf(await orders.aProduct(other))));
    await expect(advances.say(here, of(collected), true)).rejects.toMatchObject({ code: 'order-moved' });
  });
});
