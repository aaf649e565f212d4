import { GrantService } from '@halles/domain/accounts';
import { OrderSilence } from '@halles/domain/orders';
import { DAY, HOUR } from '@halles/kernel';
import { anAccount } from '@halles/testing';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld, TEN } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderAskPauseProcessor } from './order-ask-pause.processor';

/** Days of the shop's opening behind the first one. */
const DAYS = [0, 1, 2, 3, 4, 7, 8] as const;

describe('shops that do not answer', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let silence: OrderSilence;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    silence = orders.services.get(OrderSilence);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    stage.transport.sent.length = 0;
    await orders.world.work.write(orders.world.here, async ({ manager }) => {
      await manager.query('DELETE FROM customer_order');
      await manager.query('DELETE FROM order_silence');
    });
    await orders.world.installation.platform().query("DELETE FROM outbox WHERE kind = 'order.ask-pause'");
  });

  /** A shop with an order for each of its next days. */
  async function aShop() {
    const shop = await orders.aShop({ horizon: 30 });
    const bread = await orders.aProduct(shop);
    const placed = [];
    for (const day of DAYS)
      placed.push(await orders.placed(shop, anOrder(basketOf(bread), { slotFrom: TEN + day * DAY })));
    return { shop, bread, placed };
  }
  /** The end of so many of their slots passes, and with it whatever nobody answered. */
  async function pass(days: number): Promise<void> {
    orders.at(new Date(TEN + (DAYS[days - 1] ?? 0) * DAY + 6 * HOUR));
    await orders.handling.cancelUnanswered(orders.world.here);
  }
  async function passOneByOne(days: number): Promise<void> {
    for (let day = 1; day <= days; day += 1) await pass(day);
  }
  const promised = async (): Promise<string[]> => {
    const rows = await orders.world.installation
      .platform()
      .query<{ ref: string }>("SELECT ref FROM outbox WHERE kind = 'order.ask-pause' ORDER BY id");
    return rows.map(({ ref }) => ref);
  };
  const pausedUntil = async (shop: number): Promise<Date | null> =>
    (await orders.settings.find(orders.world.here, shop))?.pausedUntil ?? null;
  const mailAll = async (): Promise<string[]> => {
    const processor = new OrderAskPauseProcessor(orders.handling, silence, stage.shopMailer);
    for (const ref of await promised()) await stage.runTwice(processor, ref);
    return stage.transport.sent.map(({ subject }) => subject);
  };

  it('are asked after three orders in a row, once, by a mail with a link', async () => {
    const { shop } = await aShop();
    await passOneByOne(2);
    expect(await promised()).toEqual([]);
    await pass(3);
    await orders.handling.cancelUnanswered(orders.world.here);
    expect(await promised()).toHaveLength(1);
    await pass(4);
    expect(await promised()).toHaveLength(1);
    expect(await pausedUntil(shop)).toBeNull();
    expect(await mailAll()).toEqual([expect.stringContaining('êtes-vous là')]);
    expect(stage.transport.sent[0]?.text).toMatch(/\/sans-reponse\/\S+/);
  });

  it('are paused after two more, told so, and take orders again with one touch', async () => {
    const { shop } = await aShop();
    await passOneByOne(5);
    const until = await pausedUntil(shop);
    expect(until?.getTime()).toBe(TEN + 4 * DAY + 6 * HOUR + 14 * DAY);
    expect(await silence.list(orders.world.here, 10)).toMatchObject([
      { listing: { id: shop }, missed: 5, isPausedByPlatform: true },
    ]);
    const mails = await promised();
    expect(mails).toHaveLength(2);
    expect((await mailAll()).at(-1)).toContain('en pause');
    await silence.answer(orders.world.here, mails.at(-1) ?? '', 'here');
    expect([await pausedUntil(shop), await silence.list(orders.world.here, 10)]).toEqual([null, []]);
    await silence.answer(orders.world.here, mails.at(-1) ?? '', 'here');
    // What was placed before is still answered, or missed anew from the first on.
    await pass(6);
    expect(await silence.list(orders.world.here, 10)).toMatchObject([{ missed: 1, askedAt: null }]);
  });

  it('have time to answer, where many orders end at once', async () => {
    const { shop } = await aShop();
    await pass(6);
    expect([await promised(), await pausedUntil(shop)]).toEqual([[expect.any(String)], null]);
    await pass(7);
    expect(await pausedUntil(shop)).not.toBeNull();
  });

  it('are there once they answer an order: nothing is mailed that was promised, and it begins anew', async () => {
    const { placed } = await aShop();
    await passOneByOne(3);
    const [, , , next] = placed;
    if (next) await orders.moved(next, 'accepted');
    expect([await mailAll(), await silence.list(orders.world.here, 10)]).toEqual([[], []]);
    await pass(5);
    expect(await silence.list(orders.world.here, 10)).toMatchObject([{ missed: 1 }]);
  });

  it('are not asked of orders that lie further apart than two weeks', async () => {
    const { shop } = await aShop();
    await passOneByOne(2);
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query("UPDATE order_silence SET last_missed_at = last_missed_at - interval '20 days'"),
    );
    await pass(3);
    expect(await silence.list(orders.world.here, 10)).toMatchObject([{ listing: { id: shop }, missed: 1 }]);
  });

  const longAgo = (): Promise<unknown> =>
    orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query("UPDATE order_silence SET last_missed_at = last_missed_at - interval '20 days'"),
    );
  const asked = (shop: number) => silence.asked(orders.world.here, [shop]);

  it('begin anew after two weeks although they were asked, and are asked anew', async () => {
    const { shop } = await aShop();
    await passOneByOne(3);
    expect(await asked(shop)).toMatchObject([{ listingId: shop, missed: 3 }]);
    await longAgo();
    await pass(4);
    expect(await silence.list(orders.world.here, 10)).toMatchObject([{ missed: 1, askedAt: null }]);
    expect([await asked(shop), await promised()]).toEqual([[], [expect.any(String)]]);
    await pass(5);
    await pass(6);
    expect([await asked(shop), await promised()]).toMatchObject([[{ missed: 3 }], { length: 2 }]);
    expect(await pausedUntil(shop)).toBeNull();
  });

  it('are paused anew by the next one once the pause of the platform is over, however long it was', async () => {
    const { shop } = await aShop();
    await passOneByOne(5);
    await longAgo();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('UPDATE ordering_settings SET paused_until = NULL WHERE listing_id = $1', [shop]),
    );
    await pass(6);
    expect(await pausedUntil(shop)).not.toBeNull();
    expect(await silence.list(orders.world.here, 10)).toMatchObject([
      { missed: 6, isPausedByPlatform: true },
    ]);
  });

  it('are not asked while they are paused, and again once the pause is over', async () => {
    const { shop } = await aShop();
    await passOneByOne(5);
    expect(await asked(shop)).toEqual([]);
    orders.at((await pausedUntil(shop)) ?? ORDERED_AT);
    expect(await asked(shop)).toMatchObject([{ missed: 5 }]);
  });

  it('are asked nothing once they turned their orders off, nor of what was before once they are on again', async () => {
    const { shop } = await aShop();
    await passOneByOne(3);
    const settings = await orders.settings.find(orders.world.here, shop);
    if (!settings) throw new Error('no settings');
    await orders.settings.save(orders.world.here, shop, { ...settings, isOpen: false });
    expect([await asked(shop), await silence.list(orders.world.here, 10)]).toEqual([[], []]);
    await orders.settings.save(orders.world.here, shop, settings);
    await pass(5);
    expect(await silence.list(orders.world.here, 10)).toMatchObject([{ missed: 2, askedAt: null }]);
    expect([await pausedUntil(shop), await promised()]).toEqual([null, [expect.any(String)]]);
  });

  it.each(['transferOwner', 'displaceOwner'] as const)('begin anew with another owner (%s)', async (how) => {
    const { here, work } = orders.world;
    const { shop } = await aShop();
    await passOneByOne(3);
    const heir = await anAccount(orders.world, here);
    const grants = orders.services.get(GrantService);
    await work.write(here, (tx) => grants[how](tx, shop, heir.id, new Date(TEN + 3 * DAY)));
    expect([await asked(shop), await silence.list(here, 10)]).toEqual([[], []]);
  });

  it('are answered for by who handles their orders at the moment alone', async () => {
    const { shop } = await aShop();
    await passOneByOne(3);
    const [ref = ''] = await promised();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [shop]),
    );
    await anAccount(orders.world, orders.world.here, { grants: [{ listingId: shop }] });
    await expect(silence.answer(orders.world.here, ref, 'pause')).rejects.toMatchObject({
      code: 'order-answer-over',
    });
    await expect(silence.find(orders.world.there, ref)).rejects.toMatchObject({ code: 'order-not-found' });
    expect(await pausedUntil(shop)).toBeNull();
  });
});
