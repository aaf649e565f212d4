import { MINUTE } from '@halles/kernel';
import {
  anOrder,
  basketOf,
  changedHours,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';
import type { Order } from './order';
import { FulfilmentSettingsService } from './fulfilment/fulfilment-settings.service';
import { OrderAnswers } from './order-answers.service';
import { isKeptWhileClosed } from './order-state';

const DAY = '2026-12-01';
const OFF = { exceptions: [{ from: DAY, until: DAY, spans: [] }] };

describe('an order whose time its shop closed since it came', () => {
  let orders: OrdersWorld;
  let say: Awaited<ReturnType<typeof changedHours>>;
  let answers: OrderAnswers;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    say = await changedHours(orders.world, () => ORDERED_AT);
    answers = orders.services.get(OrderAnswers);
  });
  afterAll(() => orders.world.close());

  const received = async (more: object = {}) => {
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop)), more));
    const [recipient] = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    return { shop, order, recipient: recipient?.id ?? '' };
  };
  const accept = (order: Order, more = {}) =>
    orders.handling.move(orders.world.here, moveOf(order, more), 'accepted');
  const now = ({ id }: Order) => orders.handling.get(orders.world.here, id);

  it.each([
    ['day', (shop: number) => say(shop, OFF)],
    ['day', (shop: number) => say(shop, { vacations: [{ from: DAY, returns: '2026-12-05' }] })],
    ['slot', (shop: number) => orders.controls.setSlot(orders.world.here, shop, TEN, false)],
  ] as const)('is not accepted in silence: %s', async (closure, close) => {
    const { shop, order, recipient } = await received();
    await close(shop);
    const asked = { code: 'shop-closed-then', params: { closure } };
    await expect(accept(order)).rejects.toMatchObject(asked);
    const town = { actor: 'town', agentId: '019aaaaa-0000-7000-8000-000000000001' } as const;
    await expect(accept(order, town)).rejects.toMatchObject(asked);
    const byLink = { seen: order.event, to: 'accepted', reason: null } as const;
    await expect(answers.answer(orders.world.here, recipient, byLink)).rejects.toMatchObject(asked);
    expect(await now(order)).toMatchObject({ state: 'received', event: 1 });

    await accept(order, { isSure: true });
    const kept = await now(order);
    expect([kept.state, isKeptWhileClosed(kept)]).toEqual(['accepted', true]);
  });

  it('is accepted without a question where the shop is open, and where what is sent needs nobody', async () => {
    const { order } = await received();
    await accept(order, { isSure: true });
    const accepted = await now(order);
    expect([accepted.state, isKeptWhileClosed(accepted)]).toEqual(['accepted', false]);
    const shop = await orders.aShop();
    await orders.services.get(FulfilmentSettingsService).change(orders.world.here, shop, (before) => ({
      ...before,
      post: {
        isOn: true,
        rules: { days: 1, bands: [{ fromCents: 0, feeCents: 500 }] },
        instructions: 'Par chèque',
      },
    }));
    const address = { street: '3 rue des Alpes', postalCode: '13002', city: 'Marseille' };
    const fulfilment = { mode: 'post', address, feeCents: 500 };
    const sent = await orders.placed(
      shop,
      anOrder(basketOf(await orders.aProduct(shop)), { fulfilment, slotFrom: 0 }),
    );
    await say(shop, OFF);
    await accept(sent);
    expect((await now(sent)).state).toBe('accepted');
  });

  it('is refused and ended without a question', async () => {
    const { shop, order } = await received();
    await say(shop, OFF);
    await orders.handling.move(orders.world.here, moveOf(order), 'refused', 'closed');
    expect((await now(order)).state).toBe('refused');
  });

  it('is put off by the link of the mail to the next opening alone, once', async () => {
    const { shop, order, recipient } = await received();
    await say(shop, OFF);
    const { closed } = await answers.find(orders.world.here, recipient);
    // The Wednesday at seven.
    expect(closed).toEqual({ closure: 'day', nextMinutes: 21 * 60 });
    const { here } = orders.world;
    const other = { seen: 1, minutes: 60 };
    await expect(answers.putOff(here, recipient, other)).rejects.toMatchObject({ code: 'order-moved' });
    const next = { seen: 1, minutes: 21 * 60 };
    await answers.putOff(here, recipient, next);
    await answers.putOff(here, recipient, next);
    const later = await now(order);
    expect([later.state, later.event, later.slot.from]).toEqual([
      'received',
      2,
      new Date(TEN + 21 * 60 * MINUTE),
    ]);
    await expect(answers.putOff(here, recipient, { ...next, seen: 2 })).rejects.toMatchObject({
      code: 'order-moved',
    });
    // Its shop is open then.
    await answers.answer(here, recipient, { seen: 2, to: 'accepted', reason: null });
    expect(isKeptWhileClosed(await now(order))).toBe(false);
  });
});
