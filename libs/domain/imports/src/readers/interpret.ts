import type { CategoryTree } from '@halles/domain/categories';
import type { SourceFacts } from '@halles/domain/listings';
import type { ReadingTally } from './reading';
import { sireneRecord } from './sirene/sirene-record';
import { unpackRow } from './sirene/sirene-row';
import type { SourceKind, SourceRecord } from './source-record';
import { type Territory, settleRecord } from './territory';

export interface InterpretContext {
  /** ISO date. */
  readonly today: string;
  readonly tree?: CategoryTree;
  /** What positions are checked against. */
  readonly territory?: Territory;
}

/** A staged row, as far as it is interpreted. */
export interface StagedRow {
  readonly line: number;
  readonly sourceId: string;
  readonly packed: string;
}

/** Of the register: its facts are worked out here. Null, with an error, for a row that cannot be used after all. */
export function interpretSirene(
  { packed, line }: StagedRow,
  { today, tree, territory }: InterpretContext,
  tally: ReadingTally,
): SourceRecord | null {
  const { row, companyOf } = unpackRow(packed, line);
  const record = sireneRecord(row, { companyOf, today, tree, log: tally.log });
  const settled =
    record === null || territory === undefined ? record : settleRecord(record, territory, tally.log);
  if (settled !== null) tally.look(settled);
  return settled;
}

/** The facts of a staged row of any source. */
export function interpretRow(
  source: SourceKind,
  staged: StagedRow,
  context: InterpretContext,
  tally: ReadingTally,
): SourceFacts | null {
  if (source !== 'sirene') return JSON.parse(staged.packed) as SourceFacts;
  const record = interpretSirene(staged, context, tally);
  if (record === null) return null;
  const { source: _source, sourceId: _sourceId, line: _line, ...facts } = record;
  return facts;
}
