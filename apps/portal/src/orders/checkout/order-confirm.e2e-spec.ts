import { orderConfirmLink } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { anOrder, basketOf, ordersOf, type OrdersWorld, TEN } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const DAY = 24 * 3_600_000;
const RULES = { isOpen: true, kind: 'order', length: 30, notice: 60, orders: null, horizon: 60 } as const;

describe('confirming an order by the link of its mail', () => {
  let portal: Portal;
  let orders: OrdersWorld;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
  });
  afterAll(() => portal.close());

  /** An order that was placed just now, as the portal's clock is the machine's, for a slot of next week. */
  async function ordered(more: object = {}) {
    orders.at(new Date());
    const shop = await orders.aShop({ horizon: 60 });
    await orders.settings.change(portal.world.here, shop, { ...RULES, confirmsContact: true });
    const bread = await orders.aProduct(shop, { stock: 2 });
    const weeks = Math.ceil((Date.now() - TEN) / (7 * DAY)) + 1;
    const order = await orders.placed(
      shop,
      anOrder(basketOf(bread), { slotFrom: TEN + weeks * 7 * DAY, ...more }),
    );
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    });
    const links = new SignedLinks(portal.world.config.masterKey);
    const token = links.issue(portal.world.here, orderConfirmLink, { id: order.id, serial: 0 });
    return { shop, order, cookie, page: `/confirmer-commande/${token}` };
  }
  const read = async (path: string, cookie?: string): Promise<string> => {
    const answer = await portal.ask(HERE, path, cookie === undefined ? {} : { headers: { cookie } });
    expect([path, answer.status, checkHtml(answer.body, 'fr')]).toEqual([path, 200, []]);
    return answer.body;
  };

  it('is asked by a button, and brings the order to its shop: opening the page does nothing', async () => {
    const { shop, order, cookie, page } = await ordered({ note: 'Une note', name: 'Marguerite Vidal' });
    const asked = await read(page);
    expect(asked).toContain('Confirmer votre commande');
    // Whoever reads the address learns nothing that was typed.
    expect([asked.includes('Marguerite'), asked.includes('Une note')]).toEqual([false, false]);
    await read(page);
    const inbox = `/pro/commerces/${String(shop)}/commandes`;
    expect(await read(inbox, cookie)).not.toContain('Marguerite');

    const { status, headers } = await portal.post(HERE, page, {});
    expect(status).toBe(303);
    const own = String(headers.location);
    expect(await read(own)).toContain('En attente de confirmation');
    expect(await read(inbox, cookie)).toContain('Marguerite');
    // Again, in another tab.
    expect((await portal.post(HERE, page, {})).status).toBe(303);
    expect(await read(page)).toContain('le commerce a reçu la commande');
    expect((await orders.handling.get(portal.world.here, order.id)).events).toHaveLength(2);
  });

  it('comes too late once it was cancelled, and the page says so', async () => {
    const { order, page } = await ordered();
    const move = { listingId: order.listingId, orderId: order.id, seen: 1, accountId: null } as const;
    await orders.handling.move(portal.world.here, { ...move, actor: 'system' }, 'cancelled', 'not-confirmed');
    expect(await read(page)).toContain('Trop tard pour confirmer');
    const late = await portal.post(HERE, page, {});
    expect([late.status, late.body.includes('Trop tard pour confirmer')]).toEqual([409, true]);
  });

  it('is no use of another link, nor in another town', async () => {
    const { order, page } = await ordered();
    const links = new SignedLinks(portal.world.config.masterKey);
    const foreign = links.issue(portal.world.there, orderConfirmLink, { id: order.id, serial: 0 });
    for (const token of ['nonsense', foreign])
      expect((await portal.post(HERE, `/confirmer-commande/${token}`, {})).status).toBe(404);
    expect((await portal.post('la-bas', page, {})).status).not.toBe(303);
    expect((await orders.handling.get(portal.world.here, order.id)).state).toBe('to-confirm');
  });

  it('is switched on in the settings of the shop', async () => {
    const { shop, cookie } = await ordered();
    const settings = `/pro/commerces/${String(shop)}/commandes-reglages`;
    expect(await read(settings, cookie)).toContain('Faire confirmer chaque commande par courriel');
    const fields = { kind: 'order', length: '30', notice: '60', horizon: '60', weightTolerance: '10' };
    const saved = await portal.post(HERE, settings, { isOpen: 'yes', ...fields }, { cookie });
    expect(saved.status).toBe(303);
    const found = await orders.settings.find(portal.world.here, shop);
    expect([found?.confirmsContact, found?.isOpen]).toEqual([false, true]);
  });
});
