import { Module } from '@nestjs/common';
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

@Module({
  providers: [
    CountRepository,
    DirectoryCounts,
    ListingPlaces,
    ListingWriteRepository,
    ListingWriter,
    OpeningRepository,
    PlaceWriteRepository,
    SearchEntryRepository,
    SearchIndexer,
    SearchKeyRepository,
  ],
  exports: [ListingPlaces, ListingWriter],
})
export class ListingsModule {}
