import { OrderFiguresService } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs } from '@halles/testing';
import { anOrder, ordersOf, type OrdersWorld } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the orders of a shop in figures, on the portal', () => {
  let portal: Portal;
  let orders: OrdersWorld;
  let shop: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    orders = await ordersOf(portal.world);
    orders.at(new Date());
    shop = await orders.aShop();
  });
  afterAll(() => portal.close());

  const signedIn = async (listing: number, role: 'merchant-owner' | 'merchant-staff'): Promise<string> => {
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(`UPDATE account_grant SET role = 'merchant-staff' WHERE listing_id = $1`, [listing]),
    );
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role }],
    });
    return cookie;
  };
  const read = async (path: string, cookie: string) => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    return { status, body, words: body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
  };
  const pathOf = (listing: number, end = ''): string =>
    `/pro/commerces/${String(listing)}/statistiques/commandes${end}`;
  const inEnglish = (listing: number): string => `/en/pro/businesses/${String(listing)}/statistics/orders`;

  it('say to who has had none how to begin, and draw no row of zeros', async () => {
    const cookie = await signedIn(shop, 'merchant-owner');
    const page = await read(pathOf(shop), cookie);
    expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
    expect(page.words).toContain('la première n’est pas encore arrivée');
    expect(page.body).not.toMatch(/<table|use-totals/);
    expect(page.body).toContain(`/pro/commerces/${String(shop)}/produits`);
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query('UPDATE ordering_settings SET is_open = false WHERE listing_id = $1', [shop]),
    );
    expect((await read(pathOf(shop), cookie)).words).toContain('Vous ne prenez pas encore de commandes');
    expect((await read(inEnglish(shop), cookie)).words).toContain('You do not take orders online yet');
  });

  describe('of who has some', () => {
    let busy: number;
    let cookie: string;
    beforeAll(async () => {
      busy = await orders.aShop();
      cookie = await signedIn(busy, 'merchant-owner');
      const loaf = await orders.aProduct(busy, { name: 'Pain <b>de</b> campagne' });
      const rare = await orders.aProduct(busy, { name: 'Brioche' });
      const line = (productId: string) => ({ productId, quantity: 3, unitCents: 420, choices: [] });
      const next = async (id: string): Promise<number> =>
        (await orders.slotsOf(busy, [{ ...line(id), weight: null }])).find(({ refusal }) => refusal === null)
          ?.from ?? 0;
      const slotFrom = await next(loaf);
      const placed = () => orders.placed(busy, anOrder([line(loaf)], { slotFrom }));
      await orders.moved(await placed(), 'accepted', 'collected');
      await orders.moved(await placed(), 'accepted', 'not-collected');
      const refused = await orders.placed(busy, anOrder([line(rare)], { slotFrom }));
      const move = { listingId: busy, orderId: refused.id, seen: refused.event, actor: 'merchant' as const };
      await orders.handling.move(portal.world.here, { ...move, accountId: null }, 'refused', 'sold-out');
      await orders.services.get(OrderFiguresService).count(portal.world.here);
    });

    it.each(['', '?semaines=13', '?semaines=52', '?semaines=hier'])(
      'are told in tables, without a script (%s)',
      async (end) => {
        const { status, body, words } = await read(pathOf(busy, end), cookie);
        expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
        expect(words).toMatch(/Commandes reçues 3 Avant : 0/);
        expect(words).toMatch(/Réponses à temps 100 %/);
        expect(words).toMatch(/Montant des ventes 12,60 €/);
        expect(words).toMatch(/Panier moyen 12,60 €/);
        expect(words).toMatch(/Reçues Acceptées Retirées Non retirées Refusées Montant des ventes/);
        expect(words).toMatch(/Total 3 2 1 1 1 12,60 €/);
        expect(body).toContain('Pain &lt;b&gt;de&lt;/b&gt; campagne');
        expect(words).toMatch(/Ce qui a manqué Produit Commandes Brioche 1/);
        const shown = /=(\d+)$/.exec(end)?.[1] ?? '4';
        expect(body.replaceAll('&#x3D;', '=')).toContain(`?semaines=${shown}" aria-current="true"`);
      },
    );

    it('are told in English too', async () => {
      const { status, body, words } = await read(inEnglish(busy), cookie);
      expect([status, checkHtml(body, 'en')]).toEqual([200, []]);
      expect(words).toMatch(/Orders received 3 Before: 0/);
      expect(words).toMatch(/Sales amount €12\.60/);
    });

    it('tell staff nothing of what the shop earns, and nobody else anything', async () => {
      const staff = await signedIn(busy, 'merchant-staff');
      const { status, body, words } = await read(pathOf(busy), staff);
      expect([status, words.includes('Commandes reçues')]).toEqual([200, true]);
      expect(body).not.toMatch(/12,60|Panier moyen|Montant/);
      const stranger = await signedIn(shop, 'merchant-staff');
      expect((await read(pathOf(busy), stranger)).status).toBe(404);
    });

    it('are reached from the inbox and from the statistics of the page', async () => {
      const owner = await signedIn(busy, 'merchant-owner');
      for (const from of ['commandes', 'statistiques'])
        expect((await read(`/pro/commerces/${String(busy)}/${from}`, owner)).body).toContain(
          `href="${pathOf(busy)}"`,
        );
    });
  });
});
