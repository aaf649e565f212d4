import { type ColumnIndex, foldColumn } from './csv-table';
import type { RowErrorLog } from '../row-error';

/** The fields of a territory's own list, and the names that headers give them (folded: no accents, no capitals, no signs). */
const aliases = {
  id: 'id identifiant reference ref',
  name: 'name nom enseigne commerce raisonsociale nomcommercial',
  number: 'number numero numerovoie housenumber',
  address: 'address adresse rue voie street adresse1',
  complement: 'complement complementadresse adresse2',
  postalCode: 'postalcode codepostal cp postcode zip',
  commune: 'commune ville city town nomcommune localite',
  communeCode: 'communecode codecommune codeinsee insee inseecode communeinsee codeinseecommune',
  longitude: 'longitude lon lng long x',
  latitude: 'latitude lat y',
  siret: 'siret numerosiret',
  category: 'category categorie type typedecommerce activite activity',
  naf: 'naf ape codenaf codeape activiteprincipale',
  phone: 'phone telephone tel telephonefixe',
  website: 'website site siteinternet siteweb url web',
  email: 'email courriel mail adressemail',
  openingHours: 'openinghours horaires ouverture horairesdouverture',
  wheelchair: 'wheelchair accessible accessibilite pmr accespmr',
  payment: 'payment paiement moyensdepaiement',
  delivery: 'delivery livraison',
  takeaway: 'takeaway aemporter venteaemporter retrait retraitmagasin clickandcollect',
  updatedOn: 'updatedon datemaj maj misajour dernieremaj',
  closedOn: 'closedon fermele datefermeture',
  origin: 'origin origine credit source',
  keywords: 'keywords motscles motclefs motsclefs',
} as const;

export type CsvColumn = keyof typeof aliases;

export const csvColumns = Object.keys(aliases) as readonly CsvColumn[];

/** Which column of the file is which field, by the file's own names. What a caller keeps from one import to the next. */
export type CsvMapping = Readonly<Partial<Record<CsvColumn, string>>>;

/**
 * The mapping that a header's names suggest, for a person to confirm: the first known alias of each field wins.
 */
export function suggestCsvMapping(names: readonly string[]): CsvMapping {
  const byFolded = new Map(names.map((name) => [foldColumn(name), name] as const));
  const entries = csvColumns.flatMap((column) => {
    const found = aliases[column].split(' ').find((alias) => byFolded.has(alias));
    const name = found === undefined ? undefined : byFolded.get(found);
    return name === undefined ? [] : [[column, name] as const];
  });
  return Object.fromEntries(entries);
}

const has = (mapping: CsvMapping, column: CsvColumn): boolean => mapping[column] !== undefined;

/** The mandatory fields that a mapping leaves out: a name, an address or a position, a commune. */
function missingFields(mapping: CsvMapping): string[] {
  const missing: string[] = [];
  if (!has(mapping, 'name')) missing.push('nom (name)');
  const isPlaced = has(mapping, 'longitude') && has(mapping, 'latitude');
  if (!has(mapping, 'address') && !isPlaced) {
    missing.push('adresse (address) / longitude + latitude');
  }
  if (!has(mapping, 'commune') && !has(mapping, 'communeCode')) missing.push('commune / code_commune');
  return missing;
}

/**
 * Where the fields are. A mapping that was kept is obeyed to the letter: a column that it names and the file has no more is
 * missing, never guessed again.
 */
export function csvColumnsOf(
  names: readonly string[],
  storedMapping: CsvMapping | undefined,
  log: RowErrorLog,
): ColumnIndex<CsvColumn> | null {
  const folded = names.map(foldColumn);
  const twice = folded.find((name, rank) => name !== '' && folded.indexOf(name) !== rank);
  if (twice !== undefined) {
    log.add('column-twice', 1, twice);
    return null;
  }
  const mapping = storedMapping ?? suggestCsvMapping(names);
  const gone = Object.values(mapping).filter((name) => !folded.includes(foldColumn(name)));
  const missing = [...gone, ...missingFields(mapping)];
  if (missing.length > 0) {
    log.add('column-missing', 1, missing.join(', '));
    return null;
  }
  return new Map(
    csvColumns.flatMap((column) => {
      const name = mapping[column];
      return name === undefined ? [] : [[column, folded.indexOf(foldColumn(name))] as const];
    }),
  );
}
