import { Module } from '@nestjs/common';
import { IndexCountRepository } from './index-count.repository';
import { IndexCounts } from './index-counts';
import { SearchEntryRepository } from './search-entry.repository';
import { SearchIndexer } from './search-indexer';
import { SearchKeyRepository } from './search-key.repository';
import { SearchPlaceRepository } from './search-place.repository';
import { SearchPlaces } from './search-places';

/** What writes the tables that search reads. */
@Module({
  providers: [
    IndexCountRepository,
    IndexCounts,
    SearchEntryRepository,
    SearchIndexer,
    SearchKeyRepository,
    SearchPlaceRepository,
    SearchPlaces,
  ],
  exports: [IndexCounts, SearchIndexer, SearchPlaces],
})
export class SearchIndexModule {}
