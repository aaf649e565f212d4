import type { Order } from '@halles/domain/orders';
import { anOrder, basketOf, moveOf } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';

describe('what a shop does itself, in the mail to its customer', () => {
  let stage: OrderMailsStage;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
  });
  afterAll(() => stage.orders.world.close());
  beforeEach(() => {
    stage.transport.sent.length = 0;
  });

  const LAST = 'SELECT id FROM order_event WHERE order_id = $1 ORDER BY event DESC LIMIT 1';
  const sentTo = async ({ id }: Pick<Order, 'id'>) => {
    await stage.run(stage.customerNotifier, await stage.refOf(LAST, id));
    return stage.transport.sent.at(-1);
  };

  it('confirms an order that was entered on the phone, with the contract to keep', async () => {
    const { orders } = stage;
    const shop = await orders.aShop();
    const input = anOrder(basketOf(await orders.aProduct(shop)), { email: 'odile@shops.example' });
    const staff = { actor: 'merchant', accountId: null, overrides: [] } as const;
    const who = { amounts: 'any', provenEmail: null, staff } as const;
    const { id } = await orders.placing.place(orders.world.here, shop, input, 'fr', who);
    const mail = await sentTo({ id });
    expect(mail?.text).toContain('Votre commande est confirmée');
    expect(mail?.attachments?.map(({ contentType }) => contentType)).toContain('application/pdf');
  });

  it.each([
    ['sold-out', 'Le commerce précise\u00a0: ce n’est plus disponible.'],
    ['other', null],
  ] as const)('says why it refuses: %s', async (reason, words) => {
    const { orders } = stage;
    const shop = await orders.aShop();
    const input = anOrder(basketOf(await orders.aProduct(shop)), { email: 'odile@shops.example' });
    const order = await orders.placed(shop, input);
    await orders.handling.move(orders.world.here, moveOf(order), 'refused', reason);
    const mail = await sentTo(order);
    if (words === null) expect(mail?.text).not.toContain('Le commerce précise');
    else expect(mail?.text).toContain(words);
  });
});
