import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Perimeter } from '@halles/contracts';
import { seededRandom } from '@halles/testing';
import proj4 from 'proj4';

/** Of the rows of INSEE's stock, the share of establishments that are open: 16.7 of 43.9 million. */
const OPEN_SHARE = 0.38;
const LAMBERT_93 =
  '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
/** Metres within which a commune's businesses lie around its middle. */
const SPREAD = 900;

export interface StockFile {
  readonly path: string;
  readonly header: readonly string[];
  readonly rows: number;
  readonly open: number;
  readonly bytes: number;
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The extract of the real register that the readers are tested with: its cells hold no quotation marks. */
function tableOf(name: string): Table {
  const path = join('libs', 'domain', 'imports', 'src', 'readers', 'fixtures', name);
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return {
    header: header.split(','),
    rows: lines.filter((line) => !line.includes('"')).map((line) => line.split(',')),
  };
}

/** The digit that makes a number pass Luhn's test, behind it. */
function withKey(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

class LineFile {
  private readonly sink;
  private chunk = '';
  bytes = 0;

  constructor(path: string) {
    this.sink = createWriteStream(path);
  }

  async write(line: string): Promise<void> {
    this.chunk += `${line}\n`;
    if (this.chunk.length > 1_000_000) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    this.sink.end();
    await once(this.sink, 'close');
  }

  private async flush(): Promise<void> {
    this.bytes += Buffer.byteLength(this.chunk);
    if (!this.sink.write(this.chunk)) await once(this.sink, 'drain');
    this.chunk = '';
  }
}

interface Town {
  readonly code: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Inhabitants of the towns before it, and its own. */
  readonly upTo: number;
}

function townsOf({ communes }: Perimeter): Town[] {
  const toMetres = proj4('WGS84', LAMBERT_93);
  let upTo = 0;
  return communes.map(({ code, name, population, centre }) => {
    upTo += population + 1;
    const [x = 0, y = 0] = toMetres.forward([...centre]);
    return { code, name: name.toUpperCase(), x, y, upTo };
  });
}

/** The town in which the n-th inhabitant lives. */
function townOf(towns: readonly Town[], inhabitant: number): Town | undefined {
  let [low, high] = [0, towns.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((towns[middle]?.upTo ?? 0) <= inhabitant) low = middle + 1;
    else high = middle;
  }
  return towns[low];
}

/** Names of the companies, for establishments that have no sign: so that a file alone makes listings. */
function namedTemplates(): Table {
  const companies = tableOf('StockUniteLegale_metz_extrait.csv');
  const nameAt = companies.header.indexOf('denominationUniteLegale');
  const names = new Map(companies.rows.map((row) => [row[0], row[nameAt] ?? '']));
  const { header, rows } = tableOf('StockEtablissement_metz_extrait.csv');
  const signAt = header.indexOf('enseigne1Etablissement');
  return {
    header,
    rows: rows.map((row) => {
      const [siren, sign = ''] = [row[0], row[signAt]];
      return row.with(signAt, sign === '' ? (names.get(siren) ?? '') : sign);
    }),
  };
}

/**
 * A stock file in INSEE's layout for a territory: establishments of the real extract, each many times under numbers of its
 * own, spread over the communes by their inhabitants; with as many closed ones as the national file has.
 * @param open how many open establishments it has
 */
export async function writeStockFile(path: string, perimeter: Perimeter, open: number): Promise<StockFile> {
  const random = seededRandom(20_261_125);
  const { header, rows: templates } = namedTemplates();
  const at = (name: string): number => header.indexOf(name);
  const places = {
    sign: at('enseigne1Etablissement'),
    street: at('libelleVoieEtablissement'),
    commune: at('codeCommuneEtablissement'),
    communeName: at('libelleCommuneEtablissement'),
    x: at('coordonneeLambertAbscisseEtablissement'),
    y: at('coordonneeLambertOrdonneeEtablissement'),
    state: at('etatAdministratifEtablissement'),
    since: at('dateDebut'),
  };
  const towns = townsOf(perimeter);
  const inhabitants = towns.at(-1)?.upTo ?? 0;
  const file = new LineFile(path);
  await file.write(header.join(','));
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  let rows = 0;
  for (let made = 0; made < open; rows += 1) {
    const cells = [...(pick(templates) ?? [])];
    const town = townOf(towns, random() * inhabitants);
    const other = pick(templates);
    if (town === undefined || other === undefined) continue;
    const siren = withKey(String(30_000_000 + rows));
    cells[0] = siren;
    cells[1] = '00010';
    cells[2] = withKey(`${siren}0001`);
    cells[places.commune] = town.code;
    cells[places.communeName] = town.name;
    cells[places.street] = other[places.street] ?? '';
    if (cells[places.sign] !== '')
      cells[places.sign] = `${cells[places.sign]} ${other[places.street] ?? ''}`.trim();
    if (cells[places.x]?.startsWith('9') === true) {
      cells[places.x] = (town.x + (random() + random() - 1) * SPREAD).toFixed(2);
      cells[places.y] = (town.y + (random() + random() - 1) * SPREAD).toFixed(2);
    }
    const isOpen = random() < OPEN_SHARE;
    if (isOpen) made += 1;
    else [cells[places.state], cells[places.since]] = ['F', '2019-06-30'];
    await file.write(cells.join(','));
  }
  await file.close();
  return { path, header, rows, open, bytes: file.bytes };
}
