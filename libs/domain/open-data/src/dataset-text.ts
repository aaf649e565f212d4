import { csvRow } from '@halles/domain/text';
import type { Listing } from '@halles/domain/listings';
import { type BusinessContext, localBusinessOf } from './local-business';
import { type RowContext, fields } from './dataset';

/** Batches of listings, as they are read. */
export type Batches = AsyncIterable<readonly Listing[]>;

/** The dataset as CSV: UTF-8, comma, header, CRLF (RFC 4180). */
export async function* csvOf(batches: Batches, context: RowContext): AsyncGenerator<string> {
  yield csvRow(fields.map(({ name }) => name));
  for await (const batch of batches)
    yield batch.map((listing) => csvRow(fields.map(({ read }) => read(listing, context)))).join('');
}

function featureOf(listing: Listing, context: RowContext): object {
  const { position } = listing;
  const located = position?.precision === 'address';
  return {
    type: 'Feature',
    id: listing.id,
    geometry: located ? { type: 'Point', coordinates: [position.longitude, position.latitude] } : null,
    properties: Object.fromEntries(fields.map(({ name, read }) => [name, read(listing, context)])),
  };
}

/** Lines of JSON between a beginning and an end, with commas between them. */
async function* jsonList(
  head: string,
  batches: Batches,
  writerOf: (batch: readonly Listing[]) => Promise<(listing: Listing) => object>,
  tail: string,
): AsyncGenerator<string> {
  yield head;
  let separator = '\n';
  for await (const batch of batches) {
    const write = await writerOf(batch);
    yield separator + batch.map((listing) => JSON.stringify(write(listing))).join(',\n');
    separator = ',\n';
  }
  yield tail;
}

/** The dataset as GeoJSON (RFC 7946). A listing whose door is not located has no geometry. */
export function geoJsonOf(batches: Batches, context: RowContext): AsyncGenerator<string> {
  const head = '{"type":"FeatureCollection","features":[';
  const write = (listing: Listing): object => featureOf(listing, context);
  return jsonList(head, batches, () => Promise.resolve(write), '\n]}\n');
}

/**
 * The dataset as JSON-LD: each listing a LocalBusiness of schema.org.
 * @param contextsOf what the listings of a batch need beside them
 */
export function jsonLdOf(
  batches: Batches,
  contextsOf: (batch: readonly Listing[]) => Promise<(listing: Listing) => BusinessContext>,
): AsyncGenerator<string> {
  const head = '{"@context":"https://schema.org","@graph":[';
  const writerOf = async (batch: readonly Listing[]) => {
    const contextOf = await contextsOf(batch);
    return (listing: Listing): object => localBusinessOf(listing, contextOf(listing));
  };
  return jsonList(head, batches, writerOf, '\n]}\n');
}
