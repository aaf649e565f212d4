import { createSearchIndex, type SearchPlaces } from '@halles/domain/search-index';
import { ListingWriteRepository } from './listing-write.repository';
import { ListingWriter } from './listing-writer';
import { OpeningRepository } from './opening.repository';

/** What writes a directory. */
export interface ListingWriters {
  readonly writer: ListingWriter;
  readonly places: SearchPlaces;
}

/** The writers with all that they need, for callers without a container: commands, tests, measurements. */
export function createListingWriters(): ListingWriters {
  const { indexer, counts, places } = createSearchIndex();
  const writer = new ListingWriter(new ListingWriteRepository(), new OpeningRepository(), indexer, counts);
  return { writer, places };
}
