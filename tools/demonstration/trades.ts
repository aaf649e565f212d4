import { join } from 'node:path';
import { type OpeningFamily, isOpeningFamily } from './opening';
import { readTable } from './table';

/** How much of a trade is shown, against its numbers in the register: a town is its bakeries before its consultants. */
const visibility: Readonly<Record<string, number>> = { everyday: 2, common: 1, desk: 0.4, hidden: 0.15 };

export interface Trade {
  /** A leaf of the category tree. */
  readonly category: string;
  /** NAF rev. 2. */
  readonly naf: string;
  /** Establishments per 1,000 inhabitants that are shown, up to one factor for the territory. */
  readonly inTowns: number;
  readonly elsewhere: number;
  readonly opening: OpeningFamily;
  /** How much it gathers in the middle of the town: 0 is as people live, 1 as dress shops do. */
  readonly centrality: number;
  /** The part that lets its hours be known. */
  readonly knownHoursShare: number;
  /** Whether it hands over goods (`shop`), meals (`eat`) or neither. */
  readonly service: 'shop' | 'eat' | 'none';
  readonly keywords: readonly string[];
  /** What stands before a surname or a place in its name: "Boulangerie". */
  readonly words: readonly string[];
  readonly signs: readonly string[];
  readonly networks: readonly string[];
}

const list = (cell: string | undefined, separator = '|'): string[] =>
  (cell ?? '').split(separator).filter((item) => item !== '');

function tradeOf(row: Record<string, string>, names: Record<string, string>): Trade {
  const family = row.horaires ?? '';
  const { service } = row;
  if (!isOpeningFamily(family)) throw new Error(`no such hours: ${family}`);
  if (service !== 'shop' && service !== 'eat' && service !== 'none')
    throw new Error(`no such service: ${service}`);
  const shown = visibility[row.visibilite ?? ''] ?? Number.NaN;
  return {
    category: row.categorie ?? '',
    naf: row.naf ?? '',
    inTowns: Number(row.pour_1000_en_ville) * shown,
    elsewhere: Number(row.pour_1000_ailleurs) * shown,
    opening: family,
    centrality: Number(row.centralite),
    knownHoursShare: Number(row.horaires_connus_pour_cent) / 100,
    service,
    keywords: list(row.mots_cles, ', '),
    words: list(names.metiers),
    signs: list(names.enseignes),
    networks: list(names.reseaux),
  };
}

/** The trades of the demonstration, from `inputs/trades.csv` and `inputs/names.csv`. */
export function readTrades(folder: string): readonly Trade[] {
  const names = new Map(
    readTable(join(folder, 'names.csv'), ';').map((row) => [row.categorie, row] as const),
  );
  return readTable(join(folder, 'trades.csv'), ';').map((row) =>
    tradeOf(row, names.get(row.categorie) ?? {}),
  );
}
