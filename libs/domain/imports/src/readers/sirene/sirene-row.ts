import { sirenOf, type Siret } from '@halles/kernel';
import type { CompanyFacts } from './company-store';
import { type ColumnIndex, TableRow } from '../csv/csv-table';
import { type EstablishmentColumn, establishmentColumns } from './sirene-columns';
import { isPartial } from './sirene-record';
import type { SourceRow } from '../source-row';

const SEPARATOR = '\u001F';
/** What the companies' file said: there was none, it has not this company, or its facts follow. */
const [NOT_REQUESTED, MISSING, FOUND] = ['-', '?', '+'];

/** Of a row in partial diffusion nothing else is packed: what may not be shown is not kept either. */
const SHOWN_OF_MASKED: ReadonlySet<EstablishmentColumn> = new Set([
  'siret',
  'statutDiffusionEtablissement',
  'dateDernierTraitementEtablissement',
  'codePostalEtablissement',
  'libelleCommuneEtablissement',
  'codeCommuneEtablissement',
  'dateDebut',
  'etatAdministratifEtablissement',
  'activitePrincipaleEtablissement',
  'nomenclatureActivitePrincipaleEtablissement',
  'activitePrincipaleNAF25Etablissement',
]);

const columns: ColumnIndex<EstablishmentColumn> = new Map(
  establishmentColumns.map((column, rank) => [column, rank] as const),
);

const companyFields = [
  'diffusion',
  'givenName',
  'familyName',
  'denomination',
  'usualName',
  'legalCategory',
  'naf',
  'nafNomenclature',
  'naf2025',
] as const satisfies readonly (keyof CompanyFacts)[];

const SHOWN_OF_MASKED_COMPANY: ReadonlySet<keyof CompanyFacts> = new Set([
  'diffusion',
  'legalCategory',
  'naf',
  'nafNomenclature',
  'naf2025',
]);

/** Looked for before it is replaced: one cell in millions has it. */
const packed = (cell: string): string => (cell.includes(SEPARATOR) ? cell.replaceAll(SEPARATOR, ' ') : cell);

type CompanyOf = ((siren: string) => CompanyFacts | undefined) | undefined;

function packCompany(siren: string, companyOf: CompanyOf, isMasked: boolean): string {
  if (companyOf === undefined) return NOT_REQUESTED ?? '';
  const company = companyOf(siren);
  if (company === undefined) return MISSING ?? '';
  const cells = companyFields.map((field) =>
    isMasked && !SHOWN_OF_MASKED_COMPANY.has(field) ? '' : company[field],
  );
  return [FOUND, ...cells].join(SEPARATOR);
}

/** A checked row of StockEtablissement with its company, in one text. */
export function packRow(
  row: TableRow<EstablishmentColumn>,
  siret: Siret,
  closed: boolean,
  companyOf: CompanyOf,
): SourceRow {
  const siren = sirenOf(siret);
  const masked = isPartial(row, { companyOf }, siren);
  let text = '';
  for (const column of establishmentColumns) {
    if (!masked || SHOWN_OF_MASKED.has(column)) text += packed(row.get(column));
    text += SEPARATOR;
  }
  text += packCompany(siren, companyOf, masked);
  const commune = row.get('codeCommuneEtablissement');
  return { line: row.line, sourceId: siret, siret, commune, closed, masked, packed: text };
}

export interface UnpackedRow {
  readonly row: TableRow<EstablishmentColumn>;
  readonly companyOf: CompanyOf;
}

/** What `packRow` packed. */
export function unpackRow(text: string, line: number): UnpackedRow {
  const cells = text.split(SEPARATOR);
  const row = new TableRow(line, columns, cells);
  const [mark, ...facts] = cells.slice(establishmentColumns.length);
  if (mark === NOT_REQUESTED) return { row, companyOf: undefined };
  if (mark === MISSING) return { row, companyOf: () => undefined };
  const company = Object.fromEntries(
    companyFields.map((field, rank) => [field, facts[rank] ?? '']),
  ) as Readonly<Record<(typeof companyFields)[number], string>>;
  return { row, companyOf: () => company };
}
