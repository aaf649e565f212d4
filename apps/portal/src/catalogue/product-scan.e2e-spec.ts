import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const CODE = '3017620422003';

describe('a bar code in the space of a shop', () => {
  let portal: Portal;
  let cookie: string;
  let products: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const shop = await aShopThatMaySell(portal);
    cookie = shop.cookie;
    products = `/pro/commerces/${String(shop.listing)}/produits`;
  });
  afterAll(() => portal.close());

  const ask = (path: string, as = cookie) => portal.ask(HERE, path, { headers: { cookie: as } });

  it('opens the product of this shop that has it, and is filled in for a new one where none has', async () => {
    const fresh = await ask(`${products}?code=3%20017620%20422003`);
    expect([fresh.status, checkHtml(fresh.body, 'fr')]).toEqual([200, []]);
    expect(fresh.body).toMatch(new RegExp(`name="ean" type="text" value="${CODE}"`));
    expect(fresh.body).toContain(`Aucun de vos produits n’a le code ${CODE}`);

    const id = randomUUID();
    const jam = {
      id,
      name: 'Pâte à tartiner',
      price: '5,40',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
      ean: CODE,
    };
    expect((await portal.post(HERE, products, jam, { cookie })).status).toBe(303);
    const known = await ask(`${products}?code=${CODE}`);
    expect([known.status, known.headers.location]).toEqual([303, `${products}/${id}`]);

    const other = await aShopThatMaySell(portal, 'L’Autre');
    const theirs = await ask(`/pro/commerces/${String(other.listing)}/produits?code=${CODE}`, other.cookie);
    expect([theirs.status, theirs.body.includes('Aucun de vos produits')]).toEqual([200, true]);
  });

  it('is told to be wrong where it is', async () => {
    for (const code of ['3017620422004', '%3Cb%3E', '12', '9'.repeat(3_000)]) {
      const wrong = await ask(`${products}?code=${code}`);
      expect([
        wrong.status,
        checkHtml(wrong.body, 'fr'),
        wrong.body.includes('relisez ses 8 ou 13 chiffres'),
      ]).toEqual([422, [], true]);
    }
    for (const query of ['?code=', `?code=${CODE}&code=${CODE}`])
      expect((await ask(products + query)).status).toBe(200);
  });

  it('may be read by the camera on this page, and on no other', async () => {
    const policies = async (path: string) => {
      const { headers } = await ask(path);
      return [
        String(headers['content-security-policy']).includes("script-src 'self' 'wasm-unsafe-eval';"),
        String(headers['permissions-policy']).includes('camera=(self)'),
      ];
    };
    expect(await policies(products)).toEqual([true, true]);
    for (const path of ['/', '/pro', `${products}-importer`])
      expect([path, await policies(path)]).toEqual([path, [false, false]]);
    const page = (await ask(products)).body;
    const [library = ''] = /\/assets\/[^"]+\/zxing-reader\.js/.exec(page) ?? [];
    const [program = ''] = /\/assets\/[^"]+\/zxing-reader\.wasm/.exec(page) ?? [];
    expect(page).not.toContain(`src="${library}"`);
    expect((await ask(library)).headers['content-type']).toContain('text/javascript');
    expect((await ask(program)).headers['content-type']).toBe('application/wasm');
  });
});
