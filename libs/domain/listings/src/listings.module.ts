import { Module } from '@nestjs/common';
import { Outbox } from '@halles/platform/outbox';
import { ListingPlaces } from './listing-places';
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
    ListingRepository,
    ListingService,
    OpeningRepository,
    OpeningService,
    { provide: ListingWriter, useValue: writer },
    { provide: ListingPlaces, useValue: places },
  ],
  exports: [ListingPlaces, ListingRepository, ListingService, ListingWriter, OpeningService],
})
export class ListingsModule {}
