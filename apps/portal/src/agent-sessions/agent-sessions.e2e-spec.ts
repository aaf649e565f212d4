import type { MandateGroup } from '@halles/contracts';
import { DuplicatesModule, DuplicateService } from '@halles/domain/duplicates';
import { MandateService, MandatesModule } from '@halles/domain/mandates';
import { ProfileService } from '@halles/domain/profiles';
import { Clock, HOUR, MINUTE } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, servicesOf, signInAs, writeListings } from '@halles/testing';
import { type AgentAtWork, sendAgent } from '@halles/testing/agents';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const THERE = 'autre-ville';

/** Pages of a business that no mandate reaches. */
const CLOSED = ['/photos', '/equipe', '/statistiques', '/signalements', '/mentions', '/ceder', '/confirmer'];

describe('an agent in the editors of a business', () => {
  let portal: Portal;
  let listing: number;
  let others: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });
  beforeEach(async () => {
    const facts = {
      displayName: 'Le Kiosque',
      openingHoursText: 'Mo-Fr 09:00-18:00; Sa 09:00-12:00; PH off',
    };
    [listing = 0, others = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts },
      { facts: { displayName: 'Ailleurs' } },
    ]);
  });

  const pathOf = (page = '', id = listing): string => `/pro/commerces/${id}${page}`;
  const cookieIn = ({ headers }: Answer): string => (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const enter = (link: string, slug = HERE): Promise<Answer> => portal.ask(slug, `/pro/agent/${link}`);
  const send = (scope: readonly MandateGroup[] | null = null): Promise<AgentAtWork> =>
    sendAgent(portal.world, portal.world.here, listing, { scope });
  const ask = (path: string, cookie: string, slug = HERE): Promise<Answer> =>
    portal.ask(slug, path, { headers: { cookie } });
  const post = (page: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Answer> =>
    portal.post(HERE, pathOf(page), fields, { cookie });
  const comeIn = async (scope: readonly MandateGroup[] | null = null) => {
    const sent = await send(scope);
    return { ...sent, cookie: cookieIn(await enter(sent.link)) };
  };

  it('comes in by the link of the console, to the overview, with a cookie of its own that scripts cannot read', async () => {
    const { link } = await send();
    const answer = await enter(link);
    expect([answer.status, answer.headers.location]).toEqual([303, pathOf()]);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-halles-agent=[^;]+; Path=\/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const { status, headers, body } = await ask(pathOf(), cookieIn(answer));
    expect([status, headers['cache-control'], checkHtml(body, 'fr')]).toEqual([200, 'private, no-store', []]);
    expect(body).toMatch(/Vous modifiez «\sLe Kiosque\s» avec l’accord de Jeanne Paul \(gérante\)\./);
    expect(body).toContain('Terminer');
    expect(body).not.toMatch(/href="\/compte"|\/pro\/notifications|pro-shell/);
  });

  it.each([
    ['vers=commandes', '/commandes'],
    ['vers=commande-nouvelle', '/commandes/nouvelle'],
    ['vers=rendez-vous', '/agenda'],
    ['vers=rendez-vous-nouveau', '/agenda-nouveau'],
    [
      'vers=commande&commande=0197a000-0000-7000-8000-000000000001',
      '/commandes/0197a000-0000-7000-8000-000000000001',
    ],
    ['vers=produits', ''],
    ['vers=https://ailleurs.example', ''],
    ['vers=commande&commande=../../..', '/commandes'],
  ])('begins where the console leads to, as far as the mandate reaches: %s', async (query, page) => {
    const { link } = await send(['orders', 'agendas']);
    const { status, headers } = await enter(`${link}?${query}`);
    expect([status, headers.location]).toEqual([303, pathOf(page)]);
  });

  describe('whose page was merged into another one', () => {
    let merge: (one: number, other: number) => Promise<number>;
    beforeAll(async () => {
      const { world } = portal;
      const duplicates = (await servicesOf(world, [DuplicatesModule])).get(DuplicateService);
      merge = (one, other) =>
        world.work.write(world.here, async (tx) => {
          const pair = await duplicates.holdPair(tx, one, other);
          return (await duplicates.mergeHeld(tx, pair, { accountId: null, name: 'Mairie' }, new Date())).gone;
        });
    });
    const agentOn = async (page: number): Promise<string> =>
      cookieIn(await enter((await sendAgent(portal.world, portal.world.here, page)).link));
    const led = async (page: number, cookie: string) => {
      const { status, headers } = await ask(pathOf('/horaires?mode=shop', page), cookie);
      return [status, headers.location];
    };

    it.each(['the one that stays', 'the one that goes'])(
      'is led from its number to the page that it is now, with the mandate of %s',
      async (which) => {
        const cookie = await agentOn(which === 'the one that stays' ? listing : others);
        expect(await merge(listing, others)).toBe(others);
        expect(await led(others, cookie)).toEqual([303, pathOf('/horaires?mode=shop')]);
        expect((await led(listing, cookie))[0]).toBe(200);
        expect((await led(999_999, cookie))[0]).toBe(404);
      },
    );

    it('acts for it no more where the other one has a mandate of its own', async () => {
      const cookie = await agentOn(others);
      await agentOn(listing);
      await merge(listing, others);
      expect([(await led(others, cookie))[0], (await led(listing, cookie))[0]]).toEqual([403, 403]);
    });
  });

  it('is let in by a link once, not at another territory, not with a changed one', async () => {
    const { link } = await send();
    for (const [slug, token] of [
      [THERE, link],
      [HERE, `${link}x`],
      [HERE, 'nothing'],
    ] as const) {
      const { status, body, headers } = await enter(token, slug);
      expect([status, headers['set-cookie']]).toEqual([410, undefined]);
      expect(checkHtml(body, 'fr')).toEqual([]);
    }
    expect((await enter(link)).status).toBe(303);
    const again = await enter(link);
    expect([again.status, again.headers['set-cookie']]).toEqual([410, undefined]);
    expect(again.body).toContain('Retournez à la fiche dans la console');
  });

  it('is let in within a minute', async () => {
    const { link } = await send();
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + MINUTE));
    expect((await enter(link)).status).toBe(410);
  });

  it('finds what the public reads, corrects one day, and closes nothing', async () => {
    const { cookie } = await comeIn(['hours']);
    const form = await ask(pathOf('/horaires'), cookie);
    expect(form.body.match(/type="time" value="09:00"/g)).toHaveLength(6);
    const fields = Object.fromEntries(
      [1, 2, 3, 4, 5].flatMap((day) => [
        [`d${day}from1`, '09:00'],
        [`d${day}until1`, '18:00'],
      ]),
    );
    const saturday = { d6from1: '10:00', d6until1: '16:00' };
    const answer = await post(
      '/horaires',
      { version: '0', mode: 'shop', ...fields, ...saturday, do: 'publish' },
      cookie,
    );
    expect([answer.status, answer.headers.location]).toEqual([303, `${pathOf('/horaires')}?fait=1`]);
    const done = await ask(answer.headers.location ?? '', cookie);
    expect(done.body).toContain('C’est publié');
    const { headers } = await portal.ask(HERE, `/commerce/x-${listing}`);
    const shown = await portal.ask(HERE, headers.location ?? '');
    expect(shown.body).toMatch(/10\u00a0h\u00a0–\u2060?[\u00a0 ]16\u00a0h/);
    expect(shown.body).toMatch(/9\u00a0h\u00a0–\u2060?[\u00a0 ]18\u00a0h/);
    const undone = await post('/historique/annuler', { version: '1' }, cookie);
    expect(undone.status).toBe(303);
    const history = (await ask(undone.headers.location ?? '', cookie)).body;
    expect(history).toContain('Opératrice');
    expect(history).toMatch(/C’est annulé\s: le public lit de nouveau/);
  });

  it('looks at the real page before it publishes, under the same banner', async () => {
    const { cookie } = await comeIn(['contact']);
    const drafted = await post(
      '/informations',
      { version: '0', phone: '05 56 01 02 03', do: 'preview' },
      cookie,
    );
    expect(drafted.headers.location).toBe(pathOf('/apercu'));
    const { body } = await ask(pathOf('/apercu'), cookie);
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect(body).toContain('05\u00a056\u00a001\u00a002\u00a003');
    expect(body).toContain('avec l’accord de Jeanne Paul');
    expect((await ask(pathOf(), cookie)).body).toContain('ne sont pas encore publiés');
    const { content } = await portal.app.get(ProfileService).find(portal.world.here, listing);
    expect(content.phone).toBeNull();
    expect((await post('/apercu', { do: 'publish' }, cookie)).status).toBe(303);
    const after = await portal.app.get(ProfileService).find(portal.world.here, listing);
    expect([after.content.phone, after.authors.phone?.kind, after.isOwned]).toEqual([
      '+33556010203',
      'agent',
      false,
    ]);
  });

  it('reaches what the mandate opens, is shown nothing else of it, and changes nothing else by address', async () => {
    const { cookie } = await comeIn(['contact']);
    const { body } = await ask(pathOf('/informations'), cookie);
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect(body).toMatch(/name="phone"/);
    expect(body).not.toMatch(/name="(?:name|descriptionFr|state|priceBand)"/);
    for (const page of ['/horaires', '/conges', '/jours-feries', '/acces', '/services', ...CLOSED]) {
      expect(body).not.toContain(`href="${pathOf(page)}"`);
      expect((await ask(pathOf(page), cookie)).status).toBe(403);
      expect((await post(page, { do: 'publish' }, cookie)).status).toBeGreaterThanOrEqual(403);
    }
    expect((await post('/aujourd-hui', { do: 'closed' }, cookie)).status).toBe(403);
    const sneaked = { version: '0', phone: '05 56 01 02 03', name: 'Volé', state: 'closed', do: 'publish' };
    expect((await post('/informations', sneaked, cookie)).status).toBe(303);
    const { content } = await portal.app.get(ProfileService).find(portal.world.here, listing);
    expect([content.phone, content.name, content.state]).toEqual(['+33556010203', null, null]);
  });

  it('is advised on its home of nothing that the mandate does not reach, and hears no more of the page than that', async () => {
    const homeUnder = async (scope?: Parameters<typeof comeIn>[0]): Promise<string> =>
      (await ask(pathOf(), (await comeIn(scope)).cookie)).body;
    // A form that the mandate opens for one field leads to no other.
    expect(await homeUnder()).toContain('Présenter le commerce en quelques lignes');
    const home = await homeUnder(['closing']);
    expect(home).not.toMatch(/Présenter le commerce|Donner un numéro|Prévoir les jours fériés/);
    expect(home).toContain('Il ne manque rien de ce que le mandat vous confie.');
    expect(home).not.toContain('La page est complète');
  });

  it('has no account here, no other business, no other territory', async () => {
    const { cookie } = await comeIn();
    for (const path of ['/compte', '/pro', '/pro/notifications', '/pro/demandes', '/pro/ajouter'])
      expect((await ask(path, cookie)).headers.location).toMatch(/^\/connexion\?suite=/);
    expect((await ask(pathOf('/horaires', others), cookie)).status).toBe(404);
    expect((await ask(pathOf('/horaires', 987_654), cookie)).status).toBe(404);
    expect((await ask(pathOf('/horaires'), cookie, THERE)).status).toBe(403);
  });

  it('is out at once when the mandate is taken back, and nothing that was typed is kept', async () => {
    const { cookie, mandate } = await comeIn();
    const services = await servicesOf(portal.world, [MandatesModule]);
    await services.get(MandateService).revoke(portal.world.here, mandate, 'merchant', new Date());
    const { status, body } = await post('/informations', { version: '0', phone: '05 56 01 02 03' }, cookie);
    expect([status, checkHtml(body, 'fr')]).toEqual([403, []]);
    expect(body).toContain('Vous n’agissez plus pour ce commerce');
    expect((await ask(pathOf('/horaires'), cookie)).status).toBe(403);
    expect((await portal.app.get(ProfileService).find(portal.world.here, listing)).version).toBe(0);
  });

  it('is out at once when the session of the console ends, or the hour', async () => {
    const { cookie, consoleSession } = await comeIn();
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + HOUR));
    expect((await ask(pathOf(), cookie)).status).toBe(403);
    jest.restoreAllMocks();
    expect((await ask(pathOf(), cookie)).status).toBe(200);
    await portal.world.installation
      .platform()
      .query('DELETE FROM console_session WHERE token_hash = $1', [consoleSession]);
    expect((await ask(pathOf(), cookie)).status).toBe(403);
  });

  it('leaves by the button, to where it came from', async () => {
    const { cookie } = await comeIn();
    const { status, headers, body } = await portal.post(HERE, '/pro/agent', {}, { cookie });
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    expect(headers['refresh']).toMatch(
      new RegExp(`^0;url=https?://console\\.localhost[^/]*/territoires/ici-bourg/fiches/${listing}$`),
    );
    expect(headers['set-cookie']).toEqual([
      expect.stringContaining('__Host-halles-agent=; Path=/; Max-Age=0'),
    ]);
    expect((await ask(pathOf(), cookie)).status).toBe(403);
    expect((await portal.post(HERE, '/pro/agent', {}, {})).status).toBe(200);
  });

  it('shares a browser with the account that keeps a page: each does its own', async () => {
    const merchant = await signInAs(portal.world, portal.world.here, {
      name: 'Odile',
      grants: [{ listingId: others }],
    });
    const { cookie: agent, accountId } = await comeIn(['contact']);
    const both = `${merchant.cookie}; ${agent}`;
    expect((await ask(pathOf('/informations'), both)).body).toContain('avec l’accord de');
    expect((await ask(pathOf('/informations', others), both)).body).not.toContain('avec l’accord de');
    expect((await ask('/compte', both)).status).toBe(200);
    expect((await ask(pathOf('/photos', others), both)).status).toBe(200);
    expect((await ask(pathOf('/photos'), both)).status).toBe(404);
    await post('/informations', { version: '0', phone: '05 56 01 02 03', do: 'publish' }, both);
    const [revision] = await portal.app
      .get(ProfileService)
      .revisions(portal.world.here, listing, { limit: 1 });
    expect(revision?.author).toMatchObject({ kind: 'agent', accountId });
  });

  it('stands back behind the account of a page that its own owner edits, once it has left', async () => {
    const merchant = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] });
    const { cookie: agent } = await comeIn(['contact']);
    const both = `${merchant.cookie}; ${agent}`;
    // What is not for agents is the account's own; what is for this agent says that it acts.
    expect((await ask(pathOf('/photos'), both)).status).toBe(200);
    expect((await ask(pathOf('/horaires'), both)).body).not.toContain('avec l’accord de');
    expect((await ask(pathOf('/informations'), both)).body).toContain('avec l’accord de');
    await portal.post(HERE, '/pro/agent', {}, { cookie: both });
    expect((await ask(pathOf('/informations'), both)).body).not.toContain('avec l’accord de');
  });
});
