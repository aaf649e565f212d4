import { CountRepository } from './count.repository';
import { DirectoryCounts } from './directory-counts';
import { ListingPlaces } from './listing-places';
import { ListingWriteRepository } from './listing-write.repository';
import { ListingWriter } from './listing-writer';
import { OpeningRepository } from './opening.repository';
import { PlaceWriteRepository } from './place-write.repository';
import { SearchEntryRepository } from './search-entry.repository';
import { SearchIndexer } from './search-indexer';
import { SearchKeyRepository } from './search-key.repository';

/** What writes a directory. */
export interface ListingWriters {
  readonly writer: ListingWriter;
  readonly places: ListingPlaces;
}

/** The writers with all that they need, for who has no container: commands, tests, measurements. */
export function createListingWriters(): ListingWriters {
  const indexer = new SearchIndexer(new SearchKeyRepository(), new SearchEntryRepository());
  const places = new ListingPlaces(new PlaceWriteRepository(), indexer);
  const counts = new DirectoryCounts(new CountRepository(), places);
  const writer = new ListingWriter(new ListingWriteRepository(), new OpeningRepository(), indexer, counts);
  return { writer, places };
}
