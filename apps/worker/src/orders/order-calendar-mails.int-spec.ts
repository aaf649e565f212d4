import type { Order, OrderState } from '@halles/domain/orders';
import { anOrder, basketOf, moveOf, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';

const LAST_STEP = 'SELECT id FROM order_event WHERE order_id = $1 ORDER BY event DESC LIMIT 1';

describe('the time of an order, in the mails to its customer', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
    stage.transport.sent.length = 0;
  });

  const placed = async (more: object = {}): Promise<Order> => {
    const shop = await orders.aShop();
    return orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop)), more));
  };
  const now = (id: string): Promise<Order> => orders.handling.get(orders.world.here, id);

  /** The mail of the last step, and the lines of the calendar that comes with it; null where none does. */
  async function mailed(
    order: string,
  ): Promise<{ text: string; html: string; calendar: readonly string[] | null }> {
    stage.transport.sent.length = 0;
    await stage.runTwice(stage.customerNotifier, await stage.refOf(LAST_STEP, order));
    expect(stage.transport.sent).toHaveLength(1);
    const [mail] = stage.transport.sent;
    const file = mail?.attachments.find(({ contentType }) => contentType === 'text/calendar');
    const text = file?.content.toString('utf8').replaceAll('\r\n ', '');
    return { text: mail?.text ?? '', html: mail?.html ?? '', calendar: text?.split('\r\n') ?? null };
  }
  const lineOf = (calendar: readonly string[] | null, name: string): string | undefined =>
    calendar?.findLast((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));
  const to = async (order: Order, state: OrderState) => {
    await orders.moved(await now(order.id), state);
    return mailed(order.id);
  };

  it('goes along once it is confirmed, and each later one replaces the one before, down to its cancellation', async () => {
    const order = await placed();
    expect((await mailed(order.id)).calendar).toBeNull();
    const accepted = await to(order, 'accepted');
    expect(accepted.text).toMatch(/Itinéraire\u00a0: \S+\/commande\/\S+#directions\n/);
    expect(accepted.html).toMatch(/href="[^"]+#directions"/);
    await orders.handling.delay(orders.world.here, moveOf(await now(order.id)), 20);
    const mails = [
      accepted,
      await mailed(order.id),
      await to(order, 'ready'),
      (await to(order, 'accepted')) && (await to(order, 'cancelled')),
    ];
    expect(mails.map(({ calendar }) => lineOf(calendar, 'STATUS'))).toEqual([
      'STATUS:CONFIRMED',
      'STATUS:CONFIRMED',
      'STATUS:CONFIRMED',
      'STATUS:CANCELLED',
    ]);
    expect(mails.map(({ calendar }) => lineOf(calendar, 'DTSTART'))).toEqual([
      'DTSTART;TZID=Europe/Paris:20261201T100000',
      ...Array.from({ length: 3 }, () => 'DTSTART;TZID=Europe/Paris:20261201T102000'),
    ]);
    expect(new Set(mails.map(({ calendar }) => lineOf(calendar, 'UID'))).size).toBe(1);
    expect(lineOf(accepted.calendar, 'UID')).toContain(order.id);
    const numbers = mails.map(({ calendar }) => Number(lineOf(calendar, 'SEQUENCE')?.split(':')[1]));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(new Set(numbers).size).toBe(4);
    expect(mails.at(-1)?.text).not.toContain('#directions');
  });

  it('is not spoken of once its shop takes the confirmation back, which the subject says', async () => {
    const order = await placed();
    expect((await to(order, 'accepted')).text).toContain('pour votre agenda');
    expect((await to(order, 'received')).text).not.toContain('pour votre agenda');
    expect(stage.transport.sent[0]?.subject).toMatch(
      /^Votre demande 2026-\d{4} attend de nouveau une réponse$/,
    );
  });

  it('comes again once its shop restores it, with the code, the total and the terms', async () => {
    const order = await placed();
    await to(order, 'accepted');
    expect(lineOf((await to(order, 'cancelled')).calendar, 'STATUS')).toBe('STATUS:CANCELLED');
    const { calendar, text } = await to(order, 'accepted');
    const [mail] = stage.transport.sent;
    expect(mail?.subject).toMatch(/^Votre commande est rétablie\s: mardi 1er décembre/);
    for (const words of ['Oubliez notre message précédent', order.code, 'Total', 'pour votre agenda'])
      expect(text).toContain(words);
    expect(text).not.toContain('C’est confirmé');
    expect(lineOf(calendar, 'STATUS')).toBe('STATUS:CONFIRMED');
    expect(mail?.attachments.map(({ contentType }) => contentType)).toContain('application/pdf');
    const mails = await orders.mails.list(orders.world.here, order.id);
    expect(mails.filter((one) => one.to === 'customer').map(({ about }) => about)).toEqual([
      'accepted',
      'cancelled',
      'restored',
    ]);
    await orders.mails.sendAgain(orders.world.here, moveOf(await now(order.id)));
  });

  it('is taken back from no calendar that it never went to', async () => {
    expect((await to(await placed(), 'refused')).calendar).toBeNull();
  });

  it('says where it is delivered once its shop accepted it, and what was noted to a proven address alone', async () => {
    const order = await placed({ note: 'Sonnez deux fois' });
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `UPDATE customer_order SET fulfilment = 'delivery',
                delivery_address = '{"street": "12 rue des Halles", "postalCode": "26000", "city": "Valence"}'
          WHERE id = $1`,
        [order.id],
      ),
    );
    const ofCustomer = /12 rue des Halles|Sonnez/;
    expect((await mailed(order.id)).text).not.toMatch(ofCustomer);
    const { calendar, text, html } = await to(order, 'accepted');
    expect(lineOf(calendar, 'STATUS')).toBe('STATUS:CONFIRMED');
    expect(calendar?.join('')).not.toMatch(ofCustomer);
    expect(text).toContain('Adresse de livraison\u00a0: 12 rue des Halles, 26000 Valence');
    expect(`${text}${html}`).not.toContain('Sonnez');
    // The shop of these tests publishes an address: answers go there.
    expect(stage.transport.sent[0]?.replyTo).toEqual({ name: '', address: 'boutique@example.org' });
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `WITH account AS (INSERT INTO account (id, email, name, locale, verified_at, created_at)
                          VALUES (gen_random_uuid(), 'odile@example.org', 'Odile', 'fr', now(), now()) RETURNING id)
         UPDATE customer_order SET account_id = account.id FROM account WHERE customer_order.id = $1`,
        [order.id],
      ),
    );
    expect((await mailed(order.id)).text).toContain('Votre remarque\u00a0: Sonnez deux fois');
  });
});
