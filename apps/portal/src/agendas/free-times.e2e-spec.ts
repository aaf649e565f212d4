import { randomUUID } from 'node:crypto';
import { gaugeRuleSchema } from '@halles/contracts';
import { FreeDays } from '@halles/domain/agendas';
import { GaugeRules } from '@halles/domain/gauges';
import { dayIn, instantOf, wallTime } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { anAccount, GENEROUS, inQuery, signInAs, writeListings } from '@halles/testing';
import { agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const ZONE = 'Europe/Paris';
const HOURS = { openingHoursText: '24/7', category: 'hairdresser' };

describe('free times in search', () => {
  let portal: Portal;
  let agendas: AgendasWorld;
  let salon: Salon;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    agendas = await agendasOf(world);
    agendas.at(new Date());
    const [open = 0] = await writeListings(world, world.here, [
      { facts: { ...HOURS, displayName: 'Salon des Halles' } },
      { facts: { ...HOURS, displayName: 'Salon sans agenda' } },
    ]);
    await anAccount(world, world.here, { grants: [{ listingId: open }] });
    salon = await agendas.anAgenda(open, { settings: { step: 60 }, service: { partyMin: 2, duration: 60 } });
    await agendas.services.get(FreeDays).run(world.here);
  });
  afterAll(() => portal.close());

  const found = async (query: string, path = '/commerces?q=') => {
    const { status, body } = await portal.ask(HERE, `${path}${inQuery(query)}`);
    expect([status, checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')]).toEqual([200, []]);
    return {
      body: body.replaceAll(/[\u00a0\u202f]/g, ' '),
      names: [...body.matchAll(/class="result__name"><a[^>]*>([^<]+)</g)].map(([, name]) => name),
      free: [...body.matchAll(/class="result__free">.*?href="([^"]+)"/gs)].map(([, href = '']) =>
        href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
      ),
    };
  };

  it.each(['coiffeur libre demain près de moi', 'coiffeur rdv demain matin', 'coiffeur disponible'])(
    '%j finds who has one, with the way to it, and nobody without an agenda',
    async (text) => {
      const { names, free, body } = await found(text);
      expect(names).toEqual(['Salon des Halles']);
      expect(body).toContain('Seuls ceux qui ont un rendez-vous libre');
      // What it leads to can be booked: the form is there, for as many people as the service is for.
      const { status, body: form } = await portal.ask(HERE, free[0] ?? '');
      expect([status, form.includes('name="debut"'), form.includes('value="2"')]).toEqual([200, true, true]);
    },
  );

  it('says the next free time on the card, in both languages, whatever is asked for', async () => {
    const { names, body } = await found('coiffeur');
    expect(names).toHaveLength(2);
    expect(body).toMatch(/Prochain créneau : (?:aujourd’hui|demain) à/);
    expect((await found('hairdresser', '/en/businesses?q=')).body).toMatch(
      /Next free time: (?:today|tomorrow) at/,
    );
  });

  it('is a filter, which the map and programs have too', async () => {
    expect((await found('coiffeur')).body).toMatch(/href="\/commerces\?q[^"]*libre[^"]*demain"/);
    const filtered = await portal.ask(HERE, '/commerces?q=coiffeur&libre=demain');
    expect(filtered.body.match(/class="result__name"/g)).toHaveLength(1);
    expect(filtered.body).toMatch(/clusters[^"]*free[^"]*tomorrow/);
    const answer = await portal.ask(HERE, '/api/v1/search?q=coiffeur&free=tomorrow');
    expect(JSON.parse(answer.body)).toMatchObject({ results: [{ name: 'Salon des Halles' }] });
    expect((await portal.ask(HERE, '/api/v1/search?q=coiffeur&free=yesterday')).status).toBe(422);
    expect((await portal.ask('autre-ville', '/commerces?libre=demain')).body).not.toContain('result__name');
  });

  it('leads nowhere once the day is blocked: the search says that it was made without', async () => {
    const { world, settings, services } = agendas;
    const day = wallTime(ZONE, Date.now()).day + 1;
    const tomorrow = { from: instantOf(ZONE, day, 0), until: instantOf(ZONE, day + 1, 0) };
    await settings.setPause(world.here, salon.id, tomorrow, true);
    await services.get(FreeDays).run(world.here);
    const { names, body } = await found('le coiffeur libre demain');
    expect(names).toHaveLength(2);
    expect(body).toContain('libre demain');
    expect(body).not.toContain('Seuls ceux qui ont un rendez-vous libre');
  });

  it('is none, nor is anything said to be open, where a rule of the town closes it', async () => {
    const { here } = portal.world;
    const page = `/commerce/salon-des-halles-${String(salon.id)}`;
    const searched = async (query: string): Promise<unknown> =>
      JSON.parse((await portal.ask(HERE, `/api/v1/search?${query}`)).body);
    // A page that everybody is shown is sent from memory for a minute: another one was open before.
    const before = await portal.ask(HERE, `/en/business${page.slice('/commerce'.length)}`);
    expect(before.body).toContain('state--open');
    // Its coming days are there at a glance, and lead to their times.
    expect(before.body).toMatch(
      new RegExp(
        `appointments/${salon.service}\\?semaine[^"]*"><span>[^<]+</span> <span[^>]*>\\d+\u00a0free times`,
      ),
    );
    const [first, last] = [0, 4].map((days) => dayIn(ZONE, new Date(Date.now() + days * DAY)));
    const rule = gaugeRuleSchema.parse({
      ...{ title: 'Fermeture des <coiffeurs>', text: 'Fermés.', source: 'Arrêté 12', sourceUrl: '' },
      ...{ communes: [], categories: ['hairdresser'], firstDay: first, lastDay: last },
      ...{ formula: { kind: 'closed', keepsPickup: false }, isStaffCounted: false, isHouseholdOne: false },
    });
    const [rules, id] = [portal.app.get(GaugeRules, { strict: false }), randomUUID()];
    await rules.create(here, id, rule);
    const shown = (await portal.ask(HERE, page)).body;
    expect(shown).not.toContain('state--open');
    for (const said of ['exceptionnellement (Fermeture des &lt;coiffeurs&gt;), ouvre', 'Arrêté 12'])
      expect(shown).toContain(said);
    // Programs read it too: closed from one day to the other.
    expect(shown).toContain(`"validFrom":"${String(first)}"`);
    // Who keeps the shop reads the same, on their home and beside its hours.
    const grants = [{ listingId: salon.id, role: 'merchant-staff' }] as const;
    const { cookie } = await signInAs(portal.world, here, { grants, email: 'keeper@example.org' });
    for (const own of ['/pro', `/pro/commerces/${String(salon.id)}/horaires`])
      expect((await portal.ask(HERE, own, { headers: { cookie } })).body).toContain(
        'exceptionnellement (Fermeture des &lt;coiffeurs&gt;), ouvre',
      );
    expect(await searched('q=coiffeur&open=now')).toMatchObject({ results: [] });
    expect(await searched('q=coiffeur')).toMatchObject({ results: [{ open: { state: 'closed' } }, {}] });
    const times = await portal.ask(HERE, `${page}/rendez-vous/${salon.service}`);
    const offered = [...times.body.matchAll(/name="debut" value="(\d+)"/g)].map(([, at]) => Number(at));
    expect(offered.filter((at) => dayIn(ZONE, new Date(at)) <= String(last))).toEqual([]);
    await rules.setEnded(here, id, 1, true);
    const again = await searched('category=hairdresser&open=now');
    expect(again).toMatchObject({ results: [{ open: { state: 'open' } }, { open: { state: 'open' } }] });
  });
});
