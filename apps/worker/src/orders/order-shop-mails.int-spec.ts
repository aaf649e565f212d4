import { randomUUID } from 'node:crypto';
import type { Order } from '@halles/domain/orders';
import type { JobHandler } from '@halles/platform/outbox';
import { anOrder, basketOf, moveOf, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderNotifyCancellationProcessor } from './order-notify-cancellation.processor';
import { OrderNotifyShopProcessor } from './order-notify-shop.processor';
import { OrderNotifyWithdrawalProcessor } from './order-notify-withdrawal.processor';

/** The last mail in one line. */
const textOf = ({ transport }: OrderMailsStage): string =>
  transport.sent.at(-1)?.text.replaceAll(/\s+/g, ' ') ?? '';

/** As many as one customer may cause of a kind within an hour, and two more. */
const SIX = [1, 2, 3, 4, 5, 6];

describe('what a shop is mailed of its orders', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let processors: Record<'received' | 'cancelled' | 'withdrawal', JobHandler>;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    const { handling } = orders;
    processors = {
      received: new OrderNotifyShopProcessor(handling, stage.shopMailer),
      cancelled: new OrderNotifyCancellationProcessor(handling, stage.shopMailer),
      withdrawal: new OrderNotifyWithdrawalProcessor(handling, stage.shopMailer),
    };
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    stage.transport.sent.length = 0;
  });

  /** Runs the job for each who handles the orders of the shop, as the outbox does. */
  async function tell(kind: keyof typeof processors, { id }: Pick<Order, 'id'>): Promise<void> {
    const recipients = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1 AND account_id IS NOT NULL',
      [id],
    );
    expect(recipients).toHaveLength(1);
    for (const { id: ref } of recipients) await stage.run(processors[kind], ref);
  }
  /** Of whom the mails tell that were sent. */
  const sentAbout = (names: readonly string[]): number[] =>
    names.map((name) => stage.transport.sent.filter(({ text }) => text.includes(name)).length);

  async function aBookshop(products: number) {
    const shop = await orders.aShop();
    const ids: string[] = [];
    for (let n = 0; n < products; n += 1)
      ids.push(await orders.aProduct(shop, { name: `Un livre ${n}`, withdrawal: 'right' }));
    return { shop, ids };
  }
  const by = (n: number) => ({ name: 'Odile Martin', email: `odile+${n}@shops.example` });
  const other = { name: 'Basile Roux', email: 'basile@shops.example' };

  it('says who collects it, where somebody else does', async () => {
    const { shop, ids } = await aBookshop(1);
    await tell('received', await orders.placed(shop, anOrder(basketOf(...ids), { collector: 'Paul Roux' })));
    expect(textOf(stage)).toContain('Qui vient la chercher : Paul Roux');
    await tell('received', await orders.placed(shop, anOrder(basketOf(...ids))));
    expect(textOf(stage)).not.toContain('Qui vient');
  });

  it('is limited for one customer, by whatever tag, and not for the next: orders, and what is cancelled', async () => {
    const { shop, ids } = await aBookshop(1);
    const placed: Order[] = [];
    for (const n of SIX) placed.push(await orders.placed(shop, anOrder(basketOf(...ids), by(n))));
    placed.push(await orders.placed(shop, anOrder(basketOf(...ids), other)));
    for (const order of placed) await tell('received', order);
    expect(sentAbout(['Odile Martin', 'Basile Roux'])).toEqual([4, 1]);
    stage.transport.sent.length = 0;
    for (const order of placed) {
      const move = { ...moveOf(order), actor: 'customer' as const };
      await orders.handling.move(orders.world.here, move, 'cancelled');
      await tell('cancelled', order);
    }
    expect(sentAbout(['Odile Martin', 'Basile Roux'])).toEqual([4, 1]);
  });

  it('says of what an agent enters and cancels for the shop that the town did, and never its customer', async () => {
    const { shop, ids } = await aBookshop(1);
    const agent = { actor: 'town', accountId: null, agentId: randomUUID() } as const;
    const who = { amounts: 'any', provenEmail: null, staff: { ...agent, overrides: [] } } as const;
    const { id } = await orders.placing.place(
      orders.world.here,
      shop,
      anOrder(basketOf(...ids), by(9)),
      'fr',
      who,
    );
    const order = await orders.handling.get(orders.world.here, id);
    await tell('received', order);
    expect(textOf(stage)).toContain('Prise au téléphone par un agent de la collectivité, avec votre mandat.');
    await orders.handling.move(orders.world.here, { ...moveOf(order), ...agent }, 'cancelled', 'closed');
    await tell('cancelled', order);
    const mail = stage.transport.sent.at(-1);
    expect(mail?.subject).toContain('Commande annulée par la collectivité');
    expect(textOf(stage)).toContain('Un agent l’a annulée pour vous, avec votre mandat');
    expect(mail?.subject).not.toMatch(/par Odile/);
  });

  it('is limited for one customer who withdraws line by line, under whatever name and address', async () => {
    const { shop, ids } = await aBookshop(SIX.length);
    const order = await orders.placed(
      shop,
      anOrder(basketOf(...ids), { ...by(1), email: 'odette@shops.example' }),
    );
    const withdraw = ({ id, listingId }: Order, position: number, name: string, email: string) =>
      orders.withdrawals.withdraw(
        orders.world.here,
        { orderId: id, listingId, positions: [position], name, email },
        { timeZone: 'Europe/Paris', department: '26' },
      );
    for (const position of SIX) {
      await withdraw(order, position, 'Odile Martin', `victim-${position}@shops.example`);
      await tell('withdrawal', order);
    }
    const another = await orders.placed(shop, anOrder(basketOf(...ids), other));
    await withdraw(another, 1, other.name, other.email);
    await tell('withdrawal', another);
    expect(sentAbout(['Odile Martin', 'Basile Roux'])).toEqual([4, 1]);
  });
});
