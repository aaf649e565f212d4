import type { OrderInput } from '@halles/contracts';
import { type Actor, createContext } from '@halles/platform/tenancy';
import { platformOf } from '@halles/testing';
import { anOrder, openOrdersWorld, type OrdersWorld, TEN } from '@halles/testing/orders';
import { v7 as uuid } from 'uuid';
import type { Order } from './order';
import type { OrderMove } from './order-move';

const HOUR = 3_600_000;

describe('what an agent of the town does with the orders of a shop, under its mandate', () => {
  let orders: OrdersWorld;
  let shop: number;
  let loaf: string;
  let agentId: string;
  let owner: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop({ capacity: { orders: 1 }, notice: 120 });
    loaf = await orders.aProduct(shop, { stock: 5 });
    agentId = uuid();
    const [grant] = await orders.rowsOf<{ id: string }>(
      'SELECT account_id AS id FROM account_grant WHERE listing_id = $1',
      [shop],
    );
    owner = grant?.id ?? '';
  });

  const asAgent = () => {
    const actor: Actor = { kind: 'agent', accountId: agentId };
    return createContext(orders.world.here.tenant, actor, uuid());
  };
  const lines = () => [{ productId: loaf, quantity: 1, unitCents: 420 }];
  const enter = async (input: OrderInput): Promise<Order> => {
    const staff = { actor: 'town', accountId: null, agentId, overrides: [] } as const;
    const who = { amounts: 'any', provenEmail: null, staff } as const;
    const { id } = await orders.placing.place(asAgent(), shop, input, 'fr', who);
    return orders.handling.get(orders.world.here, id);
  };
  const moveOf = ({ id, event }: Order): OrderMove => ({
    ...{ listingId: shop, orderId: id, seen: event },
    ...{ actor: 'town', accountId: null, agentId },
  });
  const noticesOf = (): Promise<unknown[]> =>
    orders.rowsOf(
      `SELECT page_change AS change, agent_id AS agent FROM notification
        WHERE account_id = $1 AND page_change IN ('products', 'orders')`,
      [owner],
    );
  const acts = (action: string): Promise<unknown[]> =>
    orders.rowsOf(`SELECT actor FROM audit_log WHERE action = $1 AND detail ->> 'listing' = $2`, [
      action,
      String(shop),
    ]);

  it('enters one that waits for the shop, which is mailed it as any other', async () => {
    const input = anOrder(lines(), { slotFrom: TEN + HOUR });
    const order = await enter(input);
    expect(order).toMatchObject({
      state: 'received',
      event: 1,
      events: [{ state: 'received', actor: 'town', overrides: [] }],
    });
    expect((await enter(input)).id).toBe(order.id);
    expect(await orders.stockOf(shop, loaf)).toBe(4);
    const recipients = await orders.rowsOf<{ account: string }>(
      'SELECT account_id AS account FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    expect(recipients).toContainEqual({ account: owner });
    expect(await acts('order.entered')).toEqual([{ actor: `agent:${agentId}` }]);
  });

  it('gives nothing beyond the rules of the shop, whatever is asked, nor orders at one that is paused', async () => {
    await enter(anOrder(lines(), { slotFrom: TEN + HOUR }));
    await expect(enter(anOrder(lines(), { slotFrom: TEN + HOUR }))).rejects.toMatchObject({
      params: { refusal: 'full' },
    });
    await expect(enter(anOrder(lines(), { slotFrom: TEN - 2 * HOUR }))).rejects.toMatchObject({
      params: { refusal: 'too-soon' },
    });
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('UPDATE ordering_settings SET paused_until = $2 WHERE listing_id = $1', [
        shop,
        new Date(TEN + 100 * HOUR),
      ]),
    );
    await expect(enter(anOrder(lines(), { slotFrom: TEN + 2 * HOUR }))).rejects.toMatchObject({
      code: 'ordering-paused',
    });
  });

  it('accepts, once however often it is sent, and its owner is told once of all of it', async () => {
    const order = await enter(anOrder(lines(), { slotFrom: TEN + HOUR }));
    for (let turn = 0; turn < 2; turn += 1) await orders.handling.move(asAgent(), moveOf(order), 'accepted');
    const accepted = await orders.handling.get(orders.world.here, order.id);
    expect(accepted.events.map(({ state, actor }) => [state, actor])).toEqual([
      ['received', 'town'],
      ['accepted', 'town'],
    ]);
    await orders.handling.delay(asAgent(), moveOf(accepted), 30);
    expect(await acts('order.moved')).toEqual([{ actor: `agent:${agentId}` }, { actor: `agent:${agentId}` }]);
    expect(await noticesOf()).toEqual([{ change: 'orders', agent: agentId }]);
    // Another agent did not send it again.
    const other = { ...moveOf(order), agentId: uuid() };
    await expect(orders.handling.move(asAgent(), other, 'accepted')).rejects.toMatchObject({
      code: 'order-moved',
    });
  });

  it('cancels with a reason, and who handles the orders of the shop is mailed', async () => {
    const order = await enter(anOrder(lines(), { slotFrom: TEN + HOUR }));
    await orders.handling.move(asAgent(), moveOf(order), 'cancelled', 'closed');
    const recipients = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    const kinds = await platformOf(orders.world).query<{ kind: string }>(
      'SELECT DISTINCT kind FROM outbox WHERE ref = ANY ($1::uuid[]) ORDER BY kind',
      [recipients.map(({ id }) => id)],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['order.notify-cancellation', 'order.notify-shop']);
    expect(await orders.stockOf(shop, loaf)).toBe(5);
  });
});
