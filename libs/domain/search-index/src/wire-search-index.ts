import { IndexCountRepository } from './index-count.repository';
import { IndexCounts } from './index-counts';
import { SearchPlaceRepository } from './search-place.repository';
import { SearchEntryRepository } from './search-entry.repository';
import { SearchIndexer } from './search-indexer';
import { SearchKeyRepository } from './search-key.repository';
import { SearchPlaces } from './search-places';

/** What writes the tables that search reads. */
export interface SearchIndex {
  readonly indexer: SearchIndexer;
  readonly counts: IndexCounts;
  readonly places: SearchPlaces;
}

/** The writers of the index with all that they need. */
export function createSearchIndex(): SearchIndex {
  const indexer = new SearchIndexer(new SearchKeyRepository(), new SearchEntryRepository());
  const places = new SearchPlaces(new SearchPlaceRepository(), indexer);
  return { indexer, places, counts: new IndexCounts(new IndexCountRepository(), places) };
}
