import { hash } from 'node:crypto';
import { indexWordsOf } from '@halles/domain/text';
import { type SourceFacts } from '@halles/domain/listings';
import { copyLine } from '@halles/platform/database';
import type { SourceRow } from '../readers/source-row';
import type { StagedRow } from '../readers/interpret';

/** To be increased when the same row of a source must give different facts, so that every row is interpreted again. */
const INTERPRETATION = 1;

/** Columns of `listing_staging`, in the order of `stagingLine`. */
export const STAGING_TARGET =
  'listing_staging (line, source_id, digest, closed, masked, siret, commune, packed)';

/** Columns of `import_facts`, in the order of `factsLine`. */
export const FACTS_TARGET =
  'import_facts (line, source_id, digest, siret, commune, longitude, latitude, match_name, category, facts)';

/** PostgreSQL has no NUL; a reader lets none through, a caller's own records might. */
const clean = (text: string): string => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text);

/**
 * The line that stages a row. It is known again by its digest: one that differs in nothing is neither interpreted nor
 * written.
 * @param salt what else the facts follow from: the territory's categories
 */
export function stagingLine(
  { line, sourceId, siret, commune, closed, masked, packed }: SourceRow,
  salt: string,
): string {
  const text = clean(packed);
  const digest = hash('md5', `${INTERPRETATION}${salt}${closed ? 'F' : 'A'}${text}`, 'base64');
  return copyLine([line, clean(sourceId), digest, closed, masked, siret, commune, text]);
}

/** A planned row that is about to be interpreted. */
export interface PlannedRow extends StagedRow {
  readonly digest: string;
}

/** The line that keeps what a planned row tells. */
export function factsLine({ line, sourceId, digest }: PlannedRow, facts: SourceFacts): string {
  const { position, displayName, partialDiffusion, notPublic, demonstration } = facts;
  const isPoint = position !== null && position.precision === 'address';
  // Only what is shown is looked for among the listings that are there.
  const isMatched = displayName !== null && !partialDiffusion && notPublic === null && !demonstration;
  return copyLine([
    line,
    sourceId,
    digest,
    facts.siret,
    facts.address.communeCode,
    isPoint ? position.longitude : null,
    isPoint ? position.latitude : null,
    isMatched ? indexWordsOf(displayName).join(' ') : null,
    facts.category,
    JSON.stringify(facts),
  ]);
}
