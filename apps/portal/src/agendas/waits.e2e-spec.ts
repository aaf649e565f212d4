import { randomUUID } from 'node:crypto';
import { WaitOffers } from '@halles/domain/agendas';
import { DAY } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import { aShopThatMaySell } from '../../testing/order-shop';
import { fieldsIn } from '../../testing/posted-fields';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const isoDay = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describe('the waiting list of a shop', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let salon: Salon;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    agendas = await agendasOf(portal.world);
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    agendas.at(new Date());
    const shop = await aShopThatMaySell(portal);
    ({ cookie } = shop);
    salon = await agendas.anAgenda(shop.listing, { settings: { waitHours: 4 } });
  });

  const read = async (path: string, headers = {}): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers });
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body.replaceAll(/[\u00a0\u202f]/g, ' ');
  };
  const times = (): string => `/commerce/le-pain-du-coin-${String(salon.id)}/rendez-vous/${salon.service}`;
  const linkIn = (html: string): string =>
    /href="([^"]+\/attente\?[^"]+)"/
      .exec(html)?.[1]
      ?.replaceAll(/&amp;|&#x3D;/g, (one) => (one === '&amp;' ? '&' : '=')) ?? '';
  const ask = async (more: Record<string, string> = {}) => {
    const action = `${times()}/attente`;
    return portal.post(HERE, action, {
      ...fieldsIn(await read(action), action),
      ...{ firstDay: isoDay(3), lastDay: isoDay(6), name: 'Odile <Martin>', email: 'odile@example.org' },
      ...{ phone: '', website: '', idempotencyKey: randomUUID(), ...more },
    });
  };
  /** Whether nobody can be served on these days. */
  const block = (isBlocked: boolean): Promise<void> => {
    const from = Date.parse(`${isoDay(1)}T00:00:00Z`);
    const pause = { from, until: from + 8 * DAY };
    return agendas.settings.setPause(portal.world.here, salon.id, pause, isBlocked);
  };
  const run = () => agendas.services.get(WaitOffers).run(portal.world.here, () => false);

  it('is joined where nothing is free; what is kept is left to the next, or taken, with a button', async () => {
    expect(await read(linkIn(await read(times())))).toContain('Être prévenu d’une place');
    const wrong = await ask({ lastDay: '2020-01-01', email: '' });
    expect([wrong.status, wrong.body.includes('il faut pouvoir vous prévenir')]).toEqual([422, true]);
    const free = await ask();
    expect([free.status, free.body.includes('Une heure est libre ces jours-là')]).toEqual([409, true]);
    await block(true);
    const asked = await ask();
    const page = String(asked.headers.location).split('?')[0] ?? '';
    expect([asked.status, page.startsWith('/attente/')]).toEqual([303, true]);
    const waiting = await read(`${page}?fait=asked`);
    for (const said of ['Vous êtes sur la liste d’attente.', 'Odile &lt;Martin&gt;', 'Ne plus attendre'])
      expect(waiting).toContain(said);
    await block(false);
    expect(await run()).toEqual({ expired: 0, offered: 1 });
    const offered = fieldsIn(await read(page), page);
    expect(await read(page.replace('/attente/', '/en/waiting-list/'))).toContain('It is kept for you until');
    const left = await portal.post(HERE, page, { ...offered, do: 'decline' });
    expect([left.status, left.headers.location]).toEqual([303, `${page}?fait=declined`]);
    const old = await portal.post(HERE, page, { ...offered, do: 'accept' });
    expect([old.status, old.body.includes('Cette heure n’est plus gardée pour vous')]).toEqual([409, true]);
    await run();
    const taken = await portal.post(HERE, page, { ...fieldsIn(await read(page), page), do: 'accept' });
    expect(taken.status).toBe(303);
    expect(await read(String(taken.headers.location))).toContain('Vous êtes attendu');
    expect(await read(page)).toContain('vous n’attendez plus');
    await agendas.settings.change(portal.world.here, salon.id, { waitHours: null });
    expect(linkIn(await read(times()))).toBe('');
    expect((await portal.ask(HERE, `${times()}/attente`)).status).toBe(404);
  });

  it('is read by the shop in its order, which lets somebody go first, offers, books for them and removes', async () => {
    await block(true);
    await ask();
    await ask({ name: 'Paul', email: '', phone: '06 12 34 56 78' });
    const own = `/pro/commerces/${String(salon.id)}/agenda-attente`;
    const list = () => read(`${own}?jour=${isoDay(4)}`, { cookie });
    const idOf = (html: string, name: string): string =>
      new RegExp(`${name}[\\s\\S]*?name="wait" value="([^"]+)"`).exec(html)?.[1] ?? '';
    const step = (name: string, fields: Record<string, string>) =>
      portal.post(HERE, `${own}?jour=${isoDay(4)}`, { wait: name, offer: '', ...fields }, { cookie });
    const first = await list();
    expect(first).toMatch(/1\. Odile &lt;Martin&gt;[\s\S]*2\. Paul[\s\S]*06 12 34 56 78/);
    const paul = idOf(first, '2\\. Paul');
    expect((await step(paul, { do: 'raise' })).status).toBe(303);
    expect(await list()).toMatch(/1\. Paul[\s\S]*priorité 1[\s\S]*2\. Odile/);
    const none = await step(paul, { do: 'offer' });
    expect([none.status, none.body.includes('Aucune heure libre ne convient')]).toEqual([409, true]);
    await block(false);
    expect((await step(paul, { do: 'offer' })).status).toBe(303);
    const kept = await list();
    expect(kept).toContain('gardée jusqu’à');
    const offer = /name="offer" value="([^"]{36})"/.exec(kept)?.[1] ?? '';
    const booked = await step(paul, { do: 'book', offer });
    expect(String(booked.headers.location)).toContain(`/pro/commerces/${String(salon.id)}/agenda/`);
    expect(await read(String(booked.headers.location), { cookie })).toContain('Paul');
    const odile = idOf(await list(), '1\\. Odile');
    expect((await step(odile, { do: 'remove' })).status).toBe(303);
    expect(await list()).toContain('Personne n’attend.');
    const other = await aShopThatMaySell(portal);
    const theirs = `/pro/commerces/${String(other.listing)}/agenda-attente`;
    const foreign = await portal.post(
      HERE,
      theirs,
      { wait: odile, offer: '', do: 'remove' },
      { cookie: other.cookie },
    );
    expect(foreign.status).toBe(404);
  });
});
