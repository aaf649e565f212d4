import { Bounces } from '@halles/domain/deliveries';
import { anOrder, basketOf, type OrdersWorld, ORDERED_AT } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

const WEEK = 7 * 24 * 3_600_000;

describe('order mails that come back from a shop', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let processor: OrderNotifyShopProcessor;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    processor = new OrderNotifyShopProcessor(orders.handling, stage.shopMailer);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    stage.transport.sent.length = 0;
    orders.at(ORDERED_AT);
  });

  const recipientOf = async (orderId: string): Promise<string> => {
    const rows = await orders.rowsOf<{ id: string }>('SELECT id FROM order_recipient WHERE order_id = $1', [
      orderId,
    ]);
    return rows[0]?.id ?? '';
  };
  const deliveryOf = async (ref: string): Promise<string> => {
    const rows = await orders.rowsOf<{ id: string }>('SELECT id FROM mail_delivery WHERE ref = $1', [ref]);
    return rows[0]?.id ?? '';
  };
  async function mailed(shop: number) {
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    const recipient = await recipientOf(order.id);
    await stage.run(processor, recipient);
    return { order, recipient };
  }

  it('are noted with why on the page of the order, stop the next ones, and are told of on the home', async () => {
    const { here, there } = orders.world;
    const shop = await orders.aShop();
    const { order, recipient } = await mailed(shop);
    const bounces = stage.services.get(Bounces);
    const delivery = await deliveryOf(recipient);
    expect(await bounces.note(there, delivery, 'unknown')).toBe(false);
    expect(await bounces.note(here, delivery, 'unknown')).toBe(true);
    expect(await bounces.note(here, delivery, 'policy')).toBe(false);
    const [mail] = await orders.mails.list(here, order.id);
    expect(mail).toMatchObject({ to: 'shop', status: 'bounced', bounce: 'unknown' });

    await mailed(shop);
    expect(stage.transport.sent).toHaveLength(1);
    const now = new Date();
    const [bounced] = await orders.mails.listBounced(here, [shop], now);
    expect(bounced).toMatchObject({ listingId: shop, addresses: [mail?.address] });
    expect(await orders.mails.listBounced(there, [shop], now)).toEqual([]);
    expect(await orders.mails.listBounced(here, [shop], new Date(now.getTime() + WEEK + 60_000))).toEqual([]);
  });

  it('do not stop the next ones where the mailbox is full', async () => {
    const shop = await orders.aShop();
    const { recipient } = await mailed(shop);
    await stage.services.get(Bounces).note(orders.world.here, await deliveryOf(recipient), 'full');
    await mailed(shop);
    expect(stage.transport.sent).toHaveLength(2);
    expect(await orders.mails.listBounced(orders.world.here, [shop], new Date())).toEqual([]);
  });
});
