import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const TOUR = '/paniers/tournee';

describe('a tour of several shops', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  const read = async (path: string, cookie: string): Promise<string> => {
    const answer = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, answer.status, checkHtml(answer.body, 'fr')]).toEqual([path, 200, []]);
    return answer.body;
  };
  const storedIn = (headers: Readonly<Record<string, unknown>>): string[] =>
    [headers['set-cookie'] ?? []].flat().map((one) => String(one).split(';')[0] ?? '');
  /** A shop so many metres further north on its street, and the basket that somebody has of it. */
  const shopAt = async (name: string, metres: number, rules: Record<string, string> = {}) => {
    const position = {
      longitude: -0.5739,
      latitude: 44.84 + metres / 111_195,
      precision: 'address' as const,
    };
    const { listing, cookie } = await aShopThatMaySell(portal, name, { position });
    const id = randomUUID();
    const product = {
      id,
      name: `De ${name}`,
      price: '4,20',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    const space = `/pro/commerces/${String(listing)}`;
    await portal.post(HERE, `${space}/produits`, product, { cookie });
    await portal.post(HERE, `${space}/commandes-reglages`, { ...RULES, ...rules }, { cookie });
    const form = `/commerce/x-${String(listing)}/commander`;
    const answer = await portal.post(HERE, form, { [`q-${id}`]: '1', do: 'store' });
    expect(answer.status).toBe(303);
    return { listing, cookie, space, form, basket: storedIn(answer.headers)[0] ?? '' };
  };
  /** What its button sends: the form above it, which asks for another tour, has the same address. */
  const slotsIn = (html: string) =>
    fieldsIn(html.replace(/<form class="order__pager"[^]*?<\/form>/, ''), TOUR);
  const namesIn = (html: string): string[] =>
    [...html.matchAll(/<li class="card">.*?<a [^>]*>([^<]+)</g)].map(([, name = '']) => name);

  it('goes along the street, and fills each form in with its slot, one after the other', async () => {
    const end = await shopAt('Au Bout', 600);
    const start = await shopAt('Au Début', 0);
    const middle = await shopAt('Au Milieu', 300);
    const cookies = [end, start, middle].map(({ basket }) => basket).join('; ');
    expect(await read('/paniers', cookies)).toContain(`href="${TOUR}">Tout retirer en une tournée</a>`);
    const page = await read(TOUR, cookies);
    expect([
      ['Au Bout', 'Au Milieu', 'Au Début'],
      ['Au Début', 'Au Milieu', 'Au Bout'],
    ]).toContainEqual(namesIn(page));
    expect(page).toContain('dont 12 minutes à pied');
    const days = [...page.matchAll(/<option value="(\d{4}-\d{2}-\d{2})"/g)].map(([, day = '']) => day);
    const later = await read(`${TOUR}?jour=${days[2] ?? ''}&heure=14:10`, cookies);
    expect(later).toMatch(/14\u00a0h\u00a010 – 14\u00a0h\u00a0\d\d/);

    const taken = await portal.post(HERE, TOUR, slotsIn(later), { cookie: cookies });
    const now = storedIn(taken.headers);
    expect([taken.status, now.length]).toEqual([303, 3]);
    const first = await read(String(taken.headers.location), now.join('; '));
    expect(first).toMatch(
      /<option value="\d+" selected>\w{3}\.\u00a0\d{1,2}[^<,]*, 14\u00a0h – 14\u00a0h\u00a030/,
    );
    expect(first).toContain('Il vous reste 2 paniers à commander');
    expect(first).toMatch(/Au Milieu, [^,<]+, 14\u00a0h/);
    expect(await read('/paniers', now.join('; '))).toContain('Créneau choisi');
  });

  it('asks again where a slot has gone meanwhile', async () => {
    const one = await shopAt('Le Premier', 0);
    const other = await shopAt('Le Second', 100);
    const cookies = [one.basket, other.basket].join('; ');
    const page = await read(TOUR, cookies);
    const now = storedIn((await portal.post(HERE, TOUR, slotsIn(page), { cookie: cookies })).headers);
    // From now on a day ahead.
    const rules = { ...RULES, notice: '2880' };
    expect(
      (await portal.post(HERE, `${one.space}/commandes-reglages`, rules, { cookie: one.cookie })).status,
    ).toBe(303);
    for (const path of [one.form, '/paniers']) {
      const shown = await read(path, now.join('; '));
      expect([path, shown.includes('le créneau que vous aviez choisi n’est plus libre')]).toEqual([
        path,
        true,
      ]);
    }
    expect(await read(one.form, now.join('; '))).not.toMatch(/<option value="\d{12,14}" selected>/);
  });

  it('offers the days that all shops have, and says of each other day whom it leaves out', async () => {
    const soon = await shopAt('Le Premier', 0, { horizon: '1' });
    const later = await shopAt('Le Second', 100, { notice: '2880' });
    const always = await shopAt('Le Tiers', 200);
    const days = (html: string): string[] =>
      [...html.matchAll(/<option value="\d{4}-\d{2}-\d{2}"[^>]*>([^<]+)/g)].map(([, label = '']) => label);
    const ofTwo = await read(TOUR, [later.basket, always.basket].join('; '));
    const ofOne = await read(TOUR, always.basket);
    expect([days(ofTwo).length > 0, days(ofTwo).every((day) => days(ofOne).includes(day))]).toEqual([
      true,
      true,
    ]);
    expect(days(ofTwo).length).toBeLessThan(days(ofOne).length);
    const all = await read(TOUR, [soon.basket, later.basket, always.basket].join('; '));
    expect(all).toContain('Aucun jour ne convient à tous vos paniers');
    expect(days(all).every((day) => /\(sans Le (Premier|Second)\)$/.test(day))).toBe(true);
    expect(namesIn(all)).toHaveLength(2);
    expect(all).toMatch(/Le Second n’a pas de créneau libre ce jour-là. Ses prochains jours\u00a0: \w+ \d/);
  });

  it('says which shops are in no tour, and why, and takes no day for one that is none', async () => {
    const one = await shopAt('Le Premier', 0);
    const closed = await shopAt('Le Fermé', 100);
    await portal.post(
      HERE,
      `${closed.space}/commandes-reglages`,
      { ...RULES, isOpen: 'no' },
      { cookie: closed.cookie },
    );
    const cookies = [one.basket, closed.basket].join('; ');
    for (const query of ['', '?jour=2026-02-31&heure=99:99', '?jour=x&jour=y'])
      for (const words of [
        'Le Fermé ne prend pas de commande en ce moment',
        'Il faut des paniers dans deux commerces',
      ])
        expect(await read(TOUR + query, cookies)).toContain(words);
    const nothing = await portal.post(HERE, TOUR, { 'slot-1': '1795766400000' });
    expect([nothing.status, nothing.headers.location, nothing.headers['set-cookie']]).toEqual([
      303,
      '/paniers',
      undefined,
    ]);
    const hour = /name="heure" type="time" value="(\d\d:\d\d)"/.exec(await read(TOUR, cookies))?.[1];
    expect(hour).toMatch(/^\d\d:\d\d$/);
  });
});
