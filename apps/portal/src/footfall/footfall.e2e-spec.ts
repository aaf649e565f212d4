import { randomUUID } from 'node:crypto';
import { pathTo } from '@halles/contracts';
import { FootfallMeter } from '@halles/domain/footfall';
import { ListingService } from '@halles/domain/listings';
import { NO_GAUGE, PlaceGauges } from '@halles/domain/place-days';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';
const AS_PROGRAM = { accept: 'application/json' };

describe('the meter at the doors of a shop', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Salon du Coin'));
    const gauges = portal.app.get(PlaceGauges, { strict: false });
    await gauges.save(portal.world.here, listing, { ...NO_GAUGE, people: 3 });
  });

  const path = (to = ''): string => `/pro/commerces/${String(listing)}/compteur${to}`;
  const page = async (address: string, slug = HERE): Promise<string> => {
    const { status, body } = await portal.ask(slug, address, { headers: { cookie } });
    expect([status, checkHtml(body, address.startsWith('/en/') ? 'en' : 'fr')]).toEqual([200, []]);
    return body;
  };
  const click = (change: 1 | -1, ago = 0): string => `${randomUUID()} ${String(change)} ${String(ago)}`;
  const present = async (): Promise<number> =>
    (await portal.app.get(FootfallMeter, { strict: false }).read(portal.world.here, listing)).walkIns;
  /** The address of a new door or screen. */
  const aLink = async (kind: 'door' | 'screen', name: string): Promise<string> => {
    const fields = { do: 'add', id: randomUUID(), kind, name };
    expect((await portal.post(HERE, path('-portes'), fields, { cookie })).status).toBe(303);
    const doors = await page(path('-portes'));
    const found = [...doors.matchAll(/href="(\/(?:porte|ecran)\/[^"]+)"[^>]*>([^<]*)</g)].find(
      ([, , words]) => words?.includes(name) === true,
    );
    return found?.[1] ?? '';
  };

  it('counts without scripts, each button of a page once, and says when nobody is there to leave', async () => {
    const shown = await page(path());
    const [enter, leave] = [...shown.matchAll(/name="clicks" value="([^"]+)"/g)].map(
      ([, value]) => value ?? '',
    );
    const press = (clicks = '') => portal.post(HERE, path(), { clicks, device: '' }, { cookie });
    const gone = await press(leave);
    expect([gone.status, gone.headers.location]).toEqual([303, `${path()}?fait=nobody`]);
    expect(await page(`${path()}?fait=nobody`)).toContain('rien n’a changé');
    expect([(await press(enter)).headers.location, (await press(enter)).status]).toEqual([path(), 303]);
    expect(await present()).toBe(1);
  });

  it('counts what several telephones kept while they had no network, and tells each how many are there', async () => {
    const [street, court] = [await aLink('door', 'Rue'), await aLink('door', 'Cour')];
    const kept = [click(1, 9_000), click(1, 5_000), click(-1, 100)].join(',');
    const send = (door: string, clicks: string) =>
      portal.post(HERE, door, { clicks, device: randomUUID() }, AS_PROGRAM);
    expect(JSON.parse((await send(street, kept)).body)).toMatchObject({ walkIns: 1, gauge: 3 });
    // Its answer was lost: it is sent again.
    const again = JSON.parse((await send(street, kept)).body) as object;
    expect(again).toMatchObject({ walkIns: 1, outcomes: ['counted', 'counted', 'counted'] });
    expect(JSON.parse((await send(court, click(1))).body)).toMatchObject({ walkIns: 2 });
    const { body } = await portal.ask(HERE, street, { headers: AS_PROGRAM });
    expect(JSON.parse(body)).toMatchObject({ walkIns: 2, expected: 0, gauge: 3 });
  });

  it('shows at the entrance whether somebody may come in, in both languages, and turns when it is full', async () => {
    const screen = await aLink('screen', 'Entrée');
    expect(await page(screen)).toContain('footfall--calm');
    const clicks = [click(1), click(1), click(1)].join(',');
    await portal.post(HERE, path(), { clicks, device: '' }, { ...AS_PROGRAM, cookie });
    const full = await page(screen);
    expect(full).toContain('footfall--full');
    expect(full).toContain('<noscript><meta http-equiv="refresh" content="15"></noscript>');
    expect(full).toContain('Complet\u00a0: merci d’attendre');
    expect(await page(screen.replace('/ecran/', '/en/screen/'))).toContain('Full: please wait');
    // The address of the screen counts nobody.
    expect((await portal.post(HERE, screen.replace('/ecran/', '/porte/'), { clicks: click(1) })).status).toBe(
      404,
    );
  });

  it('is withdrawn from a telephone that was lost, and opens nothing in another town', async () => {
    const door = await aLink('door', 'Perdue');
    expect((await portal.ask(ELSEWHERE, door)).status).toBe(404);
    const doors = await page(path('-portes'));
    const id = /name="do" value="revoke">\s*<input[^>]*name="id" value="([^"]+)"/.exec(doors)?.[1] ?? '';
    expect((await portal.post(HERE, path('-portes'), { do: 'revoke', id }, { cookie })).status).toBe(303);
    for (const headers of [{}, AS_PROGRAM]) {
      const refused = await portal.post(HERE, door, { clicks: click(1), device: '' }, headers);
      expect([refused.status, refused.body]).toEqual([404, expect.stringContaining('Lien retiré')]);
    }
    expect((await portal.ask(HERE, door)).status).toBe(404);
    expect(await present()).toBe(0);
  });

  it('is on the page of the shop and in lists, with the time of the reading, and on a poster', async () => {
    const [enter] = [click(1)];
    await portal.post(HERE, path(), { clicks: [enter, click(1)].join(','), device: '' }, { cookie });
    const found = await portal.app.get(ListingService, { strict: false }).find(portal.world.here, listing);
    const shown = await page(`/commerce/${found?.slug ?? ''}-${String(listing)}?1`);
    expect(shown).toMatch(/state--soon">Animé à \d+\u00a0h/);
    expect(await page(`/commerces?q=salon&${String(listing)}`)).toMatch(/state--soon">Animé à \d+\u00a0h/);
    const poster = await portal.ask(HERE, path('-affiche.pdf'), { headers: { cookie } });
    expect([poster.status, poster.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(poster.bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
    const gauges = portal.app.get(PlaceGauges, { strict: false });
    await gauges.save(portal.world.here, listing, NO_GAUGE);
    const none = await portal.ask(HERE, path('-affiche.pdf'), { headers: { cookie } });
    expect([none.status, none.headers.location]).toEqual([303, `/pro/commerces/${String(listing)}/jauge`]);
  });

  it('sets times of the week apart, which its page lists, until they are taken back', async () => {
    const calm = `/pro/commerces/${String(listing)}/heures-calmes`;
    const post = (fields: Record<string, string>) => portal.post(HERE, calm, fields, { cookie });
    const span = {
      do: 'add',
      id: randomUUID(),
      kind: 'fragile',
      weekday: '2',
      from: '10:00',
      until: '12:00',
    };
    const wrong = await post({ ...span, until: '09:00' });
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('La fin vient après le début')]);
    for (const _ of [1, 2]) expect((await post(span)).headers.location).toBe(`${calm}?fait=add`);
    const words = 'mardi, 10\u00a0h – 12\u00a0h\u00a0: pour les personnes fragiles';
    expect((await page(calm)).split(words)).toHaveLength(3);
    const found = await portal.app.get(ListingService, { strict: false }).find(portal.world.here, listing);
    const shown = () => page(`/commerce/${found?.slug ?? ''}-${String(listing)}?${randomUUID()}`);
    const isFound = async (): Promise<boolean> =>
      (await page(`${pathTo('businesses', 'fr')}?avec=calm-hours`)).includes(`-${String(listing)}"`);
    expect(await shown()).toContain(words);
    expect(await isFound()).toBe(true);
    expect(await page(pathTo('businesses', 'fr'))).toContain('Heures calmes ou réservées');
    expect((await post({ do: 'remove', id: span.id })).status).toBe(303);
    expect(await shown()).not.toContain(words);
    expect(await isFound()).toBe(false);
  });

  it('is corrected by who counted heads; what is no number and no click is refused in words', async () => {
    const correct = (value: string) =>
      portal.post(HERE, path('-portes'), { do: 'correct', id: randomUUID(), present: value }, { cookie });
    expect((await correct('12')).headers.location).toBe(`${path('-portes')}?fait=correct`);
    expect(await present()).toBe(12);
    const wrong = await correct('beaucoup');
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('Écrivez un nombre entier')]);
    for (const clicks of [
      '',
      'x',
      `${randomUUID()} 5 0`,
      `${click(1)},`,
      Array.from({ length: 201 }, () => click(1)).join(),
    ])
      expect((await portal.post(HERE, path(), { clicks, device: '' }, { cookie })).status).toBe(422);
    expect(await present()).toBe(12);
  });
  it('has a gauge that two people of the shop say without undoing one another', async () => {
    const gauge = `/pro/commerces/${String(listing)}/jauge`;
    const seen = (/name="seen" value="([^"]*)"/.exec(await page(gauge))?.[1] ?? '').replaceAll('&quot;', '"');
    const save = (fields: Record<string, string>) =>
      portal.post(
        HERE,
        gauge,
        { do: 'gauge', seen, surface: '', people: '3', staff: '0', ...fields },
        { cookie },
      );
    expect((await save({ people: '5' })).status).toBe(303);
    expect((await save({ staff: '2' })).status).toBe(303);
    const { status, body } = await save({ people: '7' });
    expect([status, checkHtml(body, 'fr'), body.includes('value="7"')]).toEqual([409, [], true]);
    const gauges = portal.app.get(PlaceGauges, { strict: false });
    expect(await gauges.read(portal.world.here, listing)).toMatchObject({ people: 5, staff: 2 });
  });
});
