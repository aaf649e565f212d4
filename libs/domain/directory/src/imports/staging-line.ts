import { hash } from 'node:crypto';
import { indexWordsOf } from '@halles/domain/listings';
import { copyLine } from '@halles/platform/database';
import type { SourceRecord } from '../source-record';

/** Columns of `listing_staging`, in the order of `stagingLine`. */
export const STAGING_TARGET =
  'listing_staging (line, source_id, digest, closed, masked, siret, commune, longitude, latitude, match_name, category, facts)';

/** PostgreSQL has no NUL; a reader lets none through, a caller's own records might. */
const clean = (text: string): string => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text);

/**
 * The row that stages a record. What the source says is kept as JSON, and known again by its digest: one that differs in
 * nothing is neither parsed nor written.
 */
export function stagingLine(record: SourceRecord): string {
  const { source: _source, sourceId, line, ...facts } = record;
  const text = clean(JSON.stringify(facts));
  const { position, displayName, partialDiffusion, notPublic } = facts;
  const isPoint = position !== null && position.precision === 'address';
  // Only what is shown is looked for among the listings that are there.
  const isMatched = displayName !== null && !partialDiffusion && notPublic === null && !facts.demonstration;
  return copyLine([
    line,
    clean(sourceId),
    hash('md5', text, 'base64'),
    facts.status.state === 'closed',
    partialDiffusion,
    facts.siret,
    facts.address.communeCode,
    isPoint ? position.longitude : null,
    isPoint ? position.latitude : null,
    isMatched ? indexWordsOf(displayName).join(' ') : null,
    facts.category,
    text,
  ]);
}
