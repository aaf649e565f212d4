import { createHash } from 'node:crypto';
import {
  type Category,
  type CategoryTree,
  type NafDecision,
  categoryById,
  categoryOfNaf,
  matchCategory,
  nafRev2Label,
} from '@halles/domain/categories';
import { displayCommune, displayName, displayStreet, foldText, tidySpacing } from '@halles/domain/text';
import {
  type CategoryBasis,
  type SourceAddress,
  type SourceAttributes,
  type SourcePosition,
  noMarks,
} from '@halles/domain/listings';
import { type Naf, isCommuneCode, parseNafCode, parseSiret, sirenOf } from '@halles/kernel';
import { emailOf, phoneOf, websiteOf } from '../contact';
import type { CsvColumn } from './csv-columns';
import type { TableRow } from './csv-table';
import { isoDay } from '../iso-date';
import { positionOfDegrees } from '../projection';
import type { RowErrorLog } from '../row-error';
import { type SourceRecord, freezeRecord } from '../source-record';

type Row = TableRow<CsvColumn>;

/** The communes of the territory, by INSEE code and by folded name. */
export interface CommuneLookup {
  readonly byCode: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, string>;
}

export interface CsvContext {
  readonly communes: CommuneLookup;
  readonly today: string;
  readonly tree: CategoryTree | undefined;
  readonly log: RowErrorLog;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** `12 bis rue…` → its parts; an address without number is a street. */
const LINE = /^(\d+(?:-\d+)?)(?: ?(bis|ter|quater|[A-Z]))?,? +(?=\S)/i;

function addressOf(row: Row, communeCode: string, communeName: string): SourceAddress {
  const line = tidySpacing(`${row.get('number')} ${row.get('address')}`);
  const written = displayStreet(line);
  const [head = '', number, repetition] = LINE.exec(written) ?? [];
  return {
    number: number ?? null,
    repetition:
      repetition === undefined ? null : repetition.length > 1 ? repetition.toLowerCase() : repetition,
    street: orNull(written.slice(head.length)),
    complement: orNull(displayStreet(row.get('complement'))),
    postalCode: orNull(row.get('postalCode').replace(/ /g, '')),
    communeCode,
    communeName,
  };
}

/** The commune's code, by its code or else its name; null, with an error, for none of the territory. */
function communeOf(row: Row, { communes, log }: CsvContext): string | null {
  const code = row.get('communeCode').toUpperCase().padStart(5, '0');
  if (row.get('communeCode') !== '') {
    if (communes.byCode.has(code)) return code;
    log.add(
      isCommuneCode(code) ? 'commune-unknown' : 'commune-malformed',
      row.line,
      row.get('communeCode'),
      'communeCode',
    );
    return null;
  }
  const name = row.get('commune');
  if (name === '') {
    log.add('value-missing', row.line, 'commune', 'commune');
    return null;
  }
  const found = communes.byName.get(foldText(displayCommune(name)));
  if (found === undefined) log.add('commune-unknown', row.line, name, 'commune');
  return found ?? null;
}

function positionOf(row: Row, communeCode: string, log: RowErrorLog): SourcePosition | null {
  const [longitude, latitude] = [row.get('longitude'), row.get('latitude')];
  if (longitude === '' && latitude === '') return null;
  return positionOfDegrees(longitude, latitude, { communeCode, line: row.line }, log);
}

interface Kind {
  readonly category: Category | null;
  readonly basis: CategoryBasis | null;
  readonly notPublic: NafDecision['reason'];
  readonly naf: Naf | null;
}

/** The file's own word where it names a leaf (its id, label or a synonym), else the NAF code. */
function kindOf(row: Row, { tree, log }: CsvContext): Kind {
  const word = row.get('category');
  const code = parseNafCode(row.get('naf'));
  if (row.get('naf') !== '' && code === null) log.add('naf-malformed', row.line, row.get('naf'), 'naf');
  // Lists name no nomenclature: a code that rev. 2 has is taken for rev. 2.
  const nomenclature = code !== null && nafRev2Label(code) === undefined ? 'NAF2025' : 'NAFRev2';
  const naf: Naf | null = code === null ? null : { code, nomenclature };
  const [match] = matchCategory(word, tree);
  const named = categoryById(word, tree) ?? (match?.kind === 'exact' ? match.category : null);
  if (named !== null) return { category: named, basis: { by: 'column', value: word }, notPublic: null, naf };
  if (word !== '') log.add('category-unknown', row.line, word, 'category');
  if (code === null) return { category: null, basis: null, notPublic: null, naf };
  const { category, reason } = categoryOfNaf(code, nomenclature, { tradeName: row.get('name') }, tree);
  return { category, basis: category === null ? null : { by: 'naf', value: code }, notPublic: reason, naf };
}

const YES = /^(?:oui|yes|true|vrai|1|o|y|x)$/i;
const NO = /^(?:non|no|false|faux|0|n)$/i;

const service = (cell: string): 'yes' | 'no' | null => (YES.test(cell) ? 'yes' : NO.test(cell) ? 'no' : null);

function attributesOf(row: Row): SourceAttributes {
  const access = row.get('wheelchair');
  return {
    wheelchair: /^(?:partiel|partielle|partiellement|limited|limite|limité)$/i.test(access)
      ? 'limited'
      : service(access),
    payment: row
      .get('payment')
      .split(/[,;|/]/)
      .flatMap((means) => (means.trim() === '' ? [] : [foldText(means).replace(/ /g, '_')]))
      .sort(),
    delivery: service(row.get('delivery')),
    takeaway: service(row.get('takeaway')),
    appointment: null,
    outdoorSeating: null,
    brand: null,
  };
}

const MAX_KEYWORDS = 20;
const MAX_WORD = 40;
const MAX_ORIGIN = 100;

/** What it sells or does: words between commas, semicolons or bars, each once. */
function keywordsOf(cell: string): string[] {
  const words = cell.split(/[,;|]/).map((word) => tidySpacing(word).slice(0, MAX_WORD));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MAX_KEYWORDS);
}

/** `26/11/2014` too. */
const dayOf = (cell: string): string | null =>
  isoDay(cell.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1'));

/** A file without identifiers: the same name at the same place is the same row in the next edition. */
function identifierOf(row: Row, siret: string | null, communeCode: string): string {
  const given = row.get('id');
  if (given !== '') return given.slice(0, 200);
  if (siret !== null) return siret;
  const place =
    row.get('address') === '' ? `${row.get('longitude')} ${row.get('latitude')}` : row.get('address');
  const parts = [row.get('name'), row.get('number'), place, communeCode].map(foldText);
  return createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 24);
}

/** The record of a row of a territory's own list; null, with an error, where the row cannot be used. */
export function csvRecord(row: Row, context: CsvContext): SourceRecord | null {
  const { communes, log, today } = context;
  const name = displayName(row.get('name'));
  if (name === '') {
    log.add('value-missing', row.line, 'nom / name', 'name');
    return null;
  }
  const communeCode = communeOf(row, context);
  if (communeCode === null) return null;
  const position = positionOf(row, communeCode, log);
  if (position === null && row.get('address') === '') {
    log.add('value-missing', row.line, 'adresse / address', 'address');
    return null;
  }
  const siret = parseSiret(row.get('siret'));
  if (row.get('siret') !== '' && siret === null) {
    log.add('siret-invalid', row.line, row.get('siret'), 'siret');
    return null;
  }
  const { category, basis, notPublic, naf } = kindOf(row, context);
  const closedOn = dayOf(row.get('closedOn'));
  return freezeRecord({
    source: 'csv',
    sourceId: identifierOf(row, siret, communeCode),
    line: row.line,
    siret,
    siren: siret === null ? null : sirenOf(siret),
    legalName: null,
    legalCategory: null,
    displayName: name,
    category: category?.id ?? null,
    categoryBasis: basis,
    notPublic,
    naf,
    nafAnnounced: null,
    address: addressOf(row, communeCode, communes.byCode.get(communeCode) ?? ''),
    position,
    openingHoursText: orNull(row.get('openingHours')),
    contact: {
      phone: phoneOf(row.get('phone'), row.line, log),
      website: websiteOf(row.get('website'), row.line, log),
      email: emailOf(row.get('email'), name),
    },
    attributes: attributesOf(row),
    status: closedOn !== null && closedOn <= today ? { state: 'closed', since: closedOn } : { state: 'open' },
    partialDiffusion: false,
    ...noMarks,
    origin: orNull(tidySpacing(row.get('origin')).slice(0, MAX_ORIGIN)),
    keywords: keywordsOf(row.get('keywords')),
    updatedOn: dayOf(row.get('updatedOn')),
  });
}
