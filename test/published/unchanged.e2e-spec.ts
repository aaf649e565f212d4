import { pathTo } from '@halles/contracts';
import { Clock, MINUTE } from '@halles/kernel';
import { GENEROUS, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { plain } from './fields';
import { PublishedStage } from './stage';

jest.setTimeout(5 * MINUTE);

const NOW = new Date('2026-11-28T10:00:00Z');

describe('a form that is published with nothing changed', () => {
  let portal: Portal;
  let stage: PublishedStage;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    stage = new PublishedStage(portal, NOW);
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await portal.close();
  });

  it.each([
    ['profile.holidays', { general: [''] }, 'reste tel que d’autres sources le disent'],
    ['profile.timeOff', { v0from: [''] }, 'Rien n’a changé'],
  ] as const)('says so: %s', async (path, values, words) => {
    const facts = {
      displayName: 'Dupont',
      category: 'bakery',
      openingHoursText: 'Mo-Sa 09:00-19:00; PH off',
    };
    const [listing = 0] = await writeListings(
      portal.world,
      portal.world.here,
      [{ source: 'csv', facts }],
      NOW,
    );
    const { owner } = await stage.cookiesOf(listing, 'merchant');
    const sent = await portal.post(
      'ici-bourg',
      pathTo(path, 'fr', { listing }),
      Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value])),
      { cookie: owner },
    );
    expect(sent.status).toBe(303);
    const page = await portal.ask('ici-bourg', sent.headers.location ?? '', { headers: { cookie: owner } });
    expect(plain(page.body)).toContain(words);
    expect(page.body).not.toContain('C’est publié');
  });
});
