import { randomUUID } from 'node:crypto';
import { type PaymentChecks, paymentChecksSchema } from '@halles/contracts';
import { type Order, orderNumber } from '@halles/domain/orders';
import { DAY, HOUR } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { GENEROUS } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { anOrder, basketOf, type OrdersWorld, ordersOf } from '@halles/testing/orders';
import { ConsoleStage } from '../../testing/console-stage';

const PATH = '/api/tenants/ici-bourg/payment-checks';
const ago = (milliseconds: number): Date => new Date(Date.now() - milliseconds);

describe('payments that a person has to look at', () => {
  let stage: ConsoleStage;
  let orders: OrdersWorld;
  let claire: ConsoleClient;
  let order: Order;
  let number: string;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    const { world, port } = stage;
    orders = await ordersOf(world);
    claire = new ConsoleClient(port);
    await openSession(
      world,
      claire,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
    const shop = await orders.aShop();
    order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    number = orderNumber(order.number);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    for (const table of ['payment_mismatch', 'order_payment'])
      for (const ctx of [orders.world.here, orders.world.there]) await write(`DELETE FROM ${table}`, [], ctx);
  });

  const write = (sql: string, values: unknown[], ctx: TenantContext = orders.world.here): Promise<unknown> =>
    orders.world.work.write(ctx, ({ manager }) => manager.query(sql, values));
  const mismatch = (
    kind: string,
    of: { shop?: number; orderId?: string | null; at?: Date; goneAt?: Date | null; ctx?: TenantContext } = {},
  ): Promise<unknown> =>
    write(
      `INSERT INTO payment_mismatch (id, listing_id, kind, order_id, payment, ours_cents, theirs_cents, found_at, seen_at, gone_at)
       VALUES ($1, $2, $3, $4, $5, 1234, 4321, $6, $6, $7)`,
      [
        ...[randomUUID(), of.shop ?? order.listingId, kind, of.orderId ?? null, `pi_${randomUUID()}`],
        ...[of.at ?? ago(HOUR), of.goneAt ?? null],
      ],
      of.ctx,
    );
  const payment = (set: { problem?: string; isContested?: boolean; at?: Date }): Promise<unknown> =>
    write(
      `INSERT INTO order_payment (order_id, listing_id, account, cents, payment, state, problem, is_contested, created_at)
       VALUES ($1, $2, 'acct_1', 1234, 'pi_ours', 'captured', $3, $4, $5)`,
      [order.id, order.listingId, set.problem ?? null, set.isContested ?? false, set.at ?? ago(3 * HOUR)],
    );
  const act = (number: number, kind: string, outcome: string): Promise<unknown> =>
    write(
      `INSERT INTO order_payment_act (order_id, number, kind, cents, created_at, outcome, ended_at)
       VALUES ($1, $2, $3, 1234, $4, $5, $4)`,
      [order.id, number, kind, ago(2 * HOUR), outcome],
    );
  const list = async (path = PATH): Promise<PaymentChecks> => {
    const { status, json } = await claire.call({ path });
    expect(status).toBe(200);
    return paymentChecksSchema.parse(json);
  };
  const kinds = async (): Promise<string[]> => (await list()).checks.map(({ kind }) => kind);

  it('are those that differ, both ways, by order and shop, without amounts; what is gone is left out', async () => {
    expect(await list()).toMatchObject({ isOffered: false, checks: [], next: null });
    await mismatch('amount', { orderId: order.id, at: ago(3 * HOUR) });
    await mismatch('no-payment', { orderId: order.id, at: ago(2 * HOUR) });
    await mismatch('no-order', { at: ago(HOUR) });
    await mismatch('no-order', { goneAt: new Date() });
    const { checks, timeZone } = await list();
    expect(timeZone).toBe(orders.world.here.tenant.settings.timeZone);
    expect(checks.map((one) => [one.kind, one.number])).toEqual([
      ['amount', number],
      ['no-payment', number],
      ['no-order', null],
    ]);
    // Without an order, the payment is what its merchant finds it by.
    expect(checks.map((one) => one.payment?.slice(0, 3))).toEqual([undefined, undefined, 'pi_']);
    expect(JSON.stringify(checks)).not.toMatch(/1234|4321/);
    expect(checks[0]?.listing.id).toBe(order.listingId);
  });

  it.each(['capture', 'refund', 'cancel'])('say that a %s was refused, and with what code', async (kind) => {
    await payment({ problem: 'balance_insufficient' });
    await act(1, 'capture', 'done');
    await act(2, kind, 'refused');
    const { checks } = await list();
    expect(checks).toMatchObject([
      { kind: `${kind}-refused`, problem: 'balance_insufficient', number, payment: null },
    ]);
  });

  it('say that something was refused where it is none of those', async () => {
    await payment({ problem: 'account_invalid' });
    await act(1, 'capture', 'done');
    expect(await kinds()).toEqual(['refused']);
  });

  it('are contested ones as long as a bank may decide, beside what else there is about them', async () => {
    await payment({ isContested: true, problem: 'x' });
    await act(1, 'refund', 'refused');
    expect(await kinds()).toEqual(['contested', 'refund-refused']);
    await write('UPDATE order_payment SET problem = NULL, created_at = $1', [ago(200 * DAY)]);
    expect(await kinds()).toEqual([]);
  });

  it('are read page by page, each once, also those of one moment; a cursor that is none begins anew', async () => {
    const at = ago(HOUR);
    for (let n = 0; n < 45; n += 1) await mismatch('no-order', { at });
    const ids: string[] = [];
    let path = PATH;
    for (let page = 0; page < 3; page += 1) {
      const { checks, next } = await list(path);
      ids.push(...checks.map(({ id }) => id));
      expect(next === null).toBe(page === 2);
      path = `${PATH}?after=${next ?? ''}`;
    }
    expect([ids.length, new Set(ids).size]).toEqual([45, 45]);
    expect((await list(`${PATH}?after=nothing`)).checks[0]?.id).toBe(ids[0]);
  });

  it('are of a territory, and shown to its agents alone', async () => {
    const { world, port } = stage;
    await mismatch('no-order', { ctx: world.there, shop: await orders.aShop({}, world.there) });
    expect(await kinds()).toEqual([]);
    await mismatch('no-order');
    const stranger = new ConsoleClient(port);
    const account = await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id });
    await openSession(world, stranger, account);
    const { status, body } = await stranger.call({ path: PATH });
    expect([status === 200, body.includes('no-order')]).toEqual([false, false]);
  });
});
