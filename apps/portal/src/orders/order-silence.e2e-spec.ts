import { orderSilenceLink } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { anOrder, basketOf, ordersOf, type OrdersWorld } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the page of a shop that does not answer', () => {
  let portal: Portal;
  let orders: OrdersWorld;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
  });
  afterAll(() => portal.close());

  async function asked() {
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    const [recipient] = await orders.rowsOf<{ id: string }>(
      'SELECT id FROM order_recipient WHERE order_id = $1',
      [order.id],
    );
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO order_silence (listing_id, missed, last_missed_at, asked_at) VALUES ($1, 3, now(), now())`,
        [shop],
      ),
    );
    const links = new SignedLinks(portal.world.config.masterKey);
    const token = links.issue(orders.world.here, orderSilenceLink, { id: recipient?.id ?? '', serial: 0 });
    return { shop, path: `/sans-reponse/${token}` };
  }
  const isPaused = async (shop: number): Promise<boolean> =>
    ((await orders.settings.find(orders.world.here, shop))?.pausedUntil ?? null) !== null;

  it('pauses with one touch and takes up again with another; opening it does nothing', async () => {
    const { shop, path } = await asked();
    const { status, body, headers } = await portal.ask(HERE, path);
    expect([status, checkHtml(body, 'fr'), headers['set-cookie']]).toEqual([200, [], undefined]);
    for (const said of ['Êtes-vous là\u00a0?', 'Mettre en pause', 'Je suis là']) expect(body).toContain(said);
    expect(await isPaused(shop)).toBe(false);
    expect((await portal.post(HERE, path, { answer: 'pause' })).status).toBe(303);
    expect((await portal.post(HERE, path, { answer: 'pause' })).status).toBe(303);
    expect(await isPaused(shop)).toBe(true);
    expect((await portal.ask(HERE, path)).body).toContain('Reprendre les commandes');
    expect((await portal.post(HERE, path, { answer: 'here' })).status).toBe(303);
    expect(await isPaused(shop)).toBe(false);
    expect((await portal.ask(HERE, path)).body).toContain('Vos commandes sont ouvertes');
  });

  it('says that the shop is there, and asks no more', async () => {
    const { shop, path } = await asked();
    expect((await portal.post(HERE, path, { answer: 'here' })).status).toBe(303);
    expect(await isPaused(shop)).toBe(false);
    expect(await orders.rowsOf('SELECT 1 FROM order_silence WHERE listing_id = $1', [shop])).toEqual([]);
  });

  it('does nothing for what is no answer, no link, or a link of another territory', async () => {
    const { shop, path } = await asked();
    for (const answer of ['', 'yes', '<b>', '__proto__'])
      expect((await portal.post(HERE, path, { answer })).status).toBe(303);
    expect(await isPaused(shop)).toBe(false);
    expect((await portal.ask('autre-ville', path)).status).toBe(404);
    expect((await portal.ask(HERE, '/sans-reponse/nonsense')).status).toBe(404);
  });
});
