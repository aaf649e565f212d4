import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ADDRESS = { street: '3 rue des Alpes', postalCode: '33000', city: 'Bordeaux' };
const CONDITIONS = { fee: '3,50', minimum: '8', freeFrom: '40' };

describe('delivery zones that are drawn', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let loaf: string;
  let middle: readonly [number, number];
  const settings = (): string => `/pro/commerces/${String(listing)}/commandes-modes`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const [town] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ longitude: number; latitude: number }[]>(
        `SELECT longitude, latitude FROM commune WHERE name = 'Bordeaux'`,
      ),
    );
    middle = [town?.longitude ?? 0, town?.latitude ?? 0];
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query('UPDATE listing SET longitude = $2, latitude = $3 WHERE id = $1', [listing, ...middle]),
    );
    loaf = randomUUID();
    const bread = { id: loaf, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await asMerchant(`/pro/commerces/${String(listing)}/produits`, {
      ...{ ...bread, withdrawal: 'right', noticeDays: '', stock: '' },
    });
    expect((await asMerchant(`/pro/commerces/${String(listing)}/commandes-reglages`, RULES)).status).toBe(
      303,
    );
  });

  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, path, fields, { cookie });
  /** Corners of a square around the middle of the town, moved to the east by degrees. */
  const square = (east = 0, half = 0.02): [number, number][] => {
    const [x, y] = [middle[0] + east, middle[1]];
    return [
      [x - half, y - half],
      [x + half, y - half],
      [x + half, y + half],
      [x - half, y + half],
    ];
  };
  const lines = (corners: readonly (readonly [number, number])[]): string =>
    corners.map(([x, y]) => `${String(Number(y.toFixed(5)))}, ${String(Number(x.toFixed(5)))}`).join('\n');
  const geoJson = (corners: readonly (readonly [number, number])[]): string =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {},
          geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]]] },
        },
      ],
    });
  const draws = (polygon: string, more: Record<string, string> = {}) =>
    asMerchant(settings(), { do: 'zone', communes: '', radius: '', polygon, ...CONDITIONS, ...more });
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const basket = (more: Record<string, string> = {}) => ({
    ...{ [`q-${loaf}`]: '2', name: 'Odile', email: 'odile@example.org', phone: '', note: '' },
    ...{ mode: 'delivery', shown: 'delivery', ...ADDRESS, ...more },
  });
  const checks = async (more: Record<string, string> = {}) => {
    const { status, body } = await portal.post(HERE, shop(), basket({ do: 'check', ...more }));
    expect(checkHtml(body, 'fr')).toEqual([]);
    return { status, body };
  };
  const orders = async () => {
    const { body } = await portal.post(HERE, shop(), basket({ do: 'mode', shown: 'pickup' }));
    const slot = /<option value="(\d{12,14})">/.exec(body)?.[1] ?? '';
    return portal.post(HERE, shop(), basket({ slot }));
  };

  it.each([
    ['lines', () => lines(square())],
    ['GeoJSON', () => geoJson(square())],
  ])('are drawn without JavaScript, as %s, and changed', async (_, text) => {
    expect((await draws(text())).status).toBe(303);
    const page = await read(settings(), true);
    expect(page).toContain('dans la zone dessinée par le commerce (3,50');
    const id = /value="editZone"[^]*?name="id" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    const filled = await asMerchant(settings(), { do: 'editZone', id });
    expect(filled.body).toContain(`${lines(square())}</textarea>`);
    expect((await draws(lines(square(0.1)), { id, fee: '5' })).status).toBe(303);
    const after = await read(settings(), true);
    expect([after.match(/value="editZone"/g)?.length, after.includes('commerce (5,00')]).toEqual([1, true]);
  });

  it.each([
    ['no numbers', 'Tout Bordeaux', 'Ligne 1 de la zone'],
    ['two corners', '44.84, -0.58\n44.85, -0.57', 'celle-ci en a 2'],
    ['sides that cross', '44.82, -0.60\n44.86, -0.55\n44.82, -0.55\n44.86, -0.60', 'coins 1 et 3'],
    ['broken GeoJSON', '{"type":"Polygon"', 'tout le texte d’un fichier GeoJSON'],
    ['a point', '{"type":"Point","coordinates":[0,0]}', 'pas de polygone'],
    [
      'longitude first',
      '-0.60, 44.82\n-0.55, 44.82\n-0.55, 44.86\n-0.60, 44.86',
      'trop loin de votre commerce',
    ],
    [
      'another country',
      '52.50, 13.36\n52.50, 13.42\n52.54, 13.42\n52.54, 13.36',
      'trop loin de votre commerce',
    ],
    ['markup', '<script>alert(1)</script>', 'Ligne 1 de la zone'],
  ])('are refused with the reason at the field, and what was typed: %s', async (_, polygon, words) => {
    const { status, body } = await draws(polygon);
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toContain(words);
    expect(body).toContain('href="#polygon"');
    expect(body).toMatch(/<textarea[^>]* id="polygon"[^>]* aria-invalid="true"/);
    expect(body).toContain(polygon.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'));
    expect(await read(settings(), true)).not.toContain('dessinée par le commerce');
  });

  it('have two hundred corners, however a program writes them', async () => {
    const round = (count: number) => {
      const corners = Array.from({ length: count }, (_, index): [number, number] => {
        const angle = (2 * Math.PI * index) / count;
        return [middle[0] + 0.0312345678912345 * Math.cos(angle), middle[1] + 0.02 * Math.sin(angle)];
      });
      return JSON.stringify({ type: 'Polygon', coordinates: [[...corners, corners[0]]] }, null, 4);
    };
    expect((await draws(round(200))).status).toBe(303);
    const { status, body } = await draws(round(201));
    expect([status, body.includes('celle-ci en a 201')]).toEqual([422, true]);
  });

  it('are one of three: towns, a distance or corners', async () => {
    for (const more of [{ communes: 'Bordeaux' }, { radius: '5' }, { polygon: '' }]) {
      const { status, body } = await draws(lines(square()), more);
      expect([more, status, body.includes('l’un des trois')]).toEqual([more, 422, true]);
    }
    expect((await draws('4'.repeat(32_000))).status).toBe(422);
  });

  it('are shown to customers, who ask first whether their address is delivered to', async () => {
    await draws(lines(square(0.1)));
    const page = await portal.post(HERE, shop(), basket({ do: 'mode', shown: 'pickup' }));
    expect(checkHtml(page.body, 'fr')).toEqual([]);
    expect(page.body).toContain('dans la zone dessinée par le commerce (3,50');
    expect(page.body).toMatch(/<zone-map [^>]*data-rings="-?[\d.]+,44/);
    expect(page.body).toContain('Vérifier l’adresse');
    const outside = await checks();
    expect([outside.status, outside.body.includes('n’est pas dans une zone')]).toEqual([200, true]);
    expect((await orders()).status).toBe(409);
    await draws(lines(square()));
    const inside = await checks();
    expect(inside.body).toContain('Cette adresse est livrée pour 3,50');
    expect(inside.body).toContain('c’est le centre de la commune qui a compté');
    // What was filled in stays.
    for (const words of ['value="3 rue des Alpes"', 'value="Odile"', 'maxlength="40" value="2"'])
      expect(inside.body).toContain(words);
    expect((await checks({ [`q-${loaf}`]: '10' })).body).toContain('et c’est offert');
    expect((await checks({ [`q-${loaf}`]: '1' })).body).toContain('dès que le panier a 3,80');
    expect((await checks({ [`q-${loaf}`]: '0' })).body).toContain('dès que le panier a 8,00');
    const summary = await orders();
    expect([summary.status, summary.body.includes('Frais de livraison')]).toEqual([200, true]);
  });

  it.each([
    ['no street', { street: '' }, 422, 'Écrivez le numéro et la rue.'],
    ['no postcode', { postalCode: '330' }, 422, 'Écrivez les cinq chiffres du code postal.'],
    ['a postcode of elsewhere', { postalCode: '26000' }, 200, 'ne vont pas ensemble'],
    ['a town that is unknown', { city: 'Ailleurs' }, 200, 'ne vont pas ensemble'],
  ])('are not asked about with %s', async (_, more, status, words) => {
    await draws(lines(square()));
    const answer = await checks(more);
    expect([answer.status, answer.body.includes(words)]).toEqual([status, true]);
  });

  it('name towns beside the territory, whose addresses are delivered to', async () => {
    const zone = { do: 'zone', radius: '', polygon: '', ...CONDITIONS };
    expect((await asMerchant(settings(), { ...zone, communes: 'Bordeaux, st Loubès' })).status).toBe(303);
    const page = await read(settings(), true);
    expect(page).toContain('Bordeaux et Saint-Loubès (3,50');
    const there = { city: 'Saint-Loubès', postalCode: '33450' };
    const inside = await checks(there);
    expect(inside.body).toContain('Cette adresse est livrée pour 3,50');
    expect(inside.body).toContain('c’est le centre de la commune qui a compté');
    expect((await checks({ ...there, postalCode: '33000' })).body).toContain('ne vont pas ensemble');
    const far = await asMerchant(settings(), { ...zone, communes: 'Valence' });
    expect([far.status, far.body.includes('ni de ses environs')]).toEqual([422, true]);
  });

  it('name no more than fifty towns, which is said at the field', async () => {
    const zone = { do: 'zone', radius: '', polygon: '', ...CONDITIONS };
    const communes = Array.from({ length: 51 }, (_, index) => `Bourg ${String(index)}`).join(', ');
    const { status, body } = await asMerchant(settings(), { ...zone, communes });
    expect([status, body.includes('href="#communes"')]).toEqual([422, true]);
    expect(body).toContain('50 communes au plus');
  });

  it('are asked about of deliveries alone', async () => {
    await draws(lines(square()));
    const { status, body } = await portal.post(
      HERE,
      shop(),
      basket({ do: 'check', mode: 'pickup', shown: 'pickup' }),
    );
    expect([status, body.includes('Cette adresse')]).toEqual([200, false]);
  });

  it('and the ways of a shop keep what a colleague saved while their form was open, and tell of what both changed', async () => {
    const seenOf = (body: string, act: string): string => {
      const form = [...body.matchAll(/<form [^]*?<\/form>/g)].find(
        ([text]) => text.includes(`name="do" value="${act}"`) && text.includes('name="seen"'),
      );
      return /name="seen" value="([^"]*)"/.exec(form?.[0] ?? '')?.[1]?.replaceAll('&quot;', '"') ?? '';
    };
    const delivery = { do: 'delivery', length: '60', notice: '120', orders: '', horizon: '7' };
    const post = { do: 'post', sendDays: '3', sendFee: '6,50', sendPayment: '' };
    expect((await draws(lines(square()))).status).toBe(303);
    const before = await read(settings(), true);
    const id = /name="id" value="([0-9a-f-]{36})"/.exec(before)?.[1] ?? '';
    const edit = (await asMerchant(settings(), { do: 'editZone', id })).body;
    const seen = {
      delivery: seenOf(before, 'delivery'),
      post: seenOf(before, 'post'),
      zone: seenOf(edit, 'zone'),
    };
    expect((await asMerchant(settings(), { ...delivery, horizon: '14' })).status).toBe(303);
    expect((await asMerchant(settings(), { ...post, sendPayment: 'Par virement' })).status).toBe(303);
    expect((await draws(lines(square()), { id, minimum: '12' })).status).toBe(303);

    expect((await asMerchant(settings(), { ...delivery, notice: '60', seen: seen.delivery })).status).toBe(
      303,
    );
    expect((await asMerchant(settings(), { ...post, sendFee: '7', seen: seen.post })).status).toBe(303);
    const now = await read(settings(), true);
    for (const [field, value] of [
      ['horizon', '14'],
      ['notice', '60'],
      ['sendFee', '7,00'],
    ] as const)
      expect(now).toMatch(new RegExp(`id="${field}"[^>]* value="${value}"`));
    expect(now).toContain('Par virement');

    const clash = await draws(lines(square()), { id, fee: '4', seen: seen.zone });
    expect([clash.status, checkHtml(clash.body, 'fr')]).toEqual([409, []]);
    expect(clash.body).toContain('Changé entre-temps\u00a0: 12,00.');
    const again = { id, fee: '4', minimum: '12', seen: seenOf(clash.body, 'zone') };
    expect((await draws(lines(square()), again)).status).toBe(303);
    const gone = (await asMerchant(settings(), { do: 'editZone', id })).body;
    await asMerchant(settings(), { do: 'removeZone', id });
    expect((await draws(lines(square()), { ...again, fee: '5', seen: seenOf(gone, 'zone') })).status).toBe(
      409,
    );
  });
});
