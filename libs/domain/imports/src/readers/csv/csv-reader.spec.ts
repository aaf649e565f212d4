import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggestCsvMapping } from './csv-columns';
import { type CsvSource, readCsv } from './csv-reader';
import { MAX_CELL_LENGTH } from './csv-table';
import type { SourceRecord } from '../source-record';

const communes = new Map([
  ['57463', 'Metz'],
  ['57672', 'Talange'],
  ['01004', "L'Abergement-Clémenciat"],
]);

async function readAll(content: string | Buffer, more: Partial<CsvSource> = {}) {
  const reading = readCsv({
    async *open() {
      yield await Promise.resolve(Buffer.from(content));
    },
    communes,
    today: '2026-11-25',
    ...more,
  });
  const records: SourceRecord[] = [];
  for await (const batch of reading) records.push(...batch);
  return { records, report: reading.report() };
}

describe('CSV reader', () => {
  it('reads the sample with the mandatory columns alone', async () => {
    const { records, report } = await readAll(
      readFileSync(join(__dirname, '..', 'fixtures', 'exemple-commerces.csv')),
    );
    expect(report).toMatchObject({ kept: 3, complete: true, errorCounts: {} });
    expect(records[2]).toMatchObject({
      displayName: 'Café "Le Central"',
      address: {
        number: '1',
        repetition: 'bis',
        street: 'avenue Foch',
        communeCode: '57463',
        communeName: 'Metz',
      },
    });
  });

  it('reads English and French headers alike, by any separator, with a byte order mark', async () => {
    const values = [
      'PRESSING DU CENTRE',
      '5 R ST JEAN',
      '57463',
      'pressing',
      '03 87 75 00 00',
      '6.17',
      '49.12',
      'oui',
    ];
    const french = 'Nom;Adresse;Code commune;Catégorie;Téléphone;Longitude;Latitude;Livraison';
    const english = 'name\taddress\tcommune_code\tcategory\tphone\tlon\tlat\tdelivery';
    const one = await readAll(`\uFEFF${french}\r\n${values.join(';')}\r\n`);
    const other = await readAll(`${english}\n${values.join('\t')}\n`);
    expect(one.report.errorCounts).toEqual({});
    expect(one.records).toEqual(other.records);
    expect(one.records[0]).toMatchObject({
      displayName: 'Pressing du Centre',
      category: 'dry-cleaner',
      address: { number: '5', street: 'rue Saint-Jean' },
      contact: { phone: '+33387750000' },
      position: { longitude: 6.17, latitude: 49.12 },
      attributes: { delivery: 'yes' },
    });
  });

  it('obeys a kept mapping, and says which of its columns the file has no more', async () => {
    const mapping = { name: 'Magasin', address: 'Lieu', commune: 'Ville' };
    const good = await readAll('Ville,Magasin,Lieu\nMetz,Chez Paul,1 rue Haute\n', { mapping });
    expect(good.records[0]?.displayName).toBe('Chez Paul');
    const renamed = await readAll('Ville,Boutique,Lieu\nMetz,Chez Paul,1 rue Haute\n', { mapping });
    expect(renamed.report.complete).toBe(false);
    expect(renamed.report.errors[0]?.message.fr).toContain('Magasin');
    expect(suggestCsvMapping(['Enseigne', 'Ville'])).toEqual({ name: 'Enseigne', commune: 'Ville' });
  });

  it('tells each bad line and keeps the others', async () => {
    const lines = [
      'nom,adresse,commune,siret,longitude,latitude,telephone,site,courriel',
      'Bon,1 rue Haute,METZ,,,,,,contact@bon.fr',
      ',1 rue Haute,Metz,,,,,,',
      'Ailleurs,1 rue Haute,Paris,,,,,,',
      'Sans rue,,Metz,,,,,,',
      'Faux,1 rue Haute,Metz,12345678901234,,,,,',
      'Inversé,2 rue Haute,Metz,,49.12,6.17,,,',
      'Loin,3 rue Haute,Metz,,-73.9,40.7,,,',
      'Muet,4 rue Haute,Metz,,,,abc,javascript:alert(1),jeanne.martin@bon.fr',
      'Bon,1 rue Haute,METZ,,,,,,',
      'Court,1 rue Haute',
    ];
    const { records, report } = await readAll(`${lines.join('\n')}\n`);
    expect(report.errors.map(({ line, code }) => [line, code])).toEqual([
      [3, 'value-missing'],
      [4, 'commune-unknown'],
      [5, 'value-missing'],
      [6, 'siret-invalid'],
      [7, 'coordinates-swapped'],
      [8, 'coordinates-outside'],
      [9, 'phone-malformed'],
      [9, 'website-malformed'],
      [10, 'duplicate-id'],
      [11, 'column-count'],
    ]);
    expect(records.map(({ displayName }) => displayName)).toEqual(['Bon', 'Inversé', 'Loin', 'Muet']);
    expect(records.map(({ contact }) => contact.email)).toEqual(['contact@bon.fr', null, null, null]);
    expect(report.complete).toBe(true);
  });

  it('leaves a line out whose cell is longer than any that is true', async () => {
    const { records, report } = await readAll(
      `nom,adresse,commune\n${'x'.repeat(MAX_CELL_LENGTH + 1)},1 rue Haute,Metz\nBon,1 rue Haute,Metz\n`,
    );
    expect(report.errors.map(({ line, code }) => [line, code])).toEqual([[2, 'cell-too-long']]);
    expect(records.map(({ displayName }) => displayName)).toEqual(['Bon']);
  });

  it.each([
    ['nothing', ''],
    ['a line end', '\n'],
    ['another table', 'a,b,c\n1,2,3\n'],
    ['a column twice', 'nom,adresse,commune,Nom\na,b,Metz,c\n'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
  ])('refuses %s as a whole, in a sentence', async (_what, content) => {
    const { records, report } = await readAll(content);
    expect([records.length, report.complete]).toEqual([0, false]);
    expect(report.errors[0]?.message.fr).toMatch(/\.$/);
  });
});
