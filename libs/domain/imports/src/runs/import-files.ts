import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CategoryTree } from '@halles/domain/categories';
import type { CsvMapping } from '../readers/csv/csv-columns';
import { readCsv } from '../readers/csv/csv-reader';
import { readOsm } from '../readers/osm/osm-reader';
import type { OpenSource, Reading, ReadingStep } from '../readers/reading';
import { readSireneRows } from '../readers/sirene/sirene-reader';
import { type SourceRow, sourceRowOf } from '../readers/source-row';
import type { Territory } from '../readers/territory';
import type { ImportFiles } from './directory-import';
import { isAmong } from '../merge/known-sirets';

/** A reading with how many bytes it is about to read in all. */
export interface OpenedFiles {
  readonly reading: Reading<SourceRow>;
  readonly bytesTotal: number;
  /** Bytes of the steps before this one. */
  readonly bytesBefore: (step: ReadingStep) => number;
}

export interface FilesContext {
  readonly territory: Territory;
  readonly tree: CategoryTree;
  /** ISO date. */
  readonly today: string;
  /** Sorted numbers of the establishments that the directory has. */
  readonly knownSirets: Float64Array;
  readonly mapping: CsvMapping | undefined;
}

const READ_BYTES = 512 * 1024;

const opener =
  (path: string): OpenSource =>
  () =>
    createReadStream(path, { highWaterMark: READ_BYTES });

/** 0 for a file that is not there: reading it says so. */
const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

async function openSirene(
  files: Extract<ImportFiles, { source: 'sirene' }>,
  { territory, today, knownSirets }: FilesContext,
): Promise<OpenedFiles> {
  const establishments = await sizeOf(files.etablissements);
  const companies = files.unitesLegales === null ? 0 : await sizeOf(files.unitesLegales);
  const before: Record<ReadingStep, number> = {
    selecting: 0,
    companies: establishments,
    reading: files.unitesLegales === null ? 0 : establishments + companies,
  };
  const reading = readSireneRows({
    etablissements: opener(files.etablissements),
    ...(files.unitesLegales === null ? {} : { unitesLegales: opener(files.unitesLegales) }),
    communes: new Set(territory.communes.keys()),
    today,
    isKnown: (siret) => isAmong(knownSirets, siret),
  });
  return { reading, bytesTotal: before.reading + establishments, bytesBefore: (step) => before[step] };
}

/** Opens the files of an import; none is read before the reading is iterated. */
export async function openFiles(files: ImportFiles, context: FilesContext): Promise<OpenedFiles> {
  if (files.source === 'sirene') return openSirene(files, context);
  const { territory, tree, today, mapping } = context;
  const open = opener(files.file);
  const names = new Map([...territory.communes].map(([code, { name }]) => [code, name] as const));
  const reading =
    files.source === 'osm'
      ? readOsm({ open, tree, territory })
      : readCsv({ open, communes: names, today, tree, territory, ...(mapping ? { mapping } : {}) });
  return { reading: sourceRowsOf(reading), bytesTotal: await sizeOf(files.file), bytesBefore: () => 0 };
}

/** Records that are read are staged as they are. */
const sourceRowsOf = (reading: Reading): Reading<SourceRow> => ({
  report: () => reading.report(),
  async *[Symbol.asyncIterator]() {
    for await (const records of reading) yield records.map(sourceRowOf);
  },
});

/** Records that a program makes, as if they came from a file. */
export const openRecords = (reading: Reading): OpenedFiles => ({
  reading: sourceRowsOf(reading),
  bytesTotal: 0,
  bytesBefore: () => 0,
});
