import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { OpenSource, ReadingReport } from '../reading';
import type { SireneSource } from './sirene-reader';
import { readSirene } from './sirene-records';
import type { SourceRecord } from '../source-record';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, '..', 'fixtures', name));
const establishments = fixture('StockEtablissement_metz_extrait.csv').toString('utf8');
const companies = fixture('StockUniteLegale_metz_extrait.csv').toString('utf8');

const inPieces = (content: Buffer | string, size = 1000): OpenSource =>
  async function* () {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += size)
      yield await Promise.resolve(bytes.subarray(at, at + size));
  };

async function readAll(
  etablissements: Buffer | string,
  more: Partial<SireneSource> = {},
): Promise<{ records: SourceRecord[]; report: ReadingReport }> {
  const reading = readSirene({
    etablissements: inPieces(etablissements),
    communes: new Set(['57463']),
    today: '2026-11-25',
    ...more,
  });
  const records: SourceRecord[] = [];
  for await (const batch of reading) records.push(...batch);
  return { records, report: reading.report() };
}

const withCompanies = { unitesLegales: inPieces(companies) };

/** A file of one row: what is named is set, the rest is a good establishment of Metz. */
function oneRow(cells: Readonly<Record<string, string>>): string {
  const row: Record<string, string> = {
    siret: '73282932000074',
    statutDiffusionEtablissement: 'O',
    numeroVoieEtablissement: '12',
    indiceRepetitionEtablissement: 'B',
    typeVoieEtablissement: 'AV',
    libelleVoieEtablissement: 'DU GAL DE GAULLE',
    codePostalEtablissement: '57000',
    libelleCommuneEtablissement: 'METZ',
    codeCommuneEtablissement: '57463',
    etatAdministratifEtablissement: 'A',
    enseigne1Etablissement: 'BOULANGERIE DE L HOTEL DE VILLE',
    activitePrincipaleEtablissement: '10.71C',
    nomenclatureActivitePrincipaleEtablissement: 'NAFRev2',
    ...cells,
  };
  return `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
}

async function theRecord(cells: Readonly<Record<string, string>>, more: Partial<SireneSource> = {}) {
  const { records, report } = await readAll(oneRow(cells), more);
  return { record: records[0], report };
}

const company = (status: string): OpenSource =>
  inPieces(
    `siren,statutDiffusionUniteLegale,prenomUsuelUniteLegale,nomUniteLegale,categorieJuridiqueUniteLegale\n732829320,${status},JEANNE,DE LA TOUR,1000\n`,
  );

describe('SIRENE reader', () => {
  it('reads the real extract: every row kept, La Poste included, nothing to complain about', async () => {
    const { records, report } = await readAll(establishments, withCompanies);
    const rows = establishments.trimEnd().split('\n').length - 1;
    expect(report).toMatchObject({ rowsRead: rows, kept: rows, complete: true, errorCounts: {} });
    expect(records.filter(({ siren }) => siren === '356000000').length).toBeGreaterThan(2);
    expect(report.withCategory).toBeGreaterThan(rows / 2);
    for (const { position } of records) {
      if (position === null) continue;
      expect(position.longitude).toBeCloseTo(6.17, 0);
      expect(position.latitude).toBeCloseTo(49.12, 0);
    }
    expect(records.every((record) => Object.isFrozen(record) && Object.isFrozen(record.address))).toBe(true);
  });

  it('reads the same from gzip, from zip, in pieces of one byte, with columns in another order and new ones', async () => {
    const { records } = await readAll(establishments, withCompanies);
    const name = Buffer.from('StockEtablissement_utf8.csv');
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    // Sizes unknown, as when streamed: bit 3.
    header.writeUInt16LE(8, 6);
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(name.length, 26);
    const zip = Buffer.concat([
      header,
      name,
      deflateRawSync(establishments),
      Buffer.from('PK\u0007\u0008 directory'),
    ]);
    const reversed = establishments
      .split('\n')
      .map((line) =>
        line === '' || line.includes('"') ? line : [...line.split(',').reverse(), 'new'].join(','),
      )
      .join('\n');
    for (const form of [gzipSync(establishments), zip, `\uFEFF${establishments}`]) {
      expect((await readAll(form, withCompanies)).records).toEqual(records);
    }
    expect((await readAll(reversed, withCompanies)).records).toEqual(records);
    const bytewise = { ...withCompanies, etablissements: inPieces(establishments, 1) };
    expect((await readAll('', bytewise)).records).toEqual(records);
  });

  it('writes names and addresses as French does', async () => {
    const { record } = await theRecord({});
    expect(record).toMatchObject({
      displayName: "Boulangerie de l'Hôtel de Ville",
      category: 'bakery',
      notPublic: null,
      address: {
        number: '12',
        repetition: 'bis',
        street: 'avenue du Général de Gaulle',
        communeName: 'Metz',
      },
      naf: { code: '10.71C', nomenclature: 'NAFRev2' },
    });
  });

  it.each([
    ['P', 'O'],
    ['O', 'P'],
    ['N', 'O'],
    ['', 'O'],
  ])(
    'masks on the status alone (establishment %p, company %p), whatever the cells hold',
    async (own, legal) => {
      const cells = {
        statutDiffusionEtablissement: own,
        coordonneeLambertAbscisseEtablissement: '932000',
        coordonneeLambertOrdonneeEtablissement: '6895000',
      };
      const { record, report } = await theRecord(cells, { unitesLegales: company(legal) });
      expect(report.masked).toBe(1);
      expect(JSON.stringify(record)).not.toMatch(/boulangerie|gaulle|jeanne|tour|longitude":\d/i);
      expect(record).toMatchObject({
        partialDiffusion: true,
        position: null,
        category: 'bakery',
        address: { communeCode: '57463', number: null, street: null },
      });
    },
  );

  it('masks an establishment whose company is not in the file of companies', async () => {
    const other = inPieces('siren,statutDiffusionUniteLegale\n552100554,O\n');
    const { record, report } = await theRecord({}, { unitesLegales: other });
    expect(record?.partialDiffusion).toBe(true);
    expect(report.errorCounts).toEqual({ 'company-missing': 1 });
  });

  it('names a sole trader without a sign by the person, with the small words small', async () => {
    const { record } = await theRecord({ enseigne1Etablissement: '' }, { unitesLegales: company('O') });
    expect(record?.displayName).toBe('Jeanne de La Tour');
  });

  it('takes [ND] in numbers for nothing', async () => {
    const { record, report } = await theRecord({
      coordonneeLambertAbscisseEtablissement: '[ND]',
      coordonneeLambertOrdonneeEtablissement: '[ND]',
      numeroVoieEtablissement: '[ND]',
    });
    expect(record).toMatchObject({ position: null, address: { number: null } });
    expect(report.errorCounts).toEqual({});
  });

  it.each([
    // EPSG:2154, 5490 and 2975: Bordeaux, Pointe-à-Pitre and Saint-Denis, within some hundred metres.
    ['33063', '417241.54', '6421813.35', -0.5792, 44.8378],
    ['33063', '6421813.35', '417241.54', -0.5792, 44.8378],
    ['97120', '656630', '1795600', -61.534, 16.236],
    ['97411', '338500', '7690400', 55.448, -20.881],
  ])('places %s, %s, %s', async (commune, x, y, longitude, latitude) => {
    const cells = {
      codeCommuneEtablissement: commune,
      coordonneeLambertAbscisseEtablissement: x,
      coordonneeLambertOrdonneeEtablissement: y,
    };
    const { record, report } = await theRecord(cells, { communes: new Set([commune]) });
    expect(record?.position?.longitude).toBeCloseTo(longitude, 2);
    expect(record?.position?.latitude).toBeCloseTo(latitude, 2);
    expect(report.errorCounts).toEqual(Number(x) > Number(y) ? { 'coordinates-swapped': 1 } : {});
  });

  it('leaves out a point that is not in France, with a word about it', async () => {
    const far = { coordonneeLambertAbscisseEtablissement: '0', coordonneeLambertOrdonneeEtablissement: '0' };
    const { record, report } = await theRecord(far);
    expect(record?.position).toBeNull();
    expect(report.errorCounts).toEqual({ 'coordinates-outside': 1 });
  });

  it('keeps closed establishments with their date, and one that closes tomorrow open', async () => {
    const closed = { etatAdministratifEtablissement: 'F', dateDebut: '2026-10-31' };
    expect((await theRecord(closed)).record?.status).toEqual({ state: 'closed', since: '2026-10-31' });
    const tomorrow = { ...closed, dateDebut: '2026-11-26' };
    expect((await theRecord(tomorrow)).record?.status).toEqual({ state: 'open' });
  });

  it('keeps both nomenclatures, and says why a row is no public place', async () => {
    const cells = {
      activitePrincipaleEtablissement: '68.20B',
      activitePrincipaleNAF25Etablissement: '68.20Y',
    };
    const { record } = await theRecord(cells);
    expect(record).toMatchObject({
      notPublic: 'property',
      naf: { code: '68.20B', nomenclature: 'NAFRev2' },
      nafAnnounced: { code: '68.20Y', nomenclature: 'NAF2025' },
    });
  });
});

describe('SIRENE reader on bad files', () => {
  const errorsOf = async (content: Buffer | string, more: Partial<SireneSource> = {}) => {
    const { records, report } = await readAll(content, more);
    return {
      kept: records.length,
      complete: report.complete,
      codes: report.errorCounts,
      errors: report.errors,
    };
  };

  it.each([
    ['empty', '', 'file-empty'],
    ['a PDF', '%PDF-1.7 …', 'file-kind'],
    ['HTML', '<!DOCTYPE html><html>', 'file-kind'],
    ['UTF-16', Buffer.from('\uFEFFsiren,nic', 'utf16le'), 'file-kind'],
    [
      'a workbook',
      Buffer.concat([
        Buffer.from('PK\u0003\u0004'),
        Buffer.alloc(22),
        Buffer.from([8, 0, 0, 0]),
        Buffer.from('xl/a.xml'),
      ]),
      'file-kind',
    ],
    ['the companies instead', companies, 'file-kind'],
    ['JSON', `{"elements":[${'{"id":1},'.repeat(100_000)}]}`, 'file-kind'],
    ['a cut gzip', gzipSync(establishments).subarray(0, 5000), 'file-truncated'],
    [
      'a spoilt gzip',
      Buffer.concat([gzipSync(establishments).subarray(0, 4000), Buffer.alloc(4000, 255)]),
      'file-corrupt',
    ],
    ['a cut line', establishments.slice(0, -60), 'file-truncated'],
    ['a line cut before its commune', `${oneRow({})}016250433,00220,016250433`, 'file-truncated'],
    ['renamed columns', oneRow({}).replace('codeCommuneEtablissement', 'commune'), 'column-missing'],
    ['no diffusion status', oneRow({}).replace('statutDiffusionEtablissement', 'statut'), 'column-missing'],
  ])('refuses %s as a whole', async (_what, content, code) => {
    const { complete, codes } = await errorsOf(content);
    expect(complete).toBe(false);
    expect(Object.keys(codes)).toContain(code);
  });

  it('refuses everything when the companies are cut', async () => {
    const cut = inPieces(gzipSync(companies).subarray(0, 3000));
    expect(await errorsOf(establishments, { unitesLegales: cut })).toMatchObject({
      kept: 0,
      complete: false,
      codes: { 'file-truncated': 1 },
    });
  });

  it('reports what breaks while it is read', async () => {
    const breaking: OpenSource = async function* () {
      yield await Promise.resolve(Buffer.from(oneRow({})));
      throw new Error('disk gone');
    };
    const { codes, complete } = await errorsOf('', { etablissements: breaking });
    expect({ codes, complete }).toEqual({ codes: { 'file-unreadable': 1 }, complete: false });
  });

  it('leaves out bad lines, names them, and keeps the good ones around', async () => {
    const [header = '', good = ''] = oneRow({}).split('\n');
    const lines = [
      header,
      good,
      good.replace('73282932000074', '73282932000075'),
      good.replace(',A,', ',X,'),
      good.replace('57463', '57 METZ'),
      good.replace('DU GAL', 'DU\u0000GAL'),
      `${good},one more`,
      good.replace('BOULANGERIE', `BOULANGERIE ${'A'.repeat(10 * 1024 * 1024)}`),
      good.replace('BOULANGERIE', '"BOULANGERIE'),
      good.replace('BOULANGERIE DE L HOTEL DE VILLE', '"LE "PETIT" FOUR, METZ"'),
      good,
    ];
    // What follows a mark that is never closed, far enough for the mark to be given up.
    const text = `${lines.join('\n')}\n${`${good}\n`.repeat(3000)}`;
    const { errors, complete, kept } = await errorsOf(text, { etablissements: inPieces(text, 65_536) });
    expect(complete).toBe(true);
    expect(errors.map(({ line, code }) => [line, code])).toEqual([
      [3, 'siret-invalid'],
      [4, 'state-unknown'],
      [5, 'commune-malformed'],
      [6, 'nul-byte'],
      [7, 'column-count'],
      [8, 'record-too-long'],
      [9, 'quote-unclosed'],
    ]);
    expect(kept).toBe(3003);
  });

  it('reads Latin-1 with a warning, semicolons too', async () => {
    const latin = Buffer.from(oneRow({ enseigne1Etablissement: 'Crèmerie' }).replaceAll(',', ';'), 'latin1');
    const { records, report } = await readAll(latin);
    expect(records[0]?.displayName).toBe('Crèmerie');
    expect(report.errorCounts).toEqual({ 'encoding-not-utf8': 1, 'separator-unusual': 1 });
  });
});
