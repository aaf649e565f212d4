import { randomUUID } from 'node:crypto';
import { listAnswerSchema, pickupRulesSchema, shoppingListInputSchema } from '@halles/contracts';
import { ListAnswers, type Order, OrderAmendments, ShoppingLists } from '@halles/domain/orders';
import { HOUR } from '@halles/kernel';
import type { JobHandler } from '@halles/platform/outbox';
import { anAccount } from '@halles/testing';
import { ORDERED_AT, type OrdersWorld, TEN } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderNotifyCancellationProcessor } from './order-notify-cancellation.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';

describe('what is mailed of a list', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let processors: Record<'shop' | 'customer' | 'cancellation', JobHandler>;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    const { handling } = orders;
    processors = {
      shop: new OrderNotifyShopProcessor(handling, stage.shopMailer),
      cancellation: new OrderNotifyCancellationProcessor(handling, stage.shopMailer),
      customer: stage.customerNotifier,
    };
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
    stage.transport.sent.length = 0;
  });

  const now = (id: string): Promise<Order> => orders.handling.get(orders.world.here, id);
  /** The text of the one mail that a job sends, however often it runs. */
  async function mailOf(
    kind: keyof typeof processors,
    order: string,
  ): Promise<{ subject: string; text: string }> {
    const sql =
      kind === 'customer'
        ? 'SELECT id FROM order_event WHERE order_id = $1 ORDER BY event DESC LIMIT 1'
        : 'SELECT id FROM order_recipient WHERE order_id = $1 LIMIT 1';
    stage.transport.sent.length = 0;
    await stage.runTwice(processors[kind], await stage.refOf(sql, order));
    expect(stage.transport.sent).toHaveLength(1);
    const [{ subject = '', text = '' } = {}] = stage.transport.sent as { subject?: string; text?: string }[];
    return { subject, text };
  }

  async function sent() {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const { id: accountId } = await anAccount(orders.world, here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const pickup = pickupRulesSchema.parse({ notice: 60 });
    const settings = { isOpen: true, kind: 'order', pausedUntil: null, takesLists: true, pickup } as const;
    await orders.settings.save(here, shop, settings);
    const input = shoppingListInputSchema.parse({
      ...{ idempotencyKey: randomUUID(), kind: 'order', text: 'des pommes\n<b>du pain</b>', slotFrom: TEN },
      ...{ name: 'Odile Martin', email: 'odile@example.org', phone: null, note: 'Merci' },
    });
    const { id } = await orders.services.get(ShoppingLists).send(here, shop, input, null, { locale: 'fr' });
    return { shop, accountId, order: await now(id) };
  }
  async function answered() {
    const made = await sent();
    const { id: orderId, listingId, event: seen } = made.order;
    const line = {
      name: 'Pommes, 1 kg',
      quantity: 2,
      unitCents: 350,
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    await orders.services.get(ListAnswers).answer(orders.world.here, {
      ...{ orderId, listingId, seen, accountId: made.accountId, hours: 1 },
      ...listAnswerSchema.parse({
        lines: [{ ...line, minimumAge: null }],
        slotFrom: TEN + HOUR,
        message: 'Bien mûres',
      }),
    });
    return { ...made, order: await now(orderId) };
  }

  it('asks its shop for prices, and says to its customer that nothing is owed', async () => {
    const { order } = await sent();
    const toShop = await mailOf('shop', order.id);
    for (const said of ['> des pommes', 'Rien n’est encore commandé', '/reponse', '/repondre/', '> Merci'])
      expect(toShop.text).toContain(said);
    expect(toShop.text).not.toContain('Total');
    const toCustomer = await mailOf('customer', order.id);
    expect(toCustomer.subject).toContain('Votre liste 2026-');
    expect(toCustomer.text).toContain('rien n’est dû');
    // Whoever sends a list for another's address says nothing in it, and there is no total yet.
    for (const word of ['pommes', 'Total', 'Odile', 'payez']) expect(toCustomer.text).not.toContain(word);
  });

  it('gives its customer the answer with everything that they would agree to, and then the contract', async () => {
    const { order } = await answered();
    const { text } = await mailOf('customer', order.id);
    for (const said of [
      ...[
        '2 × Pommes, 1 kg\u00a0: 7,00\u00a0€',
        'TVA (5,5\u00a0%)',
        'Bien mûres',
        '/proposition',
        '11\u00a0h',
      ],
      ...['Vous payez au commerce', 'sans réponse, votre demande prend fin'],
    ])
      expect(text).toContain(said);
    const seen = { orderId: order.id, listingId: order.listingId, seen: order.event };
    await orders.services.get(OrderAmendments).agree(orders.world.here, seen);
    const agreed = await mailOf('customer', order.id);
    expect(agreed.text).toContain('7,00\u00a0€');
    expect(stage.transport.sent[0]?.attachments.map(({ contentType }) => contentType)).toEqual([
      'application/pdf',
      'text/calendar',
    ]);
  });

  it('tells both where nobody agreed in time', async () => {
    const { order } = await answered();
    orders.at(new Date(ORDERED_AT.getTime() + HOUR));
    await orders.services.get(OrderAmendments).lapse(orders.world.here);
    expect((await mailOf('customer', order.id)).text).toContain('Vous n’avez pas répondu au prix proposé');
    const toShop = await mailOf('cancellation', order.id);
    expect([toShop.subject.includes('Liste sans accord'), toShop.text.includes('Total')]).toEqual([
      true,
      false,
    ]);
  });
});
