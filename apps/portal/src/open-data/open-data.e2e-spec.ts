import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { writeListings } from '@halles/testing';
import { type Portal, openPortal } from '../../testing/portal-harness';

/** A node of JSON-LD: its properties, each a list of nodes. */
interface Node {
  readonly [property: string]: Node[] | undefined;
}

const files = ['/donnees/commerces.csv', '/donnees/commerces.geojson', '/donnees/commerces.jsonld'];

describe('open data', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
    await writeListings(portal.world, portal.world.here, [
      {
        source: 'sirene',
        facts: {
          displayName: '=HYPERLINK("http://evil.example"), "Chez Canari"',
          legalName: 'CANARI MARIE',
          legalCategory: '1000',
          contact: { email: 'contact@canari.example', phone: '+33556102030' },
        },
      },
      {
        source: 'sirene',
        facts: { displayName: 'Société Canari', legalName: 'CANARI SAS', legalCategory: '5710' },
      },
      {
        source: 'sirene',
        facts: { displayName: 'Fermé Canari', status: { state: 'closed', since: '2026-01-01' } },
      },
      { source: 'demonstration', facts: { displayName: 'Inventé Canari', demonstration: true } },
    ]);
    await writeListings(portal.world, portal.world.there, [
      { source: 'osm', facts: { displayName: 'Ailleurs' } },
    ]);
  });
  afterAll(() => portal.close());

  it('is CSV that a spreadsheet reads and does not run, without names of persons or e-mail addresses', async () => {
    const { body, headers } = await portal.ask('ici-bourg', '/donnees/commerces.csv');
    expect(headers['content-type']).toContain('text/csv');
    const rows = parse<Record<string, string>>(body, { columns: true });
    expect(rows.map(({ nom }) => nom)).toEqual([
      `'=HYPERLINK("http://evil.example"), "Chez Canari"`,
      'Société Canari',
      'Inventé Canari',
    ]);
    expect(rows.map(({ denomination }) => denomination)).toEqual(['', 'CANARI SAS', '']);
    expect(rows.map(({ demonstration }) => demonstration)).toEqual(['false', 'false', 'true']);
    expect(rows[0]?.['telephone']).toBe('+33556102030');
    expect(body).not.toMatch(/MARIE|@/);
  });

  it('is GeoJSON and JSON-LD of the same businesses', async () => {
    const geo = JSON.parse((await portal.ask('ici-bourg', files[1] ?? '')).body) as {
      features: { geometry: { coordinates: number[] }; properties: { nom: string } }[];
    };
    expect(geo.features).toHaveLength(3);
    expect(geo.features[0]?.geometry.coordinates).toHaveLength(2);
    const { '@graph': graph } = JSON.parse((await portal.ask('ici-bourg', files[2] ?? '')).body) as {
      '@graph': { '@id': string }[];
    };
    expect(graph.map((node) => node['@id'])).toEqual(
      geo.features.map(({ properties }) => (properties as unknown as { page: string }).page),
    );
  });

  it.each(files)(
    '%s holds nothing of another territory, and is valid where there is nothing',
    async (file) => {
      const other = await portal.ask('autre-ville', file);
      expect([other.body.includes('Ailleurs'), other.body.includes('Canari')]).toEqual([true, false]);
      const empty = await portal.world.addTenant(`vide-${file.split('.').at(-1) ?? ''}`);
      let answer = await portal.ask(empty.tenant.slug, file);
      for (let tries = 0; answer.status === 421 && tries < 100; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        answer = await portal.ask(empty.tenant.slug, file);
      }
      expect(answer.status).toBe(200);
      if (!file.endsWith('csv')) expect(() => JSON.parse(answer.body) as unknown).not.toThrow();
    },
  );

  it('is asked for again only when the directory changed, packed where asked, and not read for HEAD', async () => {
    const file = files[0] ?? '';
    const first = await portal.ask('ici-bourg', file, { headers: { 'accept-encoding': 'gzip' } });
    expect(first.headers['content-encoding']).toBe('gzip');
    const unpacked = gunzipSync(first.bytes).toString('utf8');
    expect(unpacked).toBe((await portal.ask('ici-bourg', file)).body);
    const again = await portal.ask('ici-bourg', file, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) },
    });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    const head = await portal.ask('ici-bourg', file, { method: 'HEAD' });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
  });

  it('is described for the catalogues of Europe, in two forms that say the same', async () => {
    const catalogue = JSON.parse((await portal.ask('ici-bourg', '/donnees/catalogue.jsonld')).body) as Record<
      string,
      Node[]
    >;
    const [dataset] = catalogue['dcat:dataset'] ?? [];
    // DCAT-AP 3.0: what a catalogue, a dataset and a distribution must have.
    for (const property of ['dct:title', 'dct:description', 'dct:publisher', 'dcat:dataset'])
      expect(catalogue[property]).toBeDefined();
    for (const property of [
      'dct:title',
      'dct:description',
      'dcat:distribution',
      'dcat:contactPoint',
      'dct:modified',
    ])
      expect(dataset?.[property]).toBeDefined();
    for (const file of dataset?.['dcat:distribution'] ?? []) {
      const [url] = file['dcat:downloadURL'] ?? [];
      expect((await portal.ask('ici-bourg', new URL(String(url?.['@id'])).pathname)).status).toBe(200);
    }
    const turtle = (await portal.ask('ici-bourg', '/donnees/catalogue.ttl')).body;
    expect(turtle.match(/a dcat:Distribution/g)).toHaveLength(3);
    expect(turtle).toContain('@prefix dcat: <http://www.w3.org/ns/dcat#> .');
  });

  it('says on its page what is in it and under which licence', async () => {
    const here = await portal.ask('ici-bourg', '/donnees');
    expect([here.body.includes('Licence Ouverte'), here.body.includes('fictif')]).toEqual([true, true]);
    expect((await portal.ask('autre-ville', '/en/data')).body).toContain('ODbL');
  });
});
