import type { SourceRecord } from './source-record';

/** A row of a source as it is staged: what tells it from others, and the rest packed, to be interpreted where it is new. */
export interface SourceRow {
  readonly line: number;
  readonly sourceId: string;
  readonly siret: string | null;
  readonly commune: string | null;
  readonly closed: boolean;
  readonly masked: boolean;
  /** The same text, the same facts. */
  readonly packed: string;
}

/** A record as it is staged: its facts as JSON. */
export function sourceRowOf(record: SourceRecord): SourceRow {
  const { source: _source, sourceId, line, ...facts } = record;
  return {
    line,
    sourceId,
    siret: facts.siret,
    commune: facts.address.communeCode,
    closed: facts.status.state === 'closed',
    masked: facts.partialDiffusion,
    packed: JSON.stringify(facts),
  };
}
