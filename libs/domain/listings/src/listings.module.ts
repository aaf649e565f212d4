import { Module } from '@nestjs/common';
import { Outbox } from '@halles/platform/outbox';
import { ListingFinderRepository } from './listing-finder.repository';
import { ListingFinder } from './listing-finder.service';
import { SearchPlaces } from '@halles/domain/search-index';
import { ListingRepository } from './listing.repository';
import { ListingService } from './listing.service';
import { ListingWriter } from './listing-writer';
import { OpeningRepository } from './opening.repository';
import { OpeningService } from './opening.service';
import { createListingWriters } from './wire-listings';

const { writer, places } = createListingWriters();

@Module({
  providers: [
    Outbox,
    ListingFinder,
    ListingFinderRepository,
    ListingRepository,
    ListingService,
    OpeningRepository,
    OpeningService,
    { provide: ListingWriter, useValue: writer },
    { provide: SearchPlaces, useValue: places },
  ],
  exports: [ListingFinder, SearchPlaces, ListingRepository, ListingService, ListingWriter, OpeningService],
})
export class ListingsModule {}
