import { OrderContacts } from '@halles/domain/orders';
import type { JobHandler } from '@halles/platform/outbox';
import { anOrder, basketOf, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderConfirmContactProcessor } from './order-confirm-contact.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

const LABO = 'labo@example.org';

describe('what goes to a further address of a shop', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let contacts: OrderContacts;
  let confirm: JobHandler;
  let notify: JobHandler;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    contacts = orders.services.get(OrderContacts);
    const { listings, deliveries, shopMailer } = stage;
    confirm = new OrderConfirmContactProcessor(orders.world.config, contacts, listings, deliveries);
    notify = new OrderNotifyShopProcessor(orders.handling, shopMailer);
  });
  afterAll(() => orders.world.close());

  it('is a question without a word of any order, and then orders that say why they come and where that ends', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    await contacts.add(here, shop, LABO, 'fr');
    const [{ id = '' } = {}] = await contacts.list(here, shop);
    await stage.run(confirm, id);
    const [question] = stage.transport.sent;
    expect(question?.to.address).toBe(LABO);
    const link = contacts.token(here, id);
    expect(question?.text).toContain(`/commandes-adresse/${link}`);
    await contacts.prove(here, id);
    await stage.run(confirm, id);
    expect(stage.transport.sent).toHaveLength(1);

    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    const [recipient] = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1 AND contact_id IS NOT NULL',
      [order.id],
    );
    await stage.run(notify, recipient?.id ?? '');
    const mail = stage.transport.sent.at(-1);
    expect([mail?.to.address, mail?.unsubscribeUrl?.endsWith(`${link}/arreter`)]).toEqual([LABO, true]);
    expect(mail?.text).toMatch(/votre adresse est l’une de celles qui reçoivent les commandes/);
    expect(mail?.text).toContain(`Ne plus recevoir les commandes à cette adresse`);
    await contacts.remove(here, shop, id);
    await stage.run(notify, recipient?.id ?? '');
    expect(stage.transport.sent).toHaveLength(2);
  });
});
