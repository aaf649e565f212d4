import { randomUUID } from 'node:crypto';
import { Clock } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const NOW = new Date('2026-11-26T10:00:00Z');
const CLOSED = 'Ce commerce est fermé définitivement.';
const OPENING = /ouvre |Ouvert jusqu|Ouvert,|Fermé, |complétez-la|En ligne</;

describe('the merchant space of a page that is closed for good', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const facts = { displayName: 'Le Kiosque', openingHoursText: 'Mo-Sa 09:00-18:00' };
    const { world } = portal;
    [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }], at: NOW }));
    const post = {
      id: randomUUID(),
      kind: 'novelty',
      title: 'Nouveau miel',
      text: 'Il est arrivé.',
      do: 'publish',
    };
    await portal.post(HERE, pathOf('/actualites'), post, { cookie });
    const closing = { version: '0', state: 'closed', closing: 'for-good' };
    expect((await portal.post(HERE, pathOf('/informations'), closing, { cookie })).status).toBe(303);
  });
  afterAll(() => portal.close());

  const pathOf = (page: string): string => `/pro/commerces/${listing}${page}`;
  const read = (path: string) => portal.ask(HERE, path, { headers: { cookie } });

  it('is closed in each of its sections, with the way to open it again, and has no opening words', async () => {
    const home = await read(pathOf(''));
    const menu = /<nav class="merchant-nav"[\s\S]*?<\/nav>/.exec(home.body)?.[0] ?? '';
    const sections = [...menu.matchAll(/href="([^"#]+)"/g)].map(([, href = '']) => href);
    expect(sections.length).toBeGreaterThan(8);
    for (const path of new Set(['/pro', pathOf(''), ...sections])) {
      // Who has no agenda is led to where one is opened.
      const { status, body } = await read(path === pathOf('/agenda') ? pathOf('/agenda-ouverture') : path);
      expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
      expect([path, body.includes(CLOSED)]).toEqual([path, true]);
      // The preview is the public page itself.
      if (path === pathOf('/apercu')) continue;
      expect([path, body.includes(`href="${pathOf('/informations')}#state"`)]).toEqual([path, true]);
      expect([path, OPENING.exec(body)?.[0]]).toEqual([path, undefined]);
    }
  });

  it('asks for nothing on its home, and offers no button of today', async () => {
    const { body } = await read(pathOf(''));
    expect(body).not.toContain('merchant-next');
    expect(body).not.toContain('/aujourd-hui');
  });

  it('has nothing to confirm', async () => {
    const shown = await read(pathOf('/confirmer'));
    expect(shown.body).not.toContain('<form class="freshness__answer"');
    const answer = await portal.post(HERE, pathOf('/confirmer'), {}, { cookie });
    expect([answer.status, answer.headers.location]).toEqual([303, pathOf('/confirmer')]);
  });

  it('shows the closing in the preview of hours that are typed', async () => {
    const typed = { mode: 'shop', d1from1: '09:00', d1until1: '18:00', version: '1' };
    const { body } = await portal.post(HERE, pathOf('/horaires/apercu'), typed, { cookie });
    expect(JSON.parse(body)).toMatchObject({ sentence: CLOSED });
    expect(JSON.parse(body)).not.toHaveProperty('hours');
  });

  it('lists its posts as not shown', async () => {
    const { body } = await read(pathOf('/actualites'));
    expect(body).toContain('Nouveau miel');
    expect(body).toContain('Pas affichée');
  });
});
