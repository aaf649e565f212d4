import type { ClustersAnswer } from '@halles/contracts';
import { writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

interface Outlined {
  readonly type: string;
  readonly source: string | null;
  readonly features: readonly {
    readonly properties: { readonly kind: string; readonly name?: string };
  }[];
}

const AROUND = '-0.60,44.82,-0.55,44.86';

describe('what the map asks', () => {
  let portal: Portal;
  let here: string;
  let there: string;
  let names: Map<string, number>;

  const named = (displayName: string, longitude: number, latitude: number, category = 'bakery') => ({
    facts: { displayName, category, position: { longitude, latitude, precision: 'address' as const } },
  });
  const clusters = async (slug: string, query: string): Promise<ClustersAnswer> => {
    const answer = await portal.ask(slug, `/api/v1/clusters?${query}`);
    expect(answer.status).toBe(200);
    return JSON.parse(answer.body) as ClustersAnswer;
  };
  const total = ({ clusters: all }: ClustersAnswer): number =>
    all.reduce((sum, { listings }) => sum + listings, 0);

  beforeAll(async () => {
    portal = await openPortal();
    const { world } = portal;
    [here, there] = [world.here.tenant.slug, world.there.tenant.slug];
    const shops = [
      named('Le Pain d’Ici', -0.5739, 44.8404),
      named('Les Fleurs d’Ici', -0.5739, 44.8405, 'florist'),
      named('Le Pain Lointain', -0.5601, 44.8551),
    ];
    const ids = await writeListings(world, world.here, shops);
    names = new Map(shops.map(({ facts }, at) => [facts.displayName, ids[at] ?? 0]));
    await writeListings(world, world.there, [named('La Brioche d’Ailleurs', -0.5739, 44.8404)]);
  });
  afterAll(() => portal.close());

  it('counts what lies where, each tenant its own', async () => {
    const query = `bounds=${AROUND}&zoom=12`;
    expect(total(await clusters(here, query))).toBe(3);
    expect(total(await clusters(there, query))).toBe(1);
  });

  it('names who is alone once the map is near, with a link, and nobody of another tenant', async () => {
    const query = `bounds=-0.58,44.83,-0.55,44.86&zoom=16`;
    const mine = (await clusters(here, query)).clusters.flatMap(({ listing }) => listing ?? []);
    expect(mine).toEqual([
      {
        id: names.get('Le Pain Lointain'),
        name: 'Le Pain Lointain',
        url: expect.stringMatching(/^\/commerce\/le-pain-lointain-\d+$/) as string,
      },
    ]);
    const theirs = (await portal.ask(there, `/api/v1/clusters?${query}`)).body;
    expect(theirs).toContain('La Brioche d’Ailleurs');
    expect(theirs).not.toContain('d’Ici');
  });

  it('answers the filters of the list', async () => {
    expect(total(await clusters(here, `bounds=${AROUND}&zoom=16&category=florist`))).toBe(1);
    expect(total(await clusters(here, `bounds=${AROUND}&zoom=12&q=fleurs`))).toBe(1);
  });

  it('counts the same wherever the map stands within the same cells', async () => {
    const one = await clusters(here, 'bounds=-0.5738,44.8403,-0.5730,44.8405&zoom=15');
    const other = await clusters(here, 'bounds=-0.5735,44.8403,-0.5725,44.8405&zoom=15');
    expect(total(one)).toBe(2);
    expect(other).toEqual(one);
  });

  it('of the whole world answers no finer than a screen', async () => {
    const answer = await clusters(here, 'bounds=-180,-85,180,85&zoom=22');
    expect(answer.zoom).toBeLessThan(5);
    expect(total(answer)).toBe(3);
  });

  it('is kept by the reader’s browser alone, and not at all where it says where the reader is', async () => {
    const kept = (answer: Answer) => answer.headers['cache-control'];
    expect(kept(await portal.ask(here, `/api/v1/clusters?bounds=${AROUND}&zoom=9`))).toBe(
      'private, max-age=60',
    );
    expect(kept(await portal.ask(here, `/api/v1/clusters?bounds=${AROUND}&zoom=9&near=44.84,-0.57`))).toBe(
      'private, no-store',
    );
  });

  it('gives the ground with the names of one’s own places, and says that it is unchanged', async () => {
    const answer = await portal.ask(here, '/api/v1/outlines?of=territory');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/geo+json; charset=utf-8',
      'cache-control': expect.stringContaining('public') as string,
    });
    const ground = JSON.parse(answer.body) as Outlined;
    expect(ground.type).toBe('FeatureCollection');
    expect(ground.features.map(({ properties }) => properties.name)).toContain('Bordeaux');
    const etag = answer.headers.etag ?? '';
    const again = await portal.ask(here, '/api/v1/outlines?of=territory', {
      headers: { 'if-none-match': etag },
    });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  const hostile = [
    'bounds=NaN,NaN,NaN,NaN&zoom=5',
    'bounds=2,2,1,1&zoom=5',
    'bounds=1,2&zoom=5',
    'bounds=-181,0,1,1&zoom=5',
    `bounds=${AROUND}&zoom=23`,
    `bounds=${AROUND}&zoom=-1`,
    `bounds=${AROUND}&zoom=5.5`,
    `bounds=${AROUND}&bounds=${AROUND}&zoom=5`,
    `bounds[west]=1&zoom=5`,
    `bounds=${AROUND}&zoom=5&q=${'a'.repeat(5_000)}`,
    `bounds=${AROUND}&zoom=5&q=%00`,
    `bounds=${AROUND}&zoom=5&category=nothing-of-the-kind`,
  ];
  it.each(hostile)('refuses what is no question, and says why: %.60s', async (query) => {
    for (const path of ['/api/v1/clusters', '/api/v1/outlines']) {
      const answer = await portal.ask(here, `${path}?${query}`, {
        headers: { accept: 'application/json' },
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  it.each(['', `bounds=${AROUND}`, 'zoom=5'])('counts nothing without bounds and zoom: %s', async (query) => {
    expect((await portal.ask(here, `/api/v1/clusters?${query}`)).status).toBe(422);
  });

  it.each(['😀', '‮gnihtemos', "'; DROP TABLE listing; --", '(((.*)+)+)+$', '%'])(
    'searches whatever is typed: %s',
    async (typed) => {
      const query = `bounds=${AROUND}&zoom=12&q=${encodeURIComponent(typed)}`;
      expect((await portal.ask(here, `/api/v1/clusters?${query}`)).status).toBe(200);
    },
  );
});
