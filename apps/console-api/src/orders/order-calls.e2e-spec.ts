import { HOUR, MINUTE } from '@halles/kernel';
import { OrderCalls } from '@halles/domain/orders';
import { GENEROUS } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld, ordersOf, TEN } from '@halles/testing/orders';
import { ConsoleStage } from '../../testing/console-stage';

const PATH = '/api/tenants/ici-bourg/orders-to-call';

interface Row {
  readonly id: string;
  readonly assignee: unknown;
  readonly isCustomerNotified: boolean;
}

describe('orders that the town is to call about', () => {
  let stage: ConsoleStage;
  let orders: OrdersWorld;
  let claire: ConsoleClient;
  let denis: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    const { world, port } = stage;
    orders = await ordersOf(world);
    const signedIn = async (): Promise<ConsoleClient> => {
      const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
      const browser = new ConsoleClient(port);
      await openSession(world, browser, agent);
      return browser;
    };
    [claire, denis] = [await signedIn(), await signedIn()];
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    for (const ctx of [orders.world.here, orders.world.there])
      await orders.world.work.write(ctx, ({ manager }) => manager.query('DELETE FROM customer_order'));
  });

  const at = (minutes: number) => {
    orders.at(new Date(ORDERED_AT.getTime() + minutes * MINUTE));
  };
  async function called(ctx = orders.world.here, more: object = {}) {
    const shop = await orders.aShop({ horizon: 30 }, ctx);
    const settings = await orders.settings.find(ctx, shop);
    if (!settings) throw new Error('no settings');
    await orders.settings.save(ctx, shop, settings, { minutes: 10, phone: '+33612345678' });
    const input = anOrder(basketOf(await orders.aProduct(shop, {}, ctx)), {
      slotFrom: TEN + 48 * HOUR,
      note: 'Pour mes 50 ans',
      ...more,
    });
    const { id } = await orders.place(shop, input, ctx);
    for (const minutes of [10, 20]) {
      at(minutes);
      await orders.assurance.run(ctx);
    }
    return orders.handling.get(ctx, id);
  }
  const list = async (browser = claire) => {
    const { status, json, body } = await browser.call({ path: PATH });
    expect(status).toBe(200);
    return { calls: json['calls'] as Row[], timeZone: json['timeZone'], body };
  };
  const save = (id: string, body: object, browser = claire) =>
    browser.call({ method: 'PUT', path: `${PATH}/${id}`, body });

  it('stand on its list with the phone and what was tried, and nothing of their customer, until they are answered', async () => {
    const order = await called();
    await called(orders.world.there);
    const { calls, timeZone, body } = await list();
    expect(timeZone).toBe(orders.world.here.tenant.settings.timeZone);
    expect(calls).toMatchObject([
      { phone: '+33612345678', number: '2026-0001', isCustomerNotified: false, assignee: null, done: null },
    ]);
    // Its mails are promised to those alone who want them: what was not tried is not said to be on its way.
    expect(calls[0]).toMatchObject({ attempts: [] });
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO mail_delivery (id, template, ref, recipient, message_id)
         SELECT gen_random_uuid(), 'order-received', id, 'paul@example.org', gen_random_uuid()
           FROM order_recipient WHERE order_id = $1`,
        [order.id],
      ),
    );
    expect((await list()).calls[0]).toMatchObject({ attempts: [{ means: 'order', status: 'queued' }] });
    for (const word of ['Odile', 'odile@example.org', '50 ans', 'Pain', order.code])
      expect(body).not.toContain(word);
    await orders.moved(order, 'accepted');
    expect((await list()).calls).toEqual([]);
    const late = await save(calls[0]?.id ?? '', { isDone: true });
    expect([late.status, late.json['code']]).toEqual([409, 'order-call-over']);
  });

  it('say that their customer was told of those alone who left an address', async () => {
    await called();
    orders.at(ORDERED_AT);
    await called(orders.world.here, { name: 'Karim', email: null, phone: '+33612345678' });
    at(30);
    await orders.assurance.run(orders.world.here);
    const { calls } = await list();
    expect(
      calls.map(({ isCustomerNotified }) => isCustomerNotified).sort((a, b) => Number(a) - Number(b)),
    ).toEqual([false, true]);
  });

  it('are taken by one agent, noted, called about and taken back, each with a line of the journal', async () => {
    await called();
    const id = (await list()).calls[0]?.id ?? '';
    expect((await save(id, { isMine: true })).status).toBe(204);
    expect((await list()).calls[0]?.assignee).toEqual({ name: expect.any(String), isYourself: true });
    expect((await list(denis)).calls[0]?.assignee).toEqual({ name: expect.any(String), isYourself: false });
    const taken = await save(id, { isMine: true }, denis);
    expect([taken.status, taken.json['code']]).toEqual([409, 'order-call-taken']);
    expect((await save(id, { note: 'Rappeler à midi', seenNote: null })).status).toBe(204);
    expect((await save(id, { isDone: true })).status).toBe(204);
    expect((await list()).calls[0]).toMatchObject({
      note: 'Rappeler à midi',
      done: { by: expect.any(String) },
    });
    for (const body of [{ isMine: false }, { note: '', seenNote: 'Rappeler à midi' }, { isDone: false }])
      expect((await save(id, body)).status).toBe(204);
    expect((await list()).calls[0]).toMatchObject({ assignee: null, note: null, done: null });
    const lines = await orders.rowsOf<{ act: string }>(
      `SELECT detail ->> 'act' AS act FROM audit_log WHERE action = 'order.called' ORDER BY at, id`,
    );
    expect(lines.map(({ act }) => act)).toEqual(['assign', 'note', 'done', 'assign', 'note', 'done']);
    for (const body of [
      {},
      { isMine: 'yes' },
      { note: 'x'.repeat(1_001), seenNote: null },
      { note: 'x' },
      { isDone: true, isMine: true },
    ])
      expect((await save(id, body)).status).toBe(422);
  });

  it('have a note that no colleague overwrites unseen', async () => {
    await called();
    const id = (await list()).calls[0]?.id ?? '';
    const first = { note: 'Fermé le lundi', seenNote: null };
    expect((await save(id, first)).status).toBe(204);
    // Sent twice, it is kept once.
    expect((await save(id, first)).status).toBe(204);
    const unseen = await save(id, { note: 'Ne répond pas', seenNote: null }, denis);
    expect([unseen.status, unseen.json['code']]).toEqual([409, 'order-call-note-changed']);
    expect((await list()).calls[0]).toMatchObject({ note: 'Fermé le lundi' });
    const both = { note: 'Fermé le lundi, rappeler mardi', seenNote: 'Fermé le lundi' };
    expect((await save(id, both, denis)).status).toBe(204);
    expect((await list()).calls[0]).toMatchObject({ note: both.note });
  });

  it('are told of by mail once an hour at most, and not at night', async () => {
    const announcing = orders.services.get(OrderCalls);
    const { here } = orders.world;
    await called();
    expect([await announcing.announce(here), await announcing.announce(here)]).toEqual([1, 0]);
    orders.at(ORDERED_AT);
    const second = await called();
    expect(await announcing.announce(here)).toBe(0);
    // Neither the shop nor an office is open at ten in the evening.
    at(15 * 60);
    expect(await announcing.announce(here)).toBe(0);
    at(24 * 60 + 10);
    expect(await announcing.announce(here)).toBe(1);
    await orders.moved(second, 'accepted');
    const [mail] = await orders.rowsOf<{ id: string }>(
      'SELECT announced_in AS id FROM order_assurance WHERE order_id = $1',
      [second.id],
    );
    // All that it tells of was answered before it left.
    expect(await announcing.announced(here, mail?.id ?? '')).toBeNull();
  });
});
