import { randomUUID } from 'node:crypto';
import type { MandateGroup } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { MandateService, MandatesModule } from '@halles/domain/mandates';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, GENEROUS, multipartForm, servicesOf } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { aShopThatMaySell } from '../../testing/order-shop';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const LOAF = {
  name: 'Pain de campagne',
  price: '4,20',
  section: 'Pains',
  isAvailable: 'yes',
  vat: 'reduced',
  withdrawal: 'perishable',
};

describe('an agent of the town among the products of a shop', () => {
  let portal: Portal;
  let listing: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing } = await aShopThatMaySell(portal));
  });

  const pathOf = (page = ''): string => `/pro/commerces/${String(listing)}${page}`;
  const comeIn = async (scope: readonly MandateGroup[] | null) => {
    const sent = await sendAgent(portal.world, portal.world.here, listing, { scope });
    const { headers } = await portal.ask(HERE, `/pro/agent/${sent.link}`);
    return { ...sent, cookie: (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '' };
  };
  const ask = (path: string, cookie: string, slug = HERE): Promise<Answer> =>
    portal.ask(slug, path, { headers: { cookie } });
  const post = (page: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Answer> =>
    portal.post(HERE, pathOf(page), fields, { cookie });
  const products = () => portal.app.get(CatalogueService).list(portal.world.here, listing);
  const acts = (action: string): Promise<{ actor: string }[]> =>
    portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query(`SELECT actor FROM audit_log WHERE action = $1 AND detail ->> 'listing' = $2`, [
        action,
        String(listing),
      ]),
    );
  const photoActs = (action: string): Promise<{ actor: string }[]> =>
    portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query(`SELECT actor FROM audit_log WHERE action = $1 AND detail ->> 'listingId' = $2`, [
        action,
        String(listing),
      ]),
    );
  const notices = (): Promise<unknown[]> =>
    portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query(
        `SELECT page_change AS change, author, agent_id AS agent, mail_due_at IS NOT NULL AS due FROM notification
          WHERE listing_id = $1 AND page_change IN ('products', 'orders')`,
        [listing],
      ),
    );

  it('adds, changes and takes off sale what the mandate names, as the town, and who keeps the shop is told once', async () => {
    const { cookie, accountId } = await comeIn(['products']);
    const home = await ask(pathOf(), cookie);
    expect(home.body).toContain(`href="${pathOf('/produits')}"`);
    const list = await ask(pathOf('/produits'), cookie);
    expect([list.status, checkHtml(list.body, 'fr')]).toEqual([200, []]);
    expect(list.body).toMatch(/avec l’accord de Jeanne Paul/);
    for (const closed of ['/produits-importer', '/commandes-reglages'])
      expect(list.body).not.toContain(`href="${pathOf(closed)}"`);

    const id = randomUUID();
    expect((await post('/produits', { id, ...LOAF }, cookie)).status).toBe(303);
    const change = { ...LOAF, price: '4,50', isAvailable: '', do: 'save' };
    expect((await post(`/produits/${id}`, change, cookie)).status).toBe(303);
    expect(await products()).toMatchObject([{ id, priceCents: 450, isAvailable: false, section: 'Pains' }]);
    const wrong = await post(`/produits/${id}`, { ...change, price: 'cher' }, cookie);
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect((await post(`/produits/${id}`, { do: 'archive' }, cookie)).status).toBe(303);
    expect(await products()).toEqual([]);
    for (const action of ['product.added', 'product.changed', 'product.archived'])
      expect(await acts(action)).toEqual([{ actor: `agent:${accountId}` }]);
    expect(await notices()).toEqual([{ change: 'products', author: 'agent', agent: accountId, due: true }]);
  });

  it('adds photos of a product, changes and takes them off, and none of the place', async () => {
    const { cookie, accountId } = await comeIn(['products']);
    const id = randomUUID();
    await post('/produits', { id, ...LOAF }, cookie);
    const bytes = await aPicture().jpeg().toBuffer();
    const { body, headers } = multipartForm({}, [
      { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes },
    ]);
    for (let at = 0; at < 2; at += 1)
      await portal.ask(HERE, pathOf(`/produits/${id}/photo`), {
        method: 'POST',
        body,
        headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
      });
    const page = await ask(pathOf(`/produits/${id}`), cookie);
    const forms = [...page.body.matchAll(/action="[^"]*(\/produits\/[^"]+\/photos\/[^"]+)"/g)].map(
      ([, form = '']) => form,
    );
    const [first = '', second = ''] = forms;
    expect(forms).toHaveLength(2);
    for (const fields of [{ do: 'earlier' }, { do: 'describe', alt: 'Une miche' }, { do: 'remove' }])
      expect((await post(second, fields, cookie)).status).toBe(303);
    for (const action of ['photo.arranged', 'photo.described', 'photo.removed'])
      expect(await photoActs(action)).toEqual([{ actor: `agent:${accountId}` }]);
    const cut = await post(first.replace(/^\/produits\/[^/]+/, ''), {}, cookie);
    expect([403, 404]).toContain(cut.status);
    const { cookie: other } = await comeIn(['description']);
    expect((await post(first, { do: 'remove' }, other)).status).toBe(403);
  });

  it.each([
    ['the whole page', null],
    ['the description and the orders', ['description', 'orders']],
  ] as const)('comes to none of them with a mandate on %s', async (_what, scope) => {
    const { cookie } = await comeIn(scope);
    expect((await ask(pathOf(), cookie)).body).not.toContain(`href="${pathOf('/produits')}"`);
    expect((await ask(pathOf('/produits'), cookie)).status).toBe(403);
    expect((await post('/produits', { id: randomUUID(), ...LOAF }, cookie)).status).toBe(403);
    expect(await products()).toEqual([]);
  });

  it('comes neither to files of many, nor to another shop or territory, nor back once the mandate is taken back', async () => {
    const { cookie, mandate } = await comeIn(['products']);
    expect((await ask(pathOf('/produits-importer'), cookie)).status).toBe(403);
    expect((await ask(pathOf('/produits'), cookie, 'autre-ville')).status).toBe(403);
    const { listing: other } = await aShopThatMaySell(portal, 'Ailleurs');
    expect((await ask(`/pro/commerces/${String(other)}/produits`, cookie)).status).toBe(404);
    const services = await servicesOf(portal.world, [MandatesModule]);
    await services.get(MandateService).revoke(portal.world.here, mandate, 'merchant', new Date());
    expect((await post('/produits', { id: randomUUID(), ...LOAF }, cookie)).status).toBe(403);
    expect(await products()).toEqual([]);
  });
});
