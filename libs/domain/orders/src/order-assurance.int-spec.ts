import { randomUUID } from 'node:crypto';
import { GrantService } from '@halles/domain/accounts';
import { HOUR, MINUTE, required } from '@halles/kernel';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, untilWaiting } from '@halles/testing';
import { anOrder, basketOf, moveOf, openOrdersWorld, type OrdersWorld, TEN } from '@halles/testing/orders';
import { type Order, orderNumber } from './order';
import { OrderCalls } from './order-calls.service';
import { OrderingSettingsRepository } from './ordering-settings.repository';
import { ShopPhonePersonalData } from './shop-phone';

const NOTHING = { alert: 0, call: 0, tell: 0 };
/** So long a shop may take, in minutes. */
const MINUTES = 20;
/** Opens at seven in the morning of that Tuesday in Paris. */
const OPENING = Date.parse('2026-12-01T06:00:00Z');
/** Placed four hours before it opens, for Thursday. */
const NIGHT = new Date(OPENING - 4 * HOUR);

describe('orders that their shop does not answer', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld({ TEXT_MESSAGES: 'mailbox' });
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(NIGHT);
    const { work, here, there } = orders.world;
    // Those of the tests before are over.
    for (const ctx of [here, there])
      await work.write(ctx, ({ manager }) =>
        manager.query(`UPDATE customer_order SET slot_from = '2026-01-01', slot_until = '2026-01-02'`),
      );
  });

  const at = (minutes: number) => {
    orders.at(new Date(OPENING + minutes * MINUTE));
  };
  const run = (ctx: TenantContext = orders.world.here) => orders.assurance.run(ctx);
  const rowsOf = <T>(ctx: TenantContext, sql: string, values: readonly unknown[] = []): Promise<T[]> =>
    orders.world.work.read(ctx, ({ manager }) => manager.query<T[]>(sql, [...values]));
  /** What the worker is asked to do about an order, by kind. */
  const asked = async (order: Pick<Order, 'id'>, ctx: TenantContext = orders.world.here) => {
    const refs = await rowsOf<{ id: string }>(
      ctx,
      'SELECT id FROM order_recipient WHERE order_id = $1 UNION ALL SELECT id FROM order_assurance WHERE order_id = $1',
      [order.id],
    );
    const rows = await orders.world.installation
      .platform()
      .query<{ kind: string }>(
        `SELECT kind FROM outbox WHERE ref = ANY ($1) AND kind ~ 'remind|text|tell' ORDER BY kind`,
        [refs.map(({ id }) => id)],
      );
    return rows.map(({ kind }) => kind);
  };
  async function aWaitingOrder(ctx: TenantContext = orders.world.here, more: object = {}) {
    const shop = await orders.aShop({ horizon: 30 }, ctx);
    const settings = await orders.settings.find(ctx, shop);
    if (!settings) throw new Error('no settings');
    await orders.settings.save(ctx, shop, settings, { minutes: MINUTES, phone: '+33612345678' });
    const bread = await orders.aProduct(shop, {}, ctx);
    const input = anOrder(basketOf(bread), { slotFrom: TEN + 48 * HOUR, ...more });
    const { id } = await orders.place(shop, input, ctx);
    return { shop, order: await orders.handling.get(ctx, id) };
  }

  it('are told of again, called about, and told of to their customer, from the opening on and each once', async () => {
    const { shop, order } = await aWaitingOrder();
    at(MINUTES - 1);
    expect(await run()).toEqual(NOTHING);
    at(MINUTES);
    expect(await run()).toEqual({ ...NOTHING, alert: 1 });
    expect(await run()).toEqual(NOTHING);
    expect(await asked(order)).toEqual(['order.remind-shop', 'order.text-shop']);
    expect((await orders.handling.get(orders.world.here, order.id)).assurance).toBe('alerted');
    at(2 * MINUTES);
    expect([await run(), await run()]).toEqual([{ ...NOTHING, call: 1 }, NOTHING]);
    at(3 * MINUTES);
    expect([await run(), await run()]).toEqual([{ ...NOTHING, tell: 1 }, NOTHING]);
    expect(await asked(order)).toEqual(['order.remind-shop', 'order.tell-unconfirmed', 'order.text-shop']);
    const { listingId, assurance } = await orders.handling.get(orders.world.here, order.id);
    expect([listingId, assurance]).toEqual([shop, 'notified']);
  });

  it('say of a customer without an address that they could not be told, and count none', async () => {
    const { order } = await aWaitingOrder(orders.world.here, { email: null, phone: '+33612345678' });
    const counts = [];
    for (const minutes of [1, 2, 3, 4]) {
      at(minutes * MINUTES);
      counts.push(await run());
    }
    expect(counts).toEqual([{ ...NOTHING, alert: 1 }, { ...NOTHING, call: 1 }, NOTHING, NOTHING]);
    expect((await orders.handling.get(orders.world.here, order.id)).assurance).toBe('unreached');
    expect(await asked(order)).toEqual(['order.remind-shop', 'order.text-shop']);
  });

  it.each(['withheld', 'refused'] as const)(
    'say of a customer whose mail was %s that they could not be told',
    async (status) => {
      const { order } = await aWaitingOrder();
      const { here, work } = orders.world;
      for (const minutes of [1, 2, 3]) {
        at(minutes * MINUTES);
        await run();
      }
      const said = async () => {
        const [call] = (await orders.services.get(OrderCalls).list(here, 200)).filter(
          ({ orderId }) => orderId === order.id,
        );
        return [(await orders.handling.get(here, order.id)).assurance, call?.isCustomerNotified];
      };
      expect(await said()).toEqual(['notified', true]);
      await work.write(here, ({ manager }) =>
        manager.query(
          `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status)
           SELECT gen_random_uuid(), 'order-status', id, 'odile@example.org', gen_random_uuid(), $2
             FROM order_assurance WHERE order_id = $1`,
          [order.id, status],
        ),
      );
      expect(await said()).toEqual(['unreached', false]);
    },
  );

  it('are left alone by whoever runs at the same instant, and once they are answered or cancelled', async () => {
    const { order } = await aWaitingOrder();
    at(MINUTES);
    const counts = await Promise.all([run(), run(), run()]);
    expect(counts.reduce((sum, { alert }) => sum + alert, 0)).toBe(1);
    expect(await asked(order)).toEqual(['order.remind-shop', 'order.text-shop']);
    const [recipient] = await rowsOf<{ id: string }>(
      orders.world.here,
      'SELECT id FROM order_recipient WHERE order_id = $1 AND account_id IS NOT NULL',
      [order.id],
    );
    const ref = recipient?.id ?? '';
    expect((await orders.assurance.reminded(orders.world.here, ref))?.order.id).toBe(order.id);
    const accepted = await orders.moved(order, 'accepted');
    // What was promised before is not sent any more, and nothing else is done.
    expect(await orders.assurance.reminded(orders.world.here, ref)).toBeNull();
    expect(accepted.assurance).toBeNull();
    at(5 * MINUTES);
    expect(await run()).toEqual(NOTHING);

    orders.at(NIGHT);
    const other = await aWaitingOrder();
    at(MINUTES);
    await run();
    at(2 * MINUTES);
    expect((await run()).call).toBe(1);
    const [row] = await rowsOf<{ id: string }>(
      orders.world.here,
      'SELECT id FROM order_assurance WHERE order_id = $1',
      [other.order.id],
    );
    const customer = moveOf(other.order, { actor: 'customer' });
    await orders.handling.move(orders.world.here, customer, 'cancelled', 'customer');
    expect(await orders.assurance.unconfirmed(orders.world.here, row?.id ?? '')).toBeNull();
    at(4 * MINUTES);
    expect(await run()).toEqual(NOTHING);
  });

  it('begin anew where their acceptance was taken back', async () => {
    const { order } = await aWaitingOrder();
    at(MINUTES);
    await run();
    at(MINUTES + 1);
    await orders.moved(order, 'accepted', 'received');
    at(2 * MINUTES);
    expect(await run()).toEqual(NOTHING);
    at(2 * MINUTES + 1);
    expect(await run()).toEqual({ ...NOTHING, alert: 1 });
    // The phone is the same recipient, texted once more.
    const phones = await rowsOf<unknown>(
      orders.world.here,
      'SELECT id FROM order_recipient WHERE order_id = $1 AND phone IS NOT NULL',
      [order.id],
    );
    expect(phones).toHaveLength(1);
  });

  it('reach everybody who handles them, and of the further addresses those alone that were proven', async () => {
    const { shop, order } = await aWaitingOrder();
    await anAccount(orders.world, orders.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO order_contact (id, listing_id, email, locale, created_at, proven_at)
         VALUES ($1, $3, 'fournil@example.org', 'en', now(), now()), ($2, $3, 'autre@example.org', 'fr', now(), NULL)`,
        [randomUUID(), randomUUID(), shop],
      ),
    );
    at(MINUTES);
    await run();
    expect(await asked(order)).toEqual([
      ...['order.remind-shop', 'order.remind-shop', 'order.remind-shop', 'order.text-shop'],
    ]);
    const shown = await orders.mails.list(orders.world.here, order.id);
    const addresses = shown.map(({ address }) => address);
    expect(addresses).toEqual(expect.arrayContaining(['+33612345678', 'fournil@example.org']));
    expect(addresses).not.toContain('autre@example.org');
  });

  it('disturb nobody while the shop is closed, however late the worker is', async () => {
    await aWaitingOrder();
    // One at night, twenty past one where it is closed at noon, and again from three o'clock on.
    for (const minutes of [-120, 6 * 60 + 20, 12 * 60 + 5]) {
      at(minutes);
      expect(await run()).toEqual(NOTHING);
    }
    at(8 * 60);
    expect(await run()).toEqual({ ...NOTHING, alert: 1 });
    // Who was told late has the same time to answer.
    at(8 * 60 + MINUTES - 1);
    expect(await run()).toEqual(NOTHING);
  });

  it('are those of their own territory', async () => {
    const { here, there } = orders.world;
    const [ours, theirs] = [await aWaitingOrder(here), await aWaitingOrder(there)];
    at(MINUTES);
    expect(await run(there)).toEqual({ ...NOTHING, alert: 1 });
    expect([await asked(ours.order, here), await asked(theirs.order, there)]).toEqual([
      [],
      ['order.remind-shop', 'order.text-shop'],
    ]);
    const [row] = await rowsOf<{ id: string }>(there, 'SELECT id FROM order_recipient LIMIT 1');
    expect(await orders.assurance.reminded(here, row?.id ?? '')).toBeNull();
  });

  it('forget the phone with whom it was: where the page is handed over, and where nobody keeps it any more', async () => {
    const { here, work } = orders.world;
    const grants = orders.services.get(GrantService);
    const phones = async (shop: number, order: Pick<Order, 'id'>) => [
      (await work.read(here, (tx) => orders.services.get(OrderingSettingsRepository).answering(tx, shop)))
        .phone,
      await rowsOf(here, 'SELECT phone FROM order_recipient WHERE order_id = $1 AND phone IS NOT NULL', [
        order.id,
      ]),
    ];
    const heir = await anAccount(orders.world, here);
    const [handedOver, left, kept] = [await aWaitingOrder(), await aWaitingOrder(), await aWaitingOrder()];
    at(MINUTES);
    await run();
    await work.write(here, (tx) => grants.transferOwner(tx, handedOver.shop, heir.id, NIGHT));
    await work.write(here, (tx) => grants.release(tx, left.shop));
    expect(await phones(handedOver.shop, handedOver.order)).toEqual([null, []]);
    expect(await phones(left.shop, left.order)).toEqual([null, []]);
    expect(await phones(kept.shop, kept.order)).toEqual(['+33612345678', [{ phone: '+33612345678' }]]);
  });

  describe('and the phones that text messages about them go to', () => {
    const PHONE = '+33612345678';
    const recipients = (order: Pick<Order, 'id'>) =>
      rowsOf<{ id: string; phone: string }>(
        orders.world.here,
        'SELECT id, phone FROM order_recipient WHERE order_id = $1 AND phone IS NOT NULL',
        [order.id],
      );
    const texted = async (order: Pick<Order, 'id'>) => {
      const [text] = await recipients(order);
      const id = required(text, 'the recipient of the text message').id;
      const insert = () =>
        orders.world.work.write(orders.world.here, ({ manager }) =>
          manager.query(
            `INSERT INTO mail_delivery (id, template, ref, recipient, message_id)
             VALUES (gen_random_uuid(), 'order-text', $1, '33612345678@phone.invalid', gen_random_uuid())`,
            [id],
          ),
        );
      const records = () =>
        rowsOf(orders.world.here, 'SELECT recipient FROM mail_delivery WHERE ref = $1', [id]);
      return { id, insert, records };
    };
    const release = (shop: number) =>
      orders.world.work.write(orders.world.here, (tx) => orders.services.get(GrantService).release(tx, shop));
    const ownerOf = async (shop: number) =>
      required(
        await orders.world.work.read(orders.world.here, (tx) =>
          orders.services.get(GrantService).ownerOf(tx, shop),
        ),
        'the owner',
      );

    it('are forgotten with the records of what was sent there, also of what is sent at that moment', async () => {
      const { shop, order } = await aWaitingOrder();
      at(MINUTES);
      await run();
      const text = await texted(order);
      await text.insert();
      await release(shop);
      expect(await text.records()).toEqual([]);
      await text.insert();
      await orders.assurance.forgetTextIfGone(orders.world.here, text.id);
      expect(await text.records()).toEqual([]);
    });

    it('are forgotten by who tells of an order at the same moment', async () => {
      const { shop, order } = await aWaitingOrder();
      const { work, here } = orders.world;
      at(MINUTES);
      let running: Promise<unknown> = Promise.resolve();
      await work.write(here, async (tx) => {
        await orders.services.get(GrantService).release(tx, shop);
        running = run();
        let isOver = false;
        void running.finally(() => (isOver = true));
        await untilWaiting(orders.world, 1, () => isOver);
      });
      await running;
      expect(await recipients(order)).toEqual([]);
    });

    it('are forgotten where the shop says another, or none', async () => {
      const { shop, order } = await aWaitingOrder();
      at(MINUTES);
      await run();
      const text = await texted(order);
      await text.insert();
      const settings = required(await orders.settings.find(orders.world.here, shop), 'the settings');
      const say = (phone: string | null) =>
        orders.settings.save(orders.world.here, shop, settings, { minutes: MINUTES, phone });
      await say(PHONE);
      expect(await text.records()).toHaveLength(1);
      await say('+33698765432');
      expect([await recipients(order), await text.records()]).toEqual([[], []]);
    });

    it('are not given any more by who has left the page', async () => {
      const { shop } = await aWaitingOrder();
      const { here, work } = orders.world;
      const owner = await ownerOf(shop);
      const as = createContext(here.tenant, { kind: 'account', accountId: owner.id }, randomUUID());
      const settings = required(await orders.settings.find(here, shop), 'the settings');
      const say = () => orders.settings.save(as, shop, settings, { minutes: MINUTES, phone: PHONE });
      await say();
      await release(shop);
      await expect(say()).rejects.toMatchObject({ code: 'listing-not-found' });
      const kept = await work.read(here, (tx) =>
        orders.services.get(OrderingSettingsRepository).answering(tx, shop),
      );
      expect(kept.phone).toBeNull();
    });

    it('are in the file of whose page it is, with the messages that went there, and in nobody else’s', async () => {
      const { shop, order } = await aWaitingOrder();
      const owner = await ownerOf(shop);
      const { id } = await anAccount(orders.world, orders.world.here, {
        grants: [{ listingId: shop, role: 'merchant-staff' }],
      });
      at(MINUTES);
      await run();
      const fileOf = (accountId: string) =>
        orders.world.work.read(orders.world.here, (tx) =>
          orders.services.get(ShopPhonePersonalData).export(tx, accountId),
        );
      const texts = [{ order: orderNumber(order.number), phone: PHONE, sentAt: null }];
      expect(await fileOf(owner.id)).toEqual([{ listing: shop, phone: PHONE, texts }]);
      expect(await fileOf(id)).toEqual([]);
    });
  });

  it('use the time of the territory where the shop says none, and no phone that it did not give', async () => {
    const { shop, order } = await aWaitingOrder();
    const settings = await orders.settings.find(orders.world.here, shop);
    if (!settings) throw new Error('no settings');
    await orders.settings.save(orders.world.here, shop, settings, { minutes: null, phone: null });
    at(29);
    expect(await run()).toEqual(NOTHING);
    at(30);
    expect(await run()).toEqual({ ...NOTHING, alert: 1 });
    expect(await asked(order)).toEqual(['order.remind-shop']);
  });
});
