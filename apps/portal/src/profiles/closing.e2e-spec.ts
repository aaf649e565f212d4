import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const NOW = new Date('2026-11-26T10:00:00Z');
const TIME_OFF = { v0from: '2026-12-28', v0returns: '2027-01-11' };
const QUESTION = /Oui, fermer du 28\sdécembre 2026 au 10\sjanvier 2027/;

describe.each(['merchant', 'agent'] as const)('a %s who would close a shop for a week or more', (who) => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const facts = { displayName: 'Le Kiosque', openingHoursText: 'Mo-Sa 09:00-18:00' };
    const { world } = portal;
    [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
    if (who === 'merchant') {
      ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }], at: NOW }));
      return;
    }
    const { link } = await sendAgent(world, world.here, listing, { now: NOW });
    const { headers } = await portal.ask(HERE, `/pro/agent/${link}`);
    cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const pathOf = (page: string): string => `/pro/commerces/${listing}${page}`;
  const post = (page: string, fields: Readonly<Record<string, string>>): Promise<Answer> =>
    portal.post(HERE, pathOf(page), { version: '0', ...fields }, { cookie });
  const content = async () => (await portal.app.get(ProfileService).find(portal.world.here, listing)).content;

  it('is asked before it is published, and loses nothing of what was typed', async () => {
    const asked = await post('/conges', { ...TIME_OFF, do: 'publish' });
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    expect(asked.body).toMatch(QUESTION);
    expect(asked.body).toContain('value="2026-12-28"');
    expect((await content()).vacations).toBeNull();
    const again = await post('/conges', { ...TIME_OFF, closing: '2026-12-28_2027-02-01', do: 'publish' });
    expect(again.status).toBe(200);
    const [, key = ''] = /name="closing" value="([^"]+)"/.exec(asked.body) ?? [];
    expect((await post('/conges', { ...TIME_OFF, closing: key, do: 'publish' })).status).toBe(303);
    expect((await content()).vacations).toHaveLength(1);
  });

  it('who empties the whole week publishes nothing, and reads how to say that it is closed', async () => {
    const week = { d1from1: '09:00', d1until1: '12:00', mode: 'shop', closing: 'weekdays_2-3-4-5-6' };
    for (const known of [null, 'Mo 09:00-12:00']) {
      if (known !== null) expect((await post('/horaires', { ...week, do: 'publish' })).status).toBe(303);
      for (const button of ['publish', 'preview']) {
        const refused = await post('/horaires', { mode: 'shop', do: button });
        expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
        expect(refused.body).toMatch(/href="#d1from1"[^>]*>Lundi\s: indiquez au moins un jour ouvert/);
        expect(refused.body).toMatch(
          /«\sCongés et exceptions\s»[^<]*fermé définitivement[^<]*«\sInformations\s»/,
        );
      }
      const { shopHours, publicHolidays } = await content();
      expect([shopHours, publicHolidays]).toEqual([known, null]);
    }
  });

  it('is asked on the real page too, by the button that publishes', async () => {
    expect((await post('/conges', { ...TIME_OFF, do: 'preview' })).headers.location).toBe(pathOf('/apercu'));
    const { body } = await portal.ask(HERE, pathOf('/apercu'), { headers: { cookie } });
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect(body).toMatch(QUESTION);
    expect((await post('/apercu', { do: 'publish' })).headers.location).toBe(pathOf('/apercu'));
    expect((await content()).vacations).toBeNull();
    const [, key = ''] = /name="closing" value="([^"]+)"/.exec(body) ?? [];
    expect((await post('/apercu', { do: 'publish', closing: key })).status).toBe(303);
    expect((await content()).vacations).toHaveLength(1);
  });

  it('is asked before a change is taken back, where that closes it again', async () => {
    const [, key = ''] = /name="closing" value="([^"]+)"/.exec((await post('/conges', TIME_OFF)).body) ?? [];
    await post('/conges', { ...TIME_OFF, closing: key });
    expect((await post('/conges', { version: '1', v0from: '', v0returns: '' })).status).toBe(303);
    expect((await content()).vacations).toEqual([]);
    const asked = await post('/historique/annuler', { version: '2' });
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    expect(asked.body).toMatch(QUESTION);
    expect((await content()).vacations).toEqual([]);
    expect((await post('/historique/annuler', { version: '2', closing: 'for-good' })).status).toBe(200);
    const agreed = await post('/historique/annuler', { version: '2', closing: key });
    expect(agreed.status).toBe(303);
    expect((await content()).vacations).toHaveLength(1);
  });

  it('is asked before an opening is taken back, where that closes it for good', async () => {
    await post('/informations', { state: 'closed', closing: 'for-good' });
    await post('/informations', { version: '1', state: 'open' });
    expect((await post('/historique/annuler', { version: '2' })).body).toContain(
      'Oui, fermer définitivement',
    );
    expect((await content()).state).toEqual({ state: 'open' });
  });

  it('is asked of hours and of a closing for good, and of nothing shorter', async () => {
    const season = {
      mode: 'shop',
      s0from: '01/06',
      s0until: '31/08',
      s0d1from1: '09:00',
      s0d1until1: '18:00',
    };
    expect((await post('/horaires', { ...season, do: 'publish' })).body).toMatch(/Oui, fermer/);
    expect((await post('/informations', { state: 'closed', do: 'publish' })).body).toContain(
      'Oui, fermer définitivement',
    );
    const days = { v0from: '2026-12-28', v0returns: '2027-01-02' };
    expect((await post('/conges', { ...days, do: 'publish' })).status).toBe(303);
    expect((await post('/aujourd-hui', { do: 'closed' })).status).toBe(303);
  });

  it.each([
    ['/aujourd-hui', { do: 'zz' }],
    ['/aujourd-hui', {}],
    ['/conges', {}],
    ['/jours-feries', { 'h2026-12-25': 'zzz' }],
    ['/jours-feries', { general: 'zzz' }],
  ])('publishes nothing of what no page sends: %s %j', async (page, fields) => {
    expect((await post('/conges', { v0from: '2026-12-28', v0returns: '2027-01-02' })).status).toBe(303);
    const before = await content();
    expect(before.vacations).toHaveLength(1);
    const answer = await post(page, { ...fields, version: '1' });
    expect(answer.status).toBe(422);
    expect(checkHtml(answer.body, 'fr')).toEqual([]);
    expect(await content()).toEqual(before);
  });

  it('is asked before hours leave one day of a week', async () => {
    const saturday = { mode: 'shop', d6from1: '09:00', d6until1: '12:00', do: 'publish' };
    const asked = await post('/horaires', saturday);
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    expect(asked.body).toContain('Oui, fermer chaque lundi, mardi, mercredi, jeudi et vendredi');
    expect(asked.body).toContain('value="12:00"');
    expect((await content()).shopHours).toBeNull();
    const [, key = ''] = /name="closing" value="([^"]+)"/.exec(asked.body) ?? [];
    expect((await post('/horaires', { ...saturday, closing: key })).status).toBe(303);
    expect((await content()).shopHours).toBe('Sa 09:00-12:00');
  });
});
