import { type CategoryTree, type NafDecision, categoryOfNaf } from '@halles/domain/categories';
import {
  displayCommune,
  displayName,
  displayPerson,
  displayStreet,
  displayStreetParts,
  tidySpacing,
} from '@halles/domain/text';
import {
  type SourceAddress,
  type SourcePosition,
  type SourceState,
  noAttributes,
  noContact,
  noMarks,
} from '@halles/domain/listings';
import {
  type Naf,
  type Siret,
  isSiret,
  parseNafCode,
  parseNafNomenclature,
  parseSiret,
  sirenOf,
} from '@halles/kernel';
import type { CompanyFacts } from './company-store';
import type { TableRow } from '../csv/csv-table';
import { isoDay } from '../iso-date';
import { positionOfMetres } from '../projection';
import type { EstablishmentColumn } from './sirene-columns';
import type { RowErrorLog } from '../row-error';
import { type SourceRecord, freezeRecord, maskRecord } from '../source-record';

type Row = TableRow<EstablishmentColumn>;

/** What an establishment's row is read with. */
export interface SireneContext {
  /** Undefined: no companies' file was given. */
  readonly companyOf: ((siren: string) => CompanyFacts | undefined) | undefined;
  /** ISO date. */
  readonly today: string;
  readonly tree: CategoryTree | undefined;
  readonly log: RowErrorLog;
}

const DIFFUSIBLE = 'O';

/** `[ND]` (not diffusible) stands in any cell of a masked row, numbers included. */
export const isNotDiffused = (cell: string): boolean => /^\[?ND\]?$/i.test(cell);

const known = (cell: string): string => (isNotDiffused(cell) ? '' : cell);

const orNull = (text: string): string | null => (text === '' ? null : text);

const REPETITIONS: Readonly<Record<string, string>> = { B: 'bis', T: 'ter', Q: 'quater', C: 'quinquies' };

function repetitionOf(cell: string): string | null {
  const letter = known(cell).toUpperCase();
  if (letter === '') return null;
  return Object.hasOwn(REPETITIONS, letter)
    ? (REPETITIONS[letter] ?? letter)
    : letter.length > 1
      ? letter.toLowerCase()
      : letter;
}

/** `0012` and `9999` (no number) are both in the register. */
const numberOf = (cell: string): string => {
  const number = known(cell).replace(/^0+(?=\d)/, '');
  return number === '0' || number === '9999' ? '' : number;
};

/** Inside a line a way's type is small ("11 rue Pasteur"), at its beginning it has a capital. */
function streetOf(number: string, type: string, name: string): string {
  if (number === '' || (type === '' && name === '')) return displayStreetParts({ type, name });
  return displayStreetParts({ number: '1', type, name }).replace(/^1 /, '');
}

function addressOf(row: Row): SourceAddress {
  const first = numberOf(row.get('numeroVoieEtablissement'));
  const last = numberOf(row.get('dernierNumeroVoieEtablissement'));
  const type = known(row.get('typeVoieEtablissement'));
  const name = known(row.get('libelleVoieEtablissement'));
  const complement = known(row.get('complementAdresseEtablissement'));
  return {
    number: orNull(first !== '' && last !== '' && last !== first ? `${first}-${last}` : first),
    repetition: first === '' ? null : repetitionOf(row.get('indiceRepetitionEtablissement')),
    street: orNull(streetOf(first, type, name)),
    complement: orNull(displayStreet(complement)),
    postalCode: orNull(known(row.get('codePostalEtablissement'))),
    communeCode: orNull(row.get('codeCommuneEtablissement')),
    communeName: orNull(displayCommune(known(row.get('libelleCommuneEtablissement')))),
  };
}

function positionOf(row: Row, log: RowErrorLog): SourcePosition | null {
  const x = row.get('coordonneeLambertAbscisseEtablissement');
  const y = row.get('coordonneeLambertOrdonneeEtablissement');
  if (known(x) === '' || known(y) === '') return null;
  return positionOfMetres(x, y, { communeCode: row.get('codeCommuneEtablissement'), line: row.line }, log);
}

/** A closing that is dated after today has not happened yet. */
function statusOf(row: Row, today: string): SourceState | null {
  const state = row.get('etatAdministratifEtablissement');
  if (state === 'A') return { state: 'open' };
  if (state !== 'F') return null;
  const since = isoDay(row.get('dateDebut'));
  return since !== null && since > today ? { state: 'open' } : { state: 'closed', since };
}

interface Activities {
  readonly naf: Naf | null;
  readonly announced: Naf | null;
}

/** The establishment's code, else its company's; an empty nomenclature is the one in force. */
function activitiesOf(row: Row, company: CompanyFacts | undefined, log: RowErrorLog): Activities {
  const own = known(row.get('activitePrincipaleEtablissement'));
  const text = own === '' ? known(company?.naf ?? '') : own;
  const named =
    own === '' ? (company?.nafNomenclature ?? '') : row.get('nomenclatureActivitePrincipaleEtablissement');
  const code = parseNafCode(text);
  const nomenclature = parseNafNomenclature(named === '' ? 'NAFRev2' : named);
  if (text !== '' && (code === null || nomenclature === null)) {
    log.add('naf-malformed', row.line, `${text} ${named}`.trim());
  }
  const next = known(row.get('activitePrincipaleNAF25Etablissement'));
  const announced = parseNafCode(next === '' ? known(company?.naf2025 ?? '') : next);
  return {
    naf: code === null || nomenclature === null ? null : { code, nomenclature },
    announced: announced === null ? null : { code: announced, nomenclature: 'NAF2025' },
  };
}

interface Names {
  readonly trade: string;
  readonly legal: string;
  readonly person: boolean;
}

/** The sign, else the usual names, else the company's, else the person's: raw, the first that is not empty. */
function namesOf(row: Row, company: CompanyFacts | undefined): Names {
  const usual = known(company?.usualName ?? '');
  const denomination = known(company?.denomination ?? '');
  const person = displayPerson(known(company?.givenName ?? ''), known(company?.familyName ?? ''));
  const trades = [row.get('enseigne1Etablissement'), row.get('denominationUsuelleEtablissement'), usual];
  return {
    trade: trades.map(known).find((name) => name !== '') ?? '',
    legal: denomination === '' ? person : tidySpacing(denomination),
    person: denomination === '',
  };
}

function decide(
  activities: Activities,
  names: Names,
  company: CompanyFacts | undefined,
  tree?: CategoryTree,
) {
  const facts = { legalCategory: company?.legalCategory, tradeName: names.trade, legalName: names.legal };
  const none: NafDecision = { category: null, public: false, reason: 'unknown-activity' };
  let last: { readonly decision: NafDecision; readonly naf: Naf | null } = { decision: none, naf: null };
  for (const naf of [activities.naf, activities.announced]) {
    if (naf === null) continue;
    const decision = categoryOfNaf(naf.code, naf.nomenclature, facts, tree);
    if (last.naf === null || decision.reason !== 'unknown-activity') last = { decision, naf };
    if (decision.reason !== 'unknown-activity') return last;
  }
  return last;
}

/**
 * Whether the register forbids to show the establishment. Any status but "diffusible" masks, its own or its company's, and
 * so does a company that its file has not: what is not known to be public is not shown.
 */
export function isPartial(row: Row, { companyOf }: Pick<SireneContext, 'companyOf'>, siren: string): boolean {
  if (row.get('statutDiffusionEtablissement') !== DIFFUSIBLE) return true;
  return companyOf !== undefined && companyOf(siren)?.diffusion !== DIFFUSIBLE;
}

/** The number of the row, with an error if it is not valid. */
export function siretOf(row: Row, log: RowErrorLog): Siret | null {
  const cell = row.get('siret');
  const siret = parseSiret(cell);
  if (siret !== null && isSiret(siret)) return siret;
  log.add('siret-invalid', row.line, cell, 'siret');
  return null;
}

/** Open or closed as of today, with an error for a state that is neither. */
export function knownStatusOf(row: Row, today: string, log: RowErrorLog): SourceState | null {
  const status = statusOf(row, today);
  if (status === null) {
    const cell = row.get('etatAdministratifEtablissement');
    log.add('state-unknown', row.line, cell, 'etatAdministratifEtablissement');
  }
  return status;
}

/**
 * The record of an establishment of the register, masked where it must be; null, with an error, for a row that cannot be
 * used.
 */
export function sireneRecord(row: Row, { companyOf, today, tree, log }: SireneContext): SourceRecord | null {
  const siret = siretOf(row, log);
  const status = siret === null ? null : knownStatusOf(row, today, log);
  if (siret === null || status === null) return null;
  const siren = sirenOf(siret);
  const company = companyOf?.(siren);
  if (companyOf !== undefined && company === undefined) log.add('company-missing', row.line, siren);
  const partial = isPartial(row, { companyOf }, siren);
  const names = namesOf(row, company);
  const activities = activitiesOf(row, company, log);
  const { decision, naf } = decide(
    activities,
    partial ? { ...names, trade: '', legal: '' } : names,
    company,
    tree,
  );
  const shown = names.trade === '' && names.person ? names.legal : displayName(names.trade || names.legal);
  const record: SourceRecord = {
    source: 'sirene',
    sourceId: siret,
    line: row.line,
    siret,
    siren,
    legalName: orNull(names.legal),
    legalCategory: orNull(known(company?.legalCategory ?? '')),
    displayName: orNull(shown),
    category: decision.category?.id ?? null,
    categoryBasis: decision.category === null || naf === null ? null : { by: 'naf', value: naf.code },
    notPublic: decision.reason,
    naf: activities.naf,
    nafAnnounced: activities.announced,
    address: addressOf(row),
    position: partial ? null : positionOf(row, log),
    openingHoursText: null,
    contact: noContact,
    attributes: noAttributes,
    status,
    partialDiffusion: partial,
    ...noMarks,
    updatedOn: isoDay(row.get('dateDernierTraitementEtablissement')),
  };
  return freezeRecord(partial ? maskRecord(record) : record);
}
