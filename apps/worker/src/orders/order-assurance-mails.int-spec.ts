import { TextDeliveries } from '@halles/domain/deliveries';
import { HOUR, MINUTE } from '@halles/kernel';
import { Mailer } from '@halles/platform/mail';
import type { JobHandler } from '@halles/platform/outbox';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld, TEN } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderRemindShopProcessor } from './order-remind-shop.processor';
import { OrderUnconfirmedProcessor } from './order-unconfirmed.processor';
import { OrderTextShopProcessor } from './order-text-shop.processor';
import { MailboxGateway, Texter } from './texter';

describe('what is sent about an order that its shop does not answer', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let processors: Record<'remind' | 'text' | 'tell', JobHandler>;

  beforeAll(async () => {
    stage = await openOrderMailsStage({ TEXT_MESSAGES: 'mailbox' });
    ({ orders } = stage);
    const { listings, deliveries, signed, shopMailer } = stage;
    const { world, assurance } = orders;
    processors = {
      remind: new OrderRemindShopProcessor(assurance, shopMailer),
      text: new OrderTextShopProcessor(
        world.config,
        assurance,
        listings,
        new Texter(stage.services.get(TextDeliveries), new MailboxGateway(stage.services.get(Mailer))),
      ),
      tell: new OrderUnconfirmedProcessor(world.config, assurance, listings, signed, deliveries),
    };
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    stage.transport.sent.length = 0;
    orders.at(ORDERED_AT);
  });

  const at = (minutes: number) => {
    orders.at(new Date(ORDERED_AT.getTime() + minutes * MINUTE));
  };
  const runTwice = (kind: keyof typeof processors, ref: string): Promise<void> =>
    stage.runTwice(processors[kind], ref);
  async function anUnansweredOrder() {
    const shop = await orders.aShop({ horizon: 30 });
    const settings = await orders.settings.find(orders.world.here, shop);
    if (!settings) throw new Error('no settings');
    await orders.settings.save(orders.world.here, shop, settings, { minutes: 10, phone: '+33612345678' });
    const input = anOrder(basketOf(await orders.aProduct(shop)), { slotFrom: TEN + 48 * HOUR });
    const order = await orders.placed(shop, input);
    for (const minutes of [10, 20, 30]) {
      at(minutes);
      await orders.assurance.run(orders.world.here);
    }
    const refs = await orders.rowsOf<{ id: string; kind: keyof typeof processors }>(
      `SELECT id, CASE WHEN phone IS NULL THEN 'remind' ELSE 'text' END AS kind FROM order_recipient WHERE order_id = $1
       UNION ALL SELECT id, 'tell' FROM order_assurance WHERE order_id = $1`,
      [order.id],
    );
    return { order, ref: (kind: string) => refs.find((one) => one.kind === kind)?.id ?? '' };
  }

  it('is a mail to the shop, a text message without a word of the customer, and one mail to the customer', async () => {
    const { order, ref } = await anUnansweredOrder();
    for (const kind of ['remind', 'text', 'tell'] as const) await runTwice(kind, ref(kind));
    expect(stage.transport.sent).toHaveLength(3);
    const [reminder, text, customer] = stage.transport.sent;
    expect(reminder?.subject).toMatch(/Commande sans réponse.*Odile Martin/);
    expect(reminder?.text).toContain('/pro/commerces/');
    expect(text?.to.address).toBe('33612345678@phone.invalid');
    expect(text?.text).not.toContain('Odile');
    expect(customer?.to.address).toBe('odile@example.org');
    expect(customer?.subject).toMatch(/n’est pas encore confirmée/);
    expect(customer?.text).toMatch(/Pas encore confirmée par le commerce/);
    expect(customer?.text).toMatch(/annulez-la/);
    // Its page tells the shop of all of them.
    const mails = await orders.mails.list(orders.world.here, order.id);
    expect(mails.filter(({ about }) => about === 'reminder').map(({ status }) => status)).toEqual([
      'sent',
      'sent',
    ]);
    expect(mails.filter(({ about }) => about === 'unconfirmed')).toHaveLength(1);
  });

  it('is nothing once the order was answered, and no text message while the shop is closed', async () => {
    const { order, ref } = await anUnansweredOrder();
    // Half past one: closed over noon.
    at(6 * 60 + 30);
    await runTwice('text', ref('text'));
    expect(stage.transport.sent).toEqual([]);
    at(40);
    await orders.moved(order, 'accepted');
    for (const kind of ['remind', 'text', 'tell'] as const) await runTwice(kind, ref(kind));
    expect(stage.transport.sent).toEqual([]);
  });
});
