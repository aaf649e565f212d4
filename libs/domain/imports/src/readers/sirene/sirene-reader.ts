import { isSiren } from '@halles/kernel';
import { CompanyStore } from './company-store';
import { type TableLayout, readTable } from '../csv/csv-table';
import { type OpenSource, type Reading, type ReadingTally, readingOf } from '../reading';
import {
  type CompanyColumn,
  type EstablishmentColumn,
  companyColumnsOf,
  establishmentColumnsOf,
} from './sirene-columns';
import { isNotDiffused, knownStatusOf, siretOf } from './sirene-record';
import { packRow } from './sirene-row';
import type { SourceRow } from '../source-row';

export interface SireneSource {
  /** StockEtablissement, plain, gzip or zip. Opened twice where the companies are given. */
  readonly etablissements: OpenSource;
  /** StockUniteLegale. Without it sole traders have no name, and only the establishment's status masks. */
  readonly unitesLegales?: OpenSource;
  /** INSEE codes of the territory; in Paris, Lyon and Marseille those of the arrondissements. */
  readonly communes: ReadonlySet<string>;
  /** ISO date. */
  readonly today: string;
  /** Whether the directory has this establishment. Closed ones that it has not are counted, and not read further. */
  readonly isKnown?: (siret: string) => boolean;
}

/** Foreign addresses have no commune; anything else that is no code means that the row is shifted or damaged. */
const isCommuneCell = (cell: string): boolean =>
  cell === '' || isNotDiffused(cell) || /^[0-9][0-9AB][0-9]{3}$/.test(cell);

function establishmentLayout(
  communes: ReadonlySet<string>,
  tally: ReadingTally,
): TableLayout<EstablishmentColumn> {
  return {
    columnsOf: (names) => establishmentColumnsOf(names, tally.log),
    usualSeparator: ',',
    multiline: false,
    only: {
      column: 'codeCommuneEtablissement',
      accepts: (cell, line) => {
        if (communes.has(cell)) return true;
        if (!isCommuneCell(cell)) tally.log.add('commune-malformed', line, cell, 'codeCommuneEtablissement');
        return false;
      },
    },
  };
}

/** The first pass: whose facts are wanted. Its errors are the last pass's to tell, unless they end the reading. */
async function wantedCompanies(source: SireneSource, tally: ReadingTally): Promise<CompanyStore> {
  const store = new CompanyStore();
  const layout = establishmentLayout(source.communes, tally);
  for await (const rows of readTable(source.etablissements, layout, tally)) {
    for (const row of rows) {
      const siren = row.get('siret').slice(0, 9);
      if (isSiren(siren)) store.want(siren);
    }
  }
  return store;
}

async function readCompanies(open: OpenSource, store: CompanyStore, tally: ReadingTally): Promise<void> {
  const layout: TableLayout<CompanyColumn> = {
    columnsOf: (names) => companyColumnsOf(names, tally.log),
    usualSeparator: ',',
    multiline: false,
    only: { column: 'siren', accepts: (siren) => store.wants(siren) },
  };
  for await (const rows of readTable(open, layout, tally)) {
    for (const row of rows) {
      const usedName = row.get('nomUsageUniteLegale');
      store.put(row.get('siren'), {
        diffusion: row.get('statutDiffusionUniteLegale'),
        givenName: row.get('prenomUsuelUniteLegale') || row.get('prenom1UniteLegale'),
        familyName: usedName === '' ? row.get('nomUniteLegale') : usedName,
        denomination: row.get('denominationUniteLegale'),
        usualName: row.get('denominationUsuelle1UniteLegale'),
        legalCategory: row.get('categorieJuridiqueUniteLegale'),
        naf: row.get('activitePrincipaleUniteLegale'),
        nafNomenclature: row.get('nomenclatureActivitePrincipaleUniteLegale'),
        naf2025: row.get('activitePrincipaleNAF25UniteLegale'),
      });
    }
  }
}

/** Most rows of a stock are of establishments that closed long ago: told by their cells, as ISO dates compare as texts. */
const closedUnknown =
  ({ today, isKnown }: SireneSource, tally: ReadingTally) =>
  (cell: (column: EstablishmentColumn) => string): boolean => {
    const isOver = cell('etatAdministratifEtablissement') === 'F' && cell('dateDebut') <= today;
    if (!isOver || isKnown?.(cell('siret')) !== false) return false;
    tally.closedUnknown += 1;
    return true;
  };

/** The rows alone, into a tally. */
export async function* selectSireneRows(
  source: SireneSource,
  tally: ReadingTally,
): AsyncGenerator<readonly SourceRow[]> {
  const { unitesLegales, communes, today } = source;
  let store: CompanyStore | undefined;
  if (unitesLegales !== undefined) {
    tally.begin('selecting', 'etablissements');
    store = await wantedCompanies(source, tally);
    if (tally.log.failed) return;
    tally.forgetErrors();
    tally.begin('companies', 'unitesLegales');
    await readCompanies(unitesLegales, store, tally);
    if (tally.log.failed) return;
  }
  tally.begin('reading', 'etablissements');
  const companyOf = store === undefined ? undefined : (siren: string) => store.find(siren);
  const layout = { ...establishmentLayout(communes, tally), unless: closedUnknown(source, tally) };
  for await (const rows of readTable(source.etablissements, layout, tally)) {
    const batch: SourceRow[] = [];
    for (const row of rows) {
      const siret = siretOf(row, tally.log);
      const status = siret === null ? null : knownStatusOf(row, today, tally.log);
      if (siret === null || status === null) continue;
      batch.push(packRow(row, siret, status.state === 'closed', companyOf));
    }
    yield batch;
  }
}

/**
 * The establishments of a territory from INSEE's stock files, in the file's order, closed ones included, as rows that are
 * checked and packed, not yet interpreted. A national file passes in constant memory: rows of other communes are left out on
 * their bytes. With the companies it is three passes: whose companies are wanted, their facts, then the rows; what is kept
 * in between grows with the companies of the territory alone (about 100 bytes each). Never throws on a bad file: see the
 * report.
 */
export const readSireneRows = (source: SireneSource): Reading<SourceRow> =>
  readingOf(
    (tally) => selectSireneRows(source, tally),
    (tally, { closed, masked }) => tally.countRow(closed, masked),
  );
