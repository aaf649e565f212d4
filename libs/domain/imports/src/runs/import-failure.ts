import type { ReadingReport, ReadingTally } from '../readers/reading';
import { type RowErrorCode, RowErrorLog } from '../readers/row-error';
import type { ImportFailure, ImportReport } from './directory-import';
import { ImportStopped } from './import-progress';
import type { ImportEnd } from './import.repository';
import { TooManyGone } from '../merge/merge-plan';
import type { RepeatedRow } from '../staging/staging.repository';

/** A file was not read to its end, or something is wrong with the whole of it. */
export class ReadingRefused extends Error {
  constructor(readonly report: ReadingReport) {
    super('the file cannot be used');
    this.name = 'ReadingRefused';
  }
}

const INCOMPLETE: ImportFailure = {
  code: 'file-unreadable',
  message: { fr: 'Le fichier n’a pas été lu jusqu’au bout.', en: 'The file was not read to its end.' },
};

const gone = ({ gone: lost, known }: TooManyGone): ImportFailure => ({
  code: 'too-many-gone',
  message: {
    fr: `${lost} des ${known} établissements connus de cette source sont absents du fichier : il semble incomplet. Rien n’a été changé.`,
    en: `${lost} of the ${known} businesses known from this source are missing from the file: it seems incomplete. Nothing was changed.`,
  },
});

/** How an import ends after this error; null for one that a later run may get over. */
export function failureOf(error: unknown): ImportEnd | null {
  if (error instanceof ImportStopped) return { state: 'cancelled', report: {}, failure: null };
  if (error instanceof TooManyGone) return { state: 'failed', report: {}, failure: gone(error) };
  if (!(error instanceof ReadingRefused)) return null;
  const { report } = error;
  const refusal = report.errors.find(({ severity }) => severity === 'file');
  const failure = refusal === undefined ? INCOMPLETE : { code: refusal.code, message: refusal.message };
  return { state: 'failed', report: { reading: report }, failure };
}

/** The report of a reading, with the rows that staging found to repeat an identifier. */
export function withRepeated(report: ReadingReport, repeated: readonly RepeatedRow[]): ReadingReport {
  const [first] = repeated;
  if (first === undefined) return report;
  const log = new RowErrorLog();
  for (const { line, sourceId } of repeated) log.add('duplicate-id', line, sourceId);
  const before = report.errorCounts['duplicate-id'] ?? 0;
  return {
    ...report,
    errorCounts: { ...report.errorCounts, 'duplicate-id': before + first.total },
    errors: [...report.errors, ...log.errors],
  };
}

/** The report of a reading, with what was found when its new rows were interpreted. */
export function interpretedReport(
  report: ImportReport['reading'],
  tally: ReadingTally,
): ImportReport['reading'] & object {
  const found = tally.snapshot();
  if (report === undefined) return found;
  const errorCounts: Partial<Record<RowErrorCode, number>> = { ...report.errorCounts };
  for (const [code, count] of Object.entries(found.errorCounts) as [RowErrorCode, number][])
    errorCounts[code] = (errorCounts[code] ?? 0) + count;
  const notPublic = { ...report.notPublic, ...found.notPublic };
  return {
    ...report,
    withCategory: report.withCategory + found.withCategory,
    withPosition: report.withPosition + found.withPosition,
    withoutName: report.withoutName + found.withoutName,
    notPublic,
    errorCounts,
    errors: [...(report.errors ?? []), ...found.errors],
  };
}
