import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readOsm } from './osm-reader';
import type { SourceRecord } from '../source-record';

const extract = readFileSync(join(__dirname, '..', 'fixtures', 'osm_paris_extrait.geojson'));

async function readAll(content: string | Buffer, pieces = 65_536) {
  const reading = readOsm({
    async *open() {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; at += pieces)
        yield await Promise.resolve(bytes.subarray(at, at + pieces));
    },
  });
  const records: SourceRecord[] = [];
  for await (const batch of reading) records.push(...batch);
  return { records, report: reading.report() };
}

const overpass = (elements: readonly unknown[]): string =>
  JSON.stringify({ version: 0.6, osm3s: { copyright: 'says "elements": [' }, elements });

describe('OpenStreetMap reader', () => {
  it('reads the real extract, the same in pieces of three bytes and from gzip', async () => {
    const { records, report } = await readAll(extract);
    expect(report).toMatchObject({ rowsRead: 30, complete: true });
    expect(report.kept + report.leftOut).toBe(30);
    expect(report.kept).toBeGreaterThan(25);
    expect(records[0]).toMatchObject({
      source: 'osm',
      displayName: 'Carrefour Express',
      openingHoursText: null,
      contact: { phone: '+33140572478' },
      attributes: { delivery: null },
      position: { longitude: 2.286577, latitude: 48.847713 },
    });
    expect((await readAll(extract, 3)).records).toEqual(records);
    expect((await readAll(gzipSync(extract))).records).toEqual(records);
  });

  it('reads the fields of an Overpass way at its centre', async () => {
    const tags = {
      amenity: 'restaurant',
      name: 'CHEZ JEAN',
      opening_hours: 'Tu-Sa 12:00-14:30; PH off',
      'opening_hours:covid19': 'off',
      wheelchair: 'limited',
      'payment:visa': 'yes',
      'payment:cash': 'yes',
      'payment:cheque': 'no',
      delivery: 'no',
      takeaway: 'only',
      'contact:website': 'www.chez-jean.fr',
      phone: '05 56 52 13 69; 05 56 00 00 00',
      email: 'jean.dupont@orange.fr',
      'addr:housenumber': '12bis',
      'addr:street': 'Rue Sainte-Catherine',
      'addr:postcode': '33000',
      'ref:FR:SIRET': '732 829 320 00074',
    };
    const elements = [
      { type: 'node', id: 1, lat: 44.8, lon: -0.5 },
      { type: 'node', id: 2, lat: 44.8, lon: -0.5, tags: { amenity: 'bench' } },
      { type: 'way', id: 3, center: { lat: 44.84, lon: -0.57 }, timestamp: '2026-01-02T03:04:05Z', tags },
    ];
    const { records, report } = await readAll(overpass(elements));
    expect(report).toMatchObject({ rowsRead: 3, kept: 1, leftOut: 2, errorCounts: {}, complete: true });
    expect(records[0]).toMatchObject({
      sourceId: 'way/3',
      siret: '73282932000074',
      displayName: 'Chez Jean',
      category: 'restaurant',
      openingHoursText: 'Tu-Sa 12:00-14:30; PH off',
      position: { longitude: -0.57, latitude: 44.84 },
      contact: { phone: '+33556521369', website: 'https://www.chez-jean.fr/', email: null },
      attributes: { wheelchair: 'limited', payment: ['cash', 'visa'], delivery: 'no', takeaway: 'only' },
      address: { number: '12', repetition: 'bis', street: 'Rue Sainte-Catherine', postalCode: '33000' },
      updatedOn: '2026-01-02',
    });
  });

  it('leaves out a broken element alone', async () => {
    const good = { type: 'node', id: 1, lat: 44.8, lon: -0.5, tags: { shop: 'bakery', name: 'Le Pain' } };
    const text = `{"elements":[${JSON.stringify(good)},{"type":node},{"type":"way","id":7,"tags":{}},{"type":"node","id":2,"lat":48.8,"lon":2.3,"tags":{"shop":"bakery"}}]}`;
    const { records, report } = await readAll(text, 7);
    expect(records.map(({ sourceId }) => sourceId)).toEqual(['node/1', 'node/2']);
    expect(report.errors.map(({ line, code }) => [line, code])).toEqual([
      [2, 'element-invalid'],
      [3, 'element-invalid'],
    ]);
  });

  it('leaves out an element of 10 MB without keeping it', async () => {
    const text = overpass([
      { type: 'node', id: 1, lat: 44.8, lon: 0, tags: { shop: 'x'.repeat(10 * 1024 * 1024) } },
    ]);
    expect((await readAll(text)).report.errorCounts).toEqual({ 'record-too-long': 1 });
  });

  it.each([
    ['nothing', '', 'file-empty'],
    ['a CSV', 'nom,adresse\na,b\n', 'file-kind'],
    ['other JSON', '{"a":[1]}', 'file-kind'],
    ['a cut file', extract.subarray(0, 6000), 'file-truncated'],
    ['HTML', '<html><body>429 Too Many Requests', 'file-kind'],
  ])('refuses %s as a whole', async (_what, content, code) => {
    const { report } = await readAll(content);
    expect([report.complete, Object.keys(report.errorCounts)]).toEqual([false, [code]]);
  });
});
