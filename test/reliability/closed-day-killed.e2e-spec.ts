import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { platformOf, signInAs } from '@halles/testing';
import { changedHours } from '@halles/testing/orders';
import { v7 as uuid } from 'uuid';
import { askersOf } from '../../apps/portal/testing/portal-harness';
import { openOrderShop, type OrderShop } from './order-shop';
import { openStage, type Server, type Stage, until } from './stage';

const ORDERS = 6;
/** So many are ended before the portal is killed. */
const BEFORE = 2;

describe('the orders of a closed day, whoever dies while they are ended', () => {
  let stage: Stage;
  let shop: OrderShop;
  let portal: Server;

  beforeAll(async () => {
    stage = await openStage({ ownPostgres: true });
    shop = await openOrderShop(stage);
    portal = await stage.startPortal();
  }, 180_000);
  afterAll(() => stage.close(), 60_000);

  const eventsOf = () =>
    shop.orders.rowsOf<{ id: string; state: string }>(
      `SELECT e.id, e.state FROM order_event e JOIN customer_order o ON o.id = e.order_id
        WHERE o.listing_id = $1 AND e.event > 1`,
      [shop.listing],
    );

  it('are whole orders each time: ended once with all that belongs to them, or not at all', async () => {
    const placed = [];
    for (let at = 0; at < ORDERS; at += 1) placed.push(await shop.place(uuid()));
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(shop.slotFrom);
    await (
      await changedHours(stage.world)
    )(shop.listing, {
      exceptions: [{ from: day, until: day, spans: [] }],
    });
    const { here } = stage.world;
    const { cookie } = await signInAs(stage.world, here, {
      grants: [{ listingId: shop.listing, role: 'merchant-staff' }],
    });
    const path = `/pro/commerces/${String(shop.listing)}/commandes-du-jour?jour=${day}`;
    const asker = askersOf(stage.portalPort);
    const page = await asker.ask(here.tenant.slug, path, { headers: { cookie } });
    const shown = [...page.body.matchAll(/name="order" value="([^"]+)"/g)].map(([, one = '']) => one);
    expect(shown).toHaveLength(ORDERS);
    const touch = (): Promise<{ status: number } | null> =>
      asker
        .post(
          here.tenant.slug,
          path,
          shown.map((one): [string, string] => ['order', one]),
          { cookie },
        )
        .catch(() => null);

    // The touch waits before the next order, which another transaction holds.
    const admin = await connectAdmin(
      stage.world.config,
      required(databaseAddresses(stage.world.config).get('main'), 'main'),
    );
    await admin.query('BEGIN');
    await admin.query(`SELECT 1 FROM ${here.tenant.schema}.customer_order WHERE id = $1 FOR UPDATE`, [
      required(shown[BEFORE], 'one more').slice(0, 36),
    ]);
    const cut = touch();
    await until('some are ended', 60_000, async () => (await eventsOf()).length === BEFORE);
    await portal.kill();
    expect(await cut).toBeNull();
    await admin.query('ROLLBACK');
    await admin.end();
    expect(await eventsOf()).toHaveLength(BEFORE);

    portal = await stage.startPortal();
    expect([(await touch())?.status, (await touch())?.status]).toEqual([303, 303]);
    const events = await eventsOf();
    expect(events.map(({ state }) => state)).toEqual(Array.from({ length: ORDERS }, () => 'refused'));
    // Each customer is told once, and every loaf is back.
    const told = await platformOf(stage.world).query(
      `SELECT ref FROM outbox WHERE kind = 'order.notify-customer' AND ref = ANY ($1)`,
      [events.map(({ id }) => id)],
    );
    expect(told).toHaveLength(ORDERS);
    expect(await shop.orders.wrongStocks(shop.listing)).toEqual([]);
    expect(await shop.orders.stockOf(shop.listing, shop.loaf)).toBe(1_000);
    expect(placed).toHaveLength(ORDERS);
  }, 240_000);
});
