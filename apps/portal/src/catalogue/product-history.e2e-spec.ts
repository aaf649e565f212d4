import { randomUUID } from 'node:crypto';
import { MOST_NOTED_PRODUCTS } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { appendAudit, createContext } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, multipartForm } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { DomUtils, parseDocument } from 'htmlparser2';
import { aShopThatMaySell } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const LOAF = { name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable' };

/** Entries of a history, the last first, each as one line of text. */
const entriesIn = (html: string): string[] =>
  [...html.matchAll(/<li>\s*<h2 class="history__head">[^]*?<\/li>/g)].map(([entry]) =>
    DomUtils.textContent(parseDocument(entry.replaceAll('<', ' <')))
      .replaceAll(/\s+/g, ' ')
      .replace(/^.*?\d{2} ?h ?\d{2}|^[^]*? à \d+ h(?: \d+)?/, '')
      .trim(),
  );

describe('products in the history of a page', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const space = (path = ''): string => `/pro/commerces/${String(listing)}${path}`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const post = (path: string, fields: Record<string, string>, as = cookie) =>
    portal.post(HERE, space(path), fields, { cookie: as });
  const read = async (path: string, as = cookie): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie: as } });
    expect([path, status, checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const history = async (as = cookie): Promise<string[]> => entriesIn(await read(space('/historique'), as));
  const add = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    expect((await post('/produits', { id, ...LOAF, ...more })).status).toBe(303);
    return id;
  };

  it('say who changed what, before and after in words, and nothing of what was saved as it was', async () => {
    const id = await add();
    const save = { ...LOAF, do: 'save' };
    expect((await post(`/produits/${id}`, save)).status).toBe(303);
    expect(
      (
        await post(`/produits/${id}`, {
          ...save,
          name: 'Pain <bis>',
          price: '4,50',
          description: 'Levain',
          noticeDays: '2',
          allergens: 'gluten',
        })
      ).status,
    ).toBe(303);
    expect((await post(`/produits/${id}`, { do: 'archive' })).status).toBe(303);
    const [archived, changed, added, ...others] = await history();
    expect(archived).toMatch(
      /Vous Produit retiré de la vente : Pain <bis> Pain <bis> Avant : en vente Après : retiré de la vente Voir les produits retirés de la vente$/,
    );
    expect(changed).toMatch(
      /Vous Produit modifié : Pain Pain \(nom\) Avant : Pain Après : Pain <bis> Pain \(description\) Avant : rien Après : Levain Pain \(prix\) Avant : 4,20 € Après : 4,50 € Pain \(délai de commande\) Avant : aucun Après : 2 jours Pain \(allergènes\) Avant : non précisés Après : Gluten Voir les produits$/,
    );
    expect(added).toMatch(
      /Vous Produit ajouté : Pain Pain \(prix\) Avant : rien Après : 4,20 € Voir les produits$/,
    );
    expect(others.join()).not.toContain('Produit');
    const english = entriesIn(await read(`/en/pro/businesses/${String(listing)}/history`));
    expect(english[1]).toMatch(/Product changed: Pain .*Pain \(price\) .*€4\.20.*€4\.50/);
  });

  it('say that an agent of the town did it for the shop, and the town reads its name', async () => {
    const id = await add();
    const sent = await sendAgent(portal.world, portal.world.here, listing, { scope: ['products'] });
    const { headers } = await portal.ask(HERE, `/pro/agent/${sent.link}`);
    const agent = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    const change = { ...LOAF, price: '3,90', do: 'save' };
    expect((await post(`/produits/${id}`, change, agent)).status).toBe(303);
    const [changed] = await history();
    expect(changed).toMatch(/La collectivité Produit modifié : Pain .*4,20 € Après : 3,90 €/);
    expect(changed).not.toContain('Vous');
  });

  it('say of those of the demonstration that the shop has them, and not that the town added them', async () => {
    const { tenant } = portal.world.here;
    const command = createContext(tenant, { kind: 'operator', accountId: null }, randomUUID());
    const noted = { count: 1, shown: [{ name: 'Tarte', values: {}, others: [] }] };
    await portal.world.work.write(command, (tx) =>
      appendAudit(tx, 'product.added', { listing, noted }, new Date()),
    );
    expect((await history())[0]).toMatch(/Le commerce Produit ajouté : Tarte/);
  });

  it('put what a file of many lines does in one entry, with the first of them and the way to take it back', async () => {
    const many = MOST_NOTED_PRODUCTS + 5;
    const lines = (cents: string) =>
      ['nom,prix', ...Array.from({ length: many }, (_, at) => `Article ${String(at)},"${cents}"`)].join('\n');
    for (const cents of ['4,20', '4,60']) {
      const { body, headers } = multipartForm({ id: randomUUID() }, [
        { field: 'table', name: 'p.csv', type: 'text/csv', bytes: Buffer.from(lines(cents)) },
      ]);
      const sent = await portal.ask(HERE, space('/produits-importer'), {
        method: 'POST',
        body,
        headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
      });
      const path = String(sent.headers.location);
      const plan = /name="plan" value="(\w+)"/.exec(await read(path))?.[1] ?? '';
      expect((await portal.post(HERE, path, { do: 'import', plan }, { cookie })).status).toBe(303);
    }
    const [second, first] = await history();
    expect(second).toMatch(
      new RegExp(`aucun ajouté, ${many} modifiés\\. Voici les ${MOST_NOTED_PRODUCTS} premiers modifiés`),
    );
    expect(second?.match(/Avant : 4,20 € Après : 4,60 €/g)).toHaveLength(MOST_NOTED_PRODUCTS);
    expect(second).toMatch(/Voir les fichiers importés$/);
    expect(first).toMatch(new RegExp(`${many} ajoutés, aucun modifié`));
    expect((await history()).filter((entry) => /Produit|Article/.test(entry))).toHaveLength(2);
  });

  it('put what is saved at once in one entry: prices that change, and what goes off sale', async () => {
    const [bread, brioche] = [await add(), await add({ name: 'Brioche' })];
    const ctx = createContext(portal.world.here.tenant, { kind: 'system', job: 'table' }, 'table');
    await portal.world.work.write(ctx, (tx) =>
      portal.app.get(CatalogueService, { strict: false }).changeSomeIn(tx, listing, (products) => ({
        changes: products.flatMap((product) =>
          product.id === bread ? [{ id: bread, input: { ...product, priceCents: 500 } }] : [],
        ),
        archived: [brioche],
      })),
    );
    const [both, ...others] = await history();
    expect(both).toMatch(
      /2 produits modifiés en une fois Brioche Avant : en vente Après : retiré de la vente Pain \(prix\) Avant : 4,20 € Après : 5,00 €/,
    );
    expect(others.filter((entry) => entry.includes('retiré'))).toEqual([]);
  });

  it('show a change that was noted before what changed was', async () => {
    const ctx = createContext(portal.world.here.tenant, { kind: 'system', job: 'older' }, 'older');
    await portal.world.work.write(ctx, (tx) =>
      appendAudit(tx, 'product.changed', { listing, product: randomUUID() }, new Date()),
    );
    expect((await history()).filter((entry) => entry.includes('Produit'))).toHaveLength(1);
  });

  it('are of their own shop: another one, here or in another territory, reads nothing of them', async () => {
    await add({ name: 'Zibeline' });
    const other = await aShopThatMaySell(portal);
    const theirs = await portal.ask(HERE, `/pro/commerces/${String(other.listing)}/historique`, {
      headers: { cookie: other.cookie },
    });
    expect([theirs.status, theirs.body.includes('Zibeline')]).toEqual([200, false]);
    expect(
      (await portal.ask('autre-ville', space('/historique'), { headers: { cookie } })).body,
    ).not.toContain('Zibeline');
  });
});
