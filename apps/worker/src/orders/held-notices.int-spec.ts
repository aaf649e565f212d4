import {
  CustomerHistory,
  HeldNotices,
  type Order,
  type OrderState,
  OrderWeighing,
} from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { createContext } from '@halles/platform/tenancy';
import { anOrder, basketOf, moveOf, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { HeldNoticesTask } from './held-notices.task';

describe('what customers are told of steps that their shops may take back', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let task: HeldNoticesTask;

  beforeAll(async () => {
    stage = await openOrderMailsStage({ ORDER_NOTICE_DELAY_SECONDS: '120' });
    ({ orders } = stage);
    task = new HeldNoticesTask(orders.services.get(HeldNotices));
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    stage.transport.sent.length = 0;
    after(0);
    await orders.world.installation.platform().query(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%'`);
    await orders.world.installation.platform().query('DELETE FROM platform.mail_recipient');
  });

  /** It is so many minutes after the order. */
  const after = (minutes: number): Date => {
    const now = new Date(ORDERED_AT.getTime() + minutes * MINUTE);
    orders.at(now);
    return now;
  };
  const release = (ctx = orders.world.here) =>
    task.run(ctx, { now: ORDERED_AT, signal: new AbortController().signal });
  const promised = async (): Promise<string[]> => {
    const rows = await orders.world.installation
      .platform()
      .query<{ ref: string }>(
        `SELECT ref FROM platform.outbox WHERE kind = 'order.notify-customer' ORDER BY created_at, id`,
      );
    return rows.map(({ ref }) => ref);
  };
  const ordered = async (): Promise<Order> => {
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    await orders.world.installation.platform().query(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%'`);
    return order;
  };
  const get = (order: Order) => orders.handling.get(orders.world.here, order.id);
  const moved = async (order: Order, to: OrderState) => {
    await orders.handling.move(orders.world.here, moveOf(await get(order)), to);
  };
  const delayed = async (order: Order, minutes: number) =>
    orders.handling.delay(orders.world.here, moveOf(await get(order)), minutes);
  /** The subjects of what is mailed by what is promised by now. */
  const mailed = async (): Promise<string[]> => {
    for (const ref of await promised()) await stage.runTwice(stage.customerNotifier, ref);
    return stage.transport.sent.map(({ subject }) => subject);
  };

  it('is mailed once its time has come, once, whoever of two workers is first', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    expect([await promised(), (await get(order)).noticesDueAt]).toEqual([[], after(2)]);
    after(1.9);
    expect(await release()).toEqual({ released: 0 });
    after(2);
    const { tenant, actor } = orders.world.here;
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => release(createContext(tenant, actor, 'test'))),
    );
    expect(runs.reduce((sum, run) => sum + (run['released'] ?? 0), 0)).toBe(1);
    expect([await release(), (await get(order)).noticesDueAt]).toEqual([{ released: 0 }, null]);
    expect(await mailed()).toEqual([expect.stringContaining('C’est confirmé')]);
  });

  it('is nothing of what was taken back, nor that it was', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    await moved(order, 'received');
    expect((await get(order)).events.map(({ takesBack }) => takesBack)).toEqual([false, false, true]);
    await moved(order, 'refused');
    await moved(order, 'received');
    await delayed(order, 15);
    await delayed(order, -15);
    expect((await get(order)).noticesDueAt).toBeNull();
    after(10);
    expect([await release(), await promised()]).toEqual([{ released: 0 }, []]);
    await moved(order, 'accepted');
    after(12);
    await release();
    expect(await mailed()).toEqual([expect.stringContaining('C’est confirmé')]);
  });

  it('is that it was a mistake, at once, where they had been told', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    after(2);
    await release();
    expect(await mailed()).toHaveLength(1);
    await moved(order, 'received');
    expect((await get(order)).events.at(-1)?.takesBack).toBe(false);
    const [, ref = ''] = await promised();
    await stage.run(stage.customerNotifier, ref);
    expect(stage.transport.sent.at(-1)?.subject).toContain('attend de nouveau');
  });

  it('is only what is true in the end of several steps', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    await moved(order, 'preparing');
    after(1);
    await moved(order, 'ready');
    after(2.5);
    expect(await release()).toEqual({ released: 0 });
    after(3);
    await release();
    const [subject, ...others] = await mailed();
    expect([subject, others]).toEqual([expect.stringContaining('prête'), []]);
    // It is the first that they read: it confirms the contract.
    expect(stage.transport.sent[0]?.attachments?.map(({ contentType }) => contentType)).toContain(
      'application/pdf',
    );
  });

  it('is what stands still, where a later step alone was taken back', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    after(1);
    await delayed(order, 15);
    await delayed(order, -15);
    await moved(order, 'preparing');
    await moved(order, 'accepted');
    after(3);
    await release();
    expect(await mailed()).toEqual([expect.stringContaining('C’est confirmé')]);
  });

  it('is of their own territory alone', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    after(2);
    expect(await release(orders.world.there)).toEqual({ released: 0 });
    expect((await get(order)).noticesDueAt).not.toBeNull();
    expect(await release()).toEqual({ released: 1 });
  });

  it('is at once that they cancelled, and nothing of the acceptance', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    const customer = moveOf(await get(order), { actor: 'customer' });
    await orders.handling.move(orders.world.here, customer, 'cancelled', 'customer');
    // Nothing waits any more: its shop is not told that its customer will hear something.
    expect((await get(order)).noticesDueAt).toBeNull();
    after(2);
    await release();
    const [subject, ...others] = await mailed();
    expect([subject, others]).toEqual([expect.stringContaining('annulée'), []]);
  });

  it('is with the acceptance what the goods cost, where they are weighed before it is told of', async () => {
    const shop = await orders.aShop();
    const weighing = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
    const beef = await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing });
    const line = { productId: beef, quantity: 1, unitCents: 2_490, weight: { by: 'weight', grams: 400 } };
    const order = await orders.placed(shop, anOrder([line]));
    await orders.world.installation.platform().query(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%'`);
    await moved(order, 'accepted');
    await orders.services
      .get(OrderWeighing)
      .weigh(orders.world.here, moveOf(await get(order)), new Map([[1, 380]]));
    expect([await promised(), (await get(order)).noticesDueAt]).toEqual([[], after(2)]);
    await release();
    expect(await mailed()).toEqual([expect.stringContaining('C’est confirmé')]);
    expect(stage.transport.sent[0]?.text).toContain('9,46\u00a0€');
  });

  it('is nothing of an acceptance that was tried in vain, once its weights were told of', async () => {
    const shop = await orders.aShop();
    const weighing = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
    const beef = await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing });
    const line = { productId: beef, quantity: 1, unitCents: 2_490, weight: { by: 'weight', grams: 400 } };
    const order = await orders.placed(shop, anOrder([line]));
    await orders.world.installation.platform().query(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%'`);
    await moved(order, 'accepted');
    after(2);
    await release();
    const [first = ''] = await promised();
    await orders.services
      .get(OrderWeighing)
      .weigh(orders.world.here, moveOf(await get(order)), new Map([[1, 380]]));
    const [, second = ''] = await promised();
    await stage.run(stage.customerNotifier, second);
    await stage.run(stage.customerNotifier, first);
    expect(stage.transport.sent.map(({ subject }) => subject)).toEqual([expect.stringContaining('prix')]);
    expect(stage.transport.sent[0]?.attachments.map(({ contentType }) => contentType)).toContain(
      'application/pdf',
    );
  });

  it('is nothing of what the order left while its mail was made, nor that it waits', async () => {
    const order = await ordered();
    await moved(order, 'accepted');
    expect((await get(order)).noticesDueAt).toEqual(after(2));
    await release();
    const [ref = ''] = await promised();
    const customers = orders.services.get(CustomerHistory);
    const proven = customers.isAddressProven.bind(customers);
    const cancels = jest.spyOn(customers, 'isAddressProven').mockImplementationOnce(async (...args) => {
      const move = moveOf(await get(order), { actor: 'customer' });
      await orders.handling.move(orders.world.here, move, 'cancelled', 'customer');
      return proven(...args);
    });
    await stage.run(stage.customerNotifier, ref);
    cancels.mockRestore();
    expect(stage.transport.sent).toEqual([]);
    expect(await orders.mails.list(orders.world.here, order.id)).not.toContainEqual(
      expect.objectContaining({ to: 'customer', about: 'accepted' }),
    );
    const [, cancelled = ''] = await promised();
    await stage.run(stage.customerNotifier, cancelled);
    expect(stage.transport.sent.map(({ subject }) => subject)).toEqual([expect.stringContaining('annulée')]);
  });
});
