import { pathTo, type ProfileField } from '@halles/contracts';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { GENEROUS, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { fields, plain, typed } from './fields';
import { PublishedStage } from './stage';

/** A Thursday: Christmas is four weeks away. */
const NOW = new Date('2026-11-26T10:00:00Z');

describe('what is published is what the public reads', () => {
  let portal: Portal;
  let stage: PublishedStage;
  let listing: number;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    stage = new PublishedStage(portal, NOW);
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const facts = { displayName: 'Dupont', category: 'bakery', openingHoursText: 'Mo-Sa 09:00-18:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  const cases = Object.entries(fields).flatMap(([field, published]) =>
    (['merchant', 'agent'] as const).map((kind) => [field as ProfileField, kind, published] as const),
  );
  const reached = cases.filter(([field, kind]) => field !== 'legal' || kind === 'merchant');
  it.each(reached)(
    '%s, typed in its form by a %s: on the page, in its data, in search, in open data and in the monthly mail',
    async (field, kind, { value, page, data, file, mail, search }) => {
      const answer = await stage.publish(
        listing,
        (await stage.cookiesOf(listing, kind)).author,
        typed(field, value),
      );
      expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('fait=1')]);
      const { authors } = await portal.app.get(ProfileService).find(portal.world.here, listing);
      expect(authors[field]?.kind).toBe(kind);
      const shown = await stage.page(listing);
      expect(shown.html).toMatch(page);
      if (data !== undefined) expect(shown.data).toMatch(data);
      if (search !== undefined) {
        const found = await portal.ask('ici-bourg', `/api/v1/search?q=${encodeURIComponent(search)}`);
        expect(found.body).toContain(`-${listing}"`);
      }
      if (file !== undefined || data !== undefined) {
        const { row, point, node } = await stage.inOpenData(listing);
        if (file !== undefined) for (const read of [row, point]) expect(read).toMatch(file);
        if (data !== undefined) expect(node).toMatch(data);
      }
      if (mail !== undefined) expect(await stage.monthlyMail(listing)).toMatch(mail);
    },
  );

  const POST = { title: 'Le stollen est là', text: 'Jusqu’à Noël.', kind: 'offer', endsOn: '2026-12-24' };
  it.each(['merchant', 'agent'] as const)(
    'a post, typed in its form by a %s: on the page, in its data, on the home page, in the feed, in search and in open data',
    async (kind) => {
      const id = uuid();
      const facts = { displayName: `Stollen ${kind}`, openingHoursText: 'Mo-Sa 09:00-18:00' };
      [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
      const sent = await portal.post(
        'ici-bourg',
        pathTo('merchant.posts', 'fr', { listing }),
        { ...POST, id, startsOn: '', do: 'publish' },
        { cookie: (await stage.cookiesOf(listing, kind)).author },
      );
      expect(sent.status).toBe(303);
      const read = async (path: string): Promise<string> => (await portal.ask('ici-bourg', path)).body;
      const { html, data } = await stage.page(listing);
      for (const said of [POST.title, POST.text, '24 décembre']) expect(plain(html)).toContain(said);
      expect(JSON.parse(data)).toMatchObject({
        makesOffer: [{ name: POST.title, validThrough: POST.endsOn }],
      });
      for (const path of ['/', '/actualites', '/actualites.atom'])
        expect([path, await read(path)]).toEqual([path, expect.stringContaining(POST.title)]);
      expect(await read(`/commerces?q=Stollen+${kind}`)).toContain('Offre en ce moment');
      await stage.inOpenData(listing);
      expect(await read('/donnees/actualites.csv')).toMatch(/Le stollen est là.*Jusqu’à Noël/);
    },
  );

  it('legal details are the merchant’s own word: no mandate reaches them', async () => {
    const answer = await stage.publish(
      listing,
      (await stage.cookiesOf(listing, 'agent')).author,
      typed('legal', fields.legal.value),
    );
    expect(answer.status).toBe(403);
  });
});
