import { serve, type Serving } from '@halles/platform/http';
import { setTenantState } from '@halles/platform/provisioning';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, PASSWORD, type TestAccount } from '@halles/testing/console';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { until } from '../reliability/stage';

const SLUG = 'autre-ville';

/** What people, programs and agents know of a portal. */
const PAGES = [
  '/',
  '/en',
  '/contact',
  '/a-propos',
  '/commerces?q=pain',
  '/classement',
  '/connexion',
  '/pro',
  '/compte',
  '/donnees',
  '/api/v1/search?q=pain',
  '/sitemap.xml',
];

/** What anybody may send. */
const FORMS = ['/connexion', '/contact', '/commerce/x-1/signaler'];

describe('a territory that is archived', () => {
  let portal: Portal;
  let serving: Serving;
  let agent: TestAccount;
  let browser: ConsoleClient;
  let cookies: { readonly here: string; readonly there: string };
  let before: readonly unknown[];
  const whatItHas = async () => [
    (await portal.ask(SLUG, '/api/v1/search?q=boulangerie')).body,
    (await browser.get(`/api/tenants/${SLUG}/open-cases`)).json,
  ];

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    serving = await serve(await createConsoleApp(portal.world.config, { rateLimits: GENEROUS }), 0);
    agent = await addAccount(portal.world, { role: 'agent', tenantId: portal.world.there.tenant.id });
    browser = new ConsoleClient(serving.port);
    await openSession(portal.world, browser, agent);
    const { here, there } = portal.world;
    for (const ctx of [here, there]) await writeListings(portal.world, ctx, [{}]);
    cookies = {
      here: (await signInAs(portal.world, here)).cookie,
      there: (await signInAs(portal.world, there)).cookie,
    };
    before = await whatItHas();
    expect(before[0]).toContain('Boulangerie des Halles');
    expect((await browser.get(`/api/tenants/${SLUG}/open-cases`)).status).toBe(200);
    await setTenantState(portal.world.installation, SLUG, 'archived', 'test');
    await until('the portal has ended', 60_000, async () => (await portal.ask(SLUG, '/')).status === 410);
  });
  afterAll(async () => {
    await serving.stop();
    await portal.close();
  });

  it.each(PAGES)('has ended for who asks for %s', async (path) => {
    expect((await portal.ask(SLUG, path)).status).toBe(410);
    expect((await portal.ask('ici-bourg', path)).status).toBeLessThan(400);
  });

  it.each(FORMS)('takes nobody in and nothing on by %s', async (path) => {
    const fields = { email: 'jeanne@habitante.example', password: 'une phrase assez longue' };
    const { status } = await portal.post('ici-bourg', path, fields);
    // There somebody reads the form: it is sent back with what is wrong in it.
    expect([401, 422]).toContain(status);
    expect((await portal.post(SLUG, path, fields)).status).toBe(410);
  });

  it('has ended for who was signed in', async () => {
    expect((await portal.ask('ici-bourg', '/pro', { headers: { cookie: cookies.here } })).status).toBe(200);
    expect((await portal.ask(SLUG, '/pro', { headers: { cookie: cookies.there } })).status).toBe(410);
  });

  it('is no territory of the console any more, for who was signed in and for who signs in now', async () => {
    const gone = () => browser.get(`/api/tenants/${SLUG}/open-cases`);
    await until('its agents are shut out', 60_000, async () => (await gone()).status === 404);
    expect((await gone()).json['code']).toBe('no-such-tenant');
    const late = new ConsoleClient(serving.port);
    const { status, json } = await late.signIn(agent.email, PASSWORD);
    expect([status, json['menu']]).toEqual([
      200,
      // What became of it is said in words.
      {
        platform: [],
        tenants: [],
        archived: [
          {
            slug: SLUG,
            title: expect.objectContaining({ fr: expect.any(String) as string }) as object,
            since: expect.stringMatching(/^20..-.*Z$/) as string,
          },
        ],
      },
    ]);
  });

  it('opens again as it was, until which nothing of it was lost', async () => {
    await setTenantState(portal.world.installation, SLUG, 'live', 'test');
    await until('the portal is open', 60_000, async () => (await portal.ask(SLUG, '/')).status === 200);
    await until('its agents are back', 60_000, async () => {
      return (await browser.get(`/api/tenants/${SLUG}/open-cases`)).status === 200;
    });
    expect(await whatItHas()).toEqual(before);
  });
});
