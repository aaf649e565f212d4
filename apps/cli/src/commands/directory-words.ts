import type { DirectoryImport, ImportProgress } from '@halles/domain/imports';

/** What a state means to the person who asked. */
export const stateWords: Readonly<Record<DirectoryImport['state'], string>> = {
  queued: 'waits for a worker',
  reading: 'is being read',
  merging: 'is being merged',
  previewed: 'was previewed, nothing was changed',
  done: 'is done',
  failed: 'failed, nothing was changed',
  cancelled: 'was cancelled, nothing was changed',
  undone: 'was undone',
};

const mergeWords = {
  added: 'added',
  changed: 'changed',
  closed: 'closed',
  reopened: 'reopened',
  masked: 'masked (partial diffusion)',
  gone: 'gone from the source',
  unchanged: 'unchanged',
  closedUnknown: 'closed before they were known, ignored',
  matchedBySiret: '  of the added: a further source of a listing, by SIRET',
  matchedByPlace: '  of the added: a further source of a listing, by name and place',
  doubtful: '  of the added: perhaps a listing that was there (halles directory duplicates)',
  repeated: 'repeat an identifier, left out',
  listings: 'listings resolved anew',
} as const;

const readingWords = {
  rowsRead: 'rows in the file',
  leftOut: 'of other communes or of no category',
  kept: 'kept',
  masked: 'of them in partial diffusion',
  withoutName: 'of them without a name',
  withCategory: 'of them with a category',
  withPosition: 'of them with a position',
} as const;

const isReading = (key: string): key is keyof typeof readingWords => Object.hasOwn(readingWords, key);

const format = (count: number): string => count.toLocaleString('en-GB');

type CountRow = Readonly<Record<'rows' | 'what', string>>;

/** The counts of an import in lines; those of nought are left out, but for the rows of the file. */
export function countRows({ report }: DirectoryImport): CountRow[] {
  const { reading, merge } = report;
  // A closed establishment that nobody knew is ignored where it is met: while reading, or in the merge.
  const ignored = (reading?.closedUnknown ?? 0) + (merge?.closedUnknown ?? 0);
  const read = Object.keys(readingWords)
    .filter(isReading)
    .map((key) => ({ count: reading?.[key] ?? 0, what: readingWords[key] }));
  const notPublic = Object.entries(reading?.notPublic ?? {}).map(([reason, count]) => ({
    count,
    what: `kept apart, no place that the public goes to: ${reason}`,
  }));
  const merged = Object.entries(mergeWords).map(([key, what]) => ({
    count: key === 'closedUnknown' ? ignored : (merge?.[key as keyof typeof mergeWords] ?? 0),
    what,
  }));
  return [...read, ...notPublic, ...merged]
    .filter(({ count, what }) => count > 0 || (reading !== undefined && what === readingWords.rowsRead))
    .map(({ count, what }) => ({ rows: format(count), what }));
}

/** The errors of the file in lines, by where they are. */
export function errorRows(row: DirectoryImport, limit: number): Readonly<Record<string, string>>[] {
  return (row.report.reading?.errors ?? [])
    .slice(0, limit)
    .map(({ file, line, column, severity, message }) => ({
      line: line === 0 ? 'file' : String(line),
      where: [file, column].filter(Boolean).join(' '),
      severity,
      error: message.en,
    }));
}

/** How many errors there were in all, those that are not kept too. */
export const errorCount = (row: DirectoryImport): number =>
  Object.values(row.report.reading?.errorCounts ?? {}).reduce((sum, n) => sum + n, 0);

/** Progress in words: "reading, 12,000 rows, 300 kept, 80,000/s, 40 s left". */
export function progressNote(progress: Partial<ImportProgress>): string {
  const { step = 'reading', rowsRead = 0, kept = 0, rowsPerSecond = 0, secondsLeft = null } = progress;
  const left = secondsLeft === null ? '' : `, ${format(secondsLeft)} s left`;
  const some = kept === 0 ? '' : `, ${format(kept)} kept`;
  return rowsRead === 0
    ? `${step}${left}`
    : `${step}, ${format(rowsRead)} rows${some}, ${format(rowsPerSecond)}/s${left}`;
}

/** Share of the phase that is done, in whole percent. */
export function progressPercent(progress: Partial<ImportProgress>): number {
  const { listingsDone = 0, listingsTotal = 0, bytesRead = 0, bytesTotal = 0 } = progress;
  const [done, total] = listingsTotal > 0 ? [listingsDone, listingsTotal] : [bytesRead, bytesTotal];
  return total === 0 ? 0 : Math.min(100, Math.floor((100 * done) / total));
}
