import { type InterpretContext, interpretSirene } from '../interpret';
import { type Reading, type ReadingTally, readingOf } from '../reading';
import { type SireneSource, selectSireneRows } from './sirene-reader';
import type { SourceRecord } from '../source-record';

type RecordSource = SireneSource & InterpretContext;

async function* read(source: RecordSource, tally: ReadingTally): AsyncGenerator<readonly SourceRecord[]> {
  for await (const rows of selectSireneRows(source, tally)) {
    const records = rows.map((row) => interpretSirene(row, source, tally));
    yield records.filter((record) => record !== null);
  }
}

/** The establishments of a territory from INSEE's stock files, interpreted: see `readSireneRows`. */
export const readSirene = (source: RecordSource): Reading =>
  readingOf(
    (tally) => read(source, tally),
    (tally, { status, partialDiffusion }) => tally.countRow(status.state === 'closed', partialDiffusion),
  );
