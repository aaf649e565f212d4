import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { ListingService, ListingsModule } from '@halles/domain/listings';
import { OrderContacts } from '@halles/domain/orders';
import { MemoryTransport } from '@halles/platform/mail';
import type { JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { anOrder, basketOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { v7 as uuid } from 'uuid';
import { OrderConfirmContactProcessor } from './order-confirm-contact.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

const LABO = 'labo@example.org';

describe('what goes to a further address of a shop', () => {
  const transport = new MemoryTransport();
  let orders: OrdersWorld;
  let contacts: OrderContacts;
  let confirm: JobHandler;
  let notify: JobHandler;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    const { world, handling } = orders;
    const services = await servicesOf(
      world,
      [DeliveriesModule, ListingsModule],
      [mailerTo(transport, world)],
    );
    const [listings, deliveries] = [services.get(ListingService), services.get(DeliveryService)];
    contacts = orders.services.get(OrderContacts);
    confirm = new OrderConfirmContactProcessor(world.config, contacts, listings, deliveries);
    const links = new SignedLinks(world.config.masterKey);
    notify = new OrderNotifyShopProcessor(world.config, handling, listings, links, deliveries);
  });
  afterAll(() => orders.world.close());

  const run = (handler: JobHandler, ref: string) =>
    handler.run({ ctx: orders.world.here, outboxId: uuid(), ref, failures: 0 });

  it('is a question without a word of any order, and then orders that say why they come and where that ends', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    await contacts.add(here, shop, LABO, 'fr');
    const [{ id = '' } = {}] = await contacts.list(here, shop);
    await run(confirm, id);
    const [question] = transport.sent;
    expect(question?.to.address).toBe(LABO);
    const link = contacts.token(here, id);
    expect(question?.text).toContain(`/commandes-adresse/${link}`);
    await contacts.prove(here, id);
    await run(confirm, id);
    expect(transport.sent).toHaveLength(1);

    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    const [recipient] = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1 AND contact_id IS NOT NULL',
      [order.id],
    );
    await run(notify, recipient?.id ?? '');
    const mail = transport.sent.at(-1);
    expect([mail?.to.address, mail?.unsubscribeUrl?.endsWith(`${link}/arreter`)]).toEqual([LABO, true]);
    expect(mail?.text).toMatch(/votre adresse est l’une de celles qui reçoivent les commandes/);
    expect(mail?.text).toContain(`Ne plus recevoir les commandes à cette adresse`);
    await contacts.remove(here, shop, id);
    await run(notify, recipient?.id ?? '');
    expect(transport.sent).toHaveLength(2);
  });
});
