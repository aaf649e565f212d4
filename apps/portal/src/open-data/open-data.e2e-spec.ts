import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { MINUTE } from '@halles/kernel';
import { GENEROUS, writeListings } from '@halles/testing';
import { writeOpenData } from '@halles/testing/open-data';
import { type Portal, openPortal } from '../../testing/portal-harness';

/** A node of JSON-LD: its properties, each a list of nodes. */
interface Node {
  readonly [property: string]: Node[] | undefined;
}

const files = ['/donnees/commerces.csv', '/donnees/commerces.geojson', '/donnees/commerces.jsonld'];

describe('open data', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
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
    await writeOpenData(portal.world, portal.world.here);
    await writeOpenData(portal.world, portal.world.there);
  }, 120_000);
  afterAll(() => portal.close());

  it('is CSV that a spreadsheet reads and does not run, without names of persons or email addresses that nobody chose to publish', async () => {
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
      /** Asks until the portal has heard of what was just done elsewhere. */
      const asks = async (before: number, headers: Readonly<Record<string, string>> = {}) => {
        let answer = await portal.ask(empty.tenant.slug, file, { headers });
        for (let tries = 0; answer.status === before && tries < 100; tries += 1) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          answer = await portal.ask(empty.tenant.slug, file, { headers });
        }
        return answer;
      };
      let answer = await asks(421);
      // Nothing is written for a reader: the worker has not been here yet.
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
      expect(answer.body).toContain('en cours de préparation');
      await writeOpenData(portal.world, empty);
      answer = await portal.ask(empty.tenant.slug, file);
      expect(answer.status).toBe(200);
      if (!file.endsWith('csv')) expect(() => JSON.parse(answer.body) as unknown).not.toThrow();
      // Its first businesses are in no file yet: it is not told to be empty, to programs neither.
      await writeListings(portal.world, empty, [{ source: 'osm', facts: { displayName: 'Premier' } }]);
      answer = await asks(200, { accept: 'application/json' });
      expect([answer.status, answer.headers['retry-after'], answer.headers['content-type']]).toEqual([
        503,
        '60',
        expect.stringContaining('application/problem+json'),
      ]);
      await writeOpenData(portal.world, empty);
      expect((await portal.ask(empty.tenant.slug, file)).body).toContain('Premier');
    },
  );

  it.each(files)(
    '%s is compressed for who accepts it, and asked for again only when it changed',
    async (file) => {
      const plain = await portal.ask('ici-bourg', file);
      const gzip = await portal.ask('ici-bourg', file, { headers: { 'accept-encoding': 'gzip' } });
      const br = await portal.ask('ici-bourg', file, { headers: { 'accept-encoding': 'gzip, br' } });
      expect([plain, gzip, br].map(({ headers }) => headers['content-encoding'])).toEqual([
        undefined,
        'gzip',
        'br',
      ]);
      expect(gunzipSync(gzip.bytes).toString('utf8')).toBe(plain.body);
      expect(brotliDecompressSync(br.bytes).toString('utf8')).toBe(plain.body);
      const answers = [plain, gzip, br];
      expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(3);
      for (const [at, coding] of ['identity', 'gzip', 'br'].entries()) {
        const { headers, bytes } = answers[at] ?? plain;
        expect(headers).toMatchObject({
          'content-length': String(bytes.length),
          'accept-ranges': 'bytes',
          'cache-control': 'public, max-age=300, must-revalidate',
          'access-control-allow-origin': '*',
          vary: 'Accept-Encoding',
        });
        const ask = (more: Readonly<Record<string, string>>, method = 'GET') =>
          portal.ask('ici-bourg', file, { method, headers: { 'accept-encoding': coding, ...more } });
        const again = await ask({ 'if-none-match': String(headers.etag) });
        expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
        const since = await ask({ 'if-modified-since': String(headers['last-modified']) });
        expect([since.status, since.bytes.length]).toEqual([304, 0]);
        const head = await ask({}, 'HEAD');
        expect([head.status, head.bytes.length, head.headers['content-length'], head.headers.etag]).toEqual([
          200,
          0,
          String(bytes.length),
          headers.etag,
        ]);
      }
    },
  );

  it('is sent in parts, as long as it is the file that the first part was of', async () => {
    const [file = ''] = files;
    const whole = await portal.ask('ici-bourg', file);
    const { etag = '', 'last-modified': modified = '' } = whole.headers;
    const size = whole.bytes.length;
    const part = (range: string, more: Readonly<Record<string, string>> = {}, method = 'GET') =>
      portal.ask('ici-bourg', file, { method, headers: { range, ...more } });
    const [first, rest] = [await part('bytes=0-9'), await part('bytes=10-', { 'if-range': etag })];
    expect([first.status, first.headers['content-range'], first.headers['content-length']]).toEqual([
      206,
      `bytes 0-9/${size}`,
      '10',
    ]);
    expect([rest.status, rest.headers['content-range'], rest.headers.etag]).toEqual([
      206,
      `bytes 10-${size - 1}/${size}`,
      etag,
    ]);
    expect(Buffer.concat([first.bytes, rest.bytes]).equals(whole.bytes)).toBe(true);
    expect((await part('bytes=-5')).bytes.equals(whole.bytes.subarray(-5))).toBe(true);
    expect((await part('bytes=5-9', { 'if-range': modified })).status).toBe(206);
    for (const [range, more] of [
      ['bytes=5-9', { 'if-range': '"another"' }],
      ['bytes=5-9', { 'if-range': `W/${etag}` }],
      ['bytes=5-9', { 'if-range': 'Mon, 01 Jan 2024 00:00:00 GMT' }],
      ['bytes=0-1,4-5', {}],
      ['lines=1-2', {}],
      ['bytes=b-a', {}],
    ] as const) {
      const answer = await part(range, more);
      expect([range, answer.status, answer.bytes.length]).toEqual([range, 200, size]);
    }
    const beyond = await part(`bytes=${size}-`);
    expect([beyond.status, beyond.headers['content-range'], beyond.headers['content-encoding']]).toEqual([
      416,
      `bytes */${size}`,
      undefined,
    ]);
    const head = await part('bytes=0-9', {}, 'HEAD');
    // Only GET has parts (RFC 9110, 14.2).
    expect([head.status, head.headers['content-length']]).toEqual([200, String(size)]);
    const packed = await portal.ask('ici-bourg', file, { headers: { 'accept-encoding': 'gzip' } });
    const of = { 'accept-encoding': 'gzip', 'if-range': String(packed.headers.etag) };
    const [one, two] = [await part('bytes=0-99', of), await part('bytes=100-', of)];
    expect(gunzipSync(Buffer.concat([one.bytes, two.bytes])).equals(whole.bytes)).toBe(true);
  });

  it('changes its entity tag with its content alone, and is the version before until the next one is written', async () => {
    const [file = ''] = files;
    const before = await portal.ask('autre-ville', file);
    await writeListings(portal.world, portal.world.there, [{ facts: { displayName: 'Nouveau' } }]);
    const meanwhile = await portal.ask('autre-ville', file);
    expect([meanwhile.status, meanwhile.headers.etag]).toEqual([200, before.headers.etag]);
    await writeOpenData(portal.world, portal.world.there, new Date(Date.now() + 11 * MINUTE));
    const after = await portal.ask('autre-ville', file);
    expect([after.body.includes('Nouveau'), after.headers.etag === before.headers.etag]).toEqual([
      true,
      false,
    ]);
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
    expect(turtle.match(/a dcat:Distribution/g)).toHaveLength(4);
    expect(turtle).toContain('@prefix dcat: <http://www.w3.org/ns/dcat#> .');
  });

  it('says on its page what is in it and under which licence', async () => {
    const here = await portal.ask('ici-bourg', '/donnees');
    expect([here.body.includes('Licence Ouverte'), here.body.includes('fictif')]).toEqual([true, true]);
    const there = await portal.ask('autre-ville', '/en/data');
    expect(there.body).toContain('ODbL');
    expect(here.body).toContain('ce qu’un commerce dit de lui-même');
    expect(there.body).toContain('what a business says of itself');
  });
});
