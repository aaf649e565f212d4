import type { RowErrorLog } from '../row-error';
import { type ColumnIndex, foldColumn } from '../csv/csv-table';

/** What is read of StockEtablissement (54 columns in 2026); the others are ignored, an absent one is an empty cell. */
export const establishmentColumns = [
  'siret',
  'statutDiffusionEtablissement',
  'dateDernierTraitementEtablissement',
  'complementAdresseEtablissement',
  'numeroVoieEtablissement',
  'indiceRepetitionEtablissement',
  'dernierNumeroVoieEtablissement',
  'indiceRepetitionDernierNumeroVoieEtablissement',
  'typeVoieEtablissement',
  'libelleVoieEtablissement',
  'codePostalEtablissement',
  'libelleCommuneEtablissement',
  'codeCommuneEtablissement',
  'coordonneeLambertAbscisseEtablissement',
  'coordonneeLambertOrdonneeEtablissement',
  'dateDebut',
  'etatAdministratifEtablissement',
  'enseigne1Etablissement',
  'denominationUsuelleEtablissement',
  'activitePrincipaleEtablissement',
  'nomenclatureActivitePrincipaleEtablissement',
  'activitePrincipaleNAF25Etablissement',
] as const;

/** What is read of StockUniteLegale (35 columns in 2026). */
const companyColumns = [
  'siren',
  'statutDiffusionUniteLegale',
  'prenom1UniteLegale',
  'prenomUsuelUniteLegale',
  'nomUniteLegale',
  'nomUsageUniteLegale',
  'denominationUniteLegale',
  'denominationUsuelle1UniteLegale',
  'categorieJuridiqueUniteLegale',
  'activitePrincipaleUniteLegale',
  'nomenclatureActivitePrincipaleUniteLegale',
  'activitePrincipaleNAF25UniteLegale',
] as const;

export type EstablishmentColumn = (typeof establishmentColumns)[number];
export type CompanyColumn = (typeof companyColumns)[number];

/** Without them a row can be neither placed nor masked: a file that lacks one is refused. */
const mandatory = {
  establishment: [
    'siret',
    'statutDiffusionEtablissement',
    'codeCommuneEtablissement',
    'etatAdministratifEtablissement',
  ],
  company: ['siren', 'statutDiffusionUniteLegale'],
} as const;

/** Early files of the autumn of 2025 named the column of the establishment after the company. */
const otherNames: Readonly<Record<string, string>> = {
  activitePrincipaleNAF25Etablissement: 'activitePrincipaleNAF25UniteLegale',
};

const wrongKind = {
  establishment: {
    siren: { fr: 'le fichier StockUniteLegale', en: 'the StockUniteLegale file' },
    none: { fr: 'un autre tableau que StockEtablissement', en: 'another table than StockEtablissement' },
  },
  company: {
    siret: { fr: 'le fichier StockEtablissement', en: 'the StockEtablissement file' },
    none: { fr: 'un autre tableau que StockUniteLegale', en: 'another table than StockUniteLegale' },
  },
} as const;

function indexColumns<Column extends string>(
  wanted: readonly Column[],
  names: readonly string[],
): ColumnIndex<Column> {
  const ranks = new Map(names.map((name, rank) => [foldColumn(name), rank]));
  return new Map(
    wanted.flatMap((column) => {
      const other = Object.hasOwn(otherNames, column) ? otherNames[column] : undefined;
      const rank =
        ranks.get(foldColumn(column)) ?? (other === undefined ? undefined : ranks.get(foldColumn(other)));
      return rank === undefined ? [] : [[column, rank] as const];
    }),
  );
}

/** The columns of an establishments' header, by name and in any order; null, with an error, where it is not one. */
export function establishmentColumnsOf(
  names: readonly string[],
  log: RowErrorLog,
): ColumnIndex<EstablishmentColumn> | null {
  const columns = indexColumns(establishmentColumns, names);
  const missing = mandatory.establishment.filter((column) => !columns.has(column));
  if (missing.length === 0) return columns;
  const isCompanies = !columns.has('siret') && indexColumns(companyColumns, names).size > 1;
  if (isCompanies) log.add('file-kind', 1, wrongKind.establishment.siren);
  else if (columns.size > 1) log.add('column-missing', 1, missing.join(', '));
  else log.add('file-kind', 1, wrongKind.establishment.none);
  return null;
}

/** The same for the companies' file. */
export function companyColumnsOf(
  names: readonly string[],
  log: RowErrorLog,
): ColumnIndex<CompanyColumn> | null {
  const columns = indexColumns(companyColumns, names);
  const missing = mandatory.company.filter((column) => !columns.has(column));
  if (missing.length === 0) return columns;
  if (columns.size > 1) log.add('column-missing', 1, missing.join(', '));
  else {
    const isEstablishments = indexColumns(establishmentColumns, names).size > 2;
    log.add('file-kind', 1, wrongKind.company[isEstablishments ? 'siret' : 'none']);
  }
  return null;
}
