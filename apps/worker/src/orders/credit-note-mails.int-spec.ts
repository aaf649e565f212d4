import { CreditNotes, OrderDocuments, OrderReturns } from '@halles/domain/orders';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderSendCreditNoteProcessor } from './order-send-credit-note.processor';

describe('the mail that brings a credit note', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let send: OrderSendCreditNoteProcessor;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    send = new OrderSendCreditNoteProcessor(
      orders.world.config,
      orders.services.get(CreditNotes),
      orders.services.get(OrderDocuments),
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

  async function givenBack(more: object = {}): Promise<{ readonly note: string; readonly order: string }> {
    const shop = await orders.aShop();
    const placed = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop)), more));
    await orders.moved(placed, 'accepted', 'collected');
    const input = { orderId: placed.id, listingId: shop, positions: [1] };
    await orders.services.get(OrderReturns).giveBack(orders.world.here, input);
    const [note] = await orders.services.get(CreditNotes).list(orders.world.here, placed.id);
    return { note: note?.id ?? '', order: placed.id };
  }

  it('has its number, its lines and its PDF, a link to its page, and no word of who ordered', async () => {
    const { note, order } = await givenBack({ name: 'Promo.example' });
    await stage.run(send, note);
    const [mail] = stage.transport.sent;
    expect(mail?.subject).toMatch(/^Avoir A-2026-0001 sur votre commande 2026-0001/);
    expect(mail?.text).toContain('1 × Pain de campagne');
    expect(mail?.text).toMatch(/\/commande\/\S+\/avoir\/A-2026-0001/);
    expect(`${mail?.text ?? ''}${mail?.html ?? ''}`).not.toMatch(/promo\.example/i);
    expect(mail?.attachments?.map(({ filename }) => filename)).toContain('avoir-A-2026-0001.pdf');
    const mails = await orders.mails.list(orders.world.here, order);
    expect(mails.map(({ to, about, status }) => [to, about, status])).toContainEqual([
      'customer',
      'credit-note',
      'sent',
    ]);
  });

  it('goes nowhere where no address was left, or it was erased', async () => {
    const { note } = await givenBack({ email: null, phone: '+33612345678' });
    await stage.run(send, note);
    const erased = await givenBack();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        'UPDATE customer_order SET customer_name = NULL, customer_email = NULL, erased_at = now() WHERE id = $1',
        [erased.order],
      ),
    );
    await stage.run(send, erased.note);
    expect(stage.transport.sent).toEqual([]);
  });
});
