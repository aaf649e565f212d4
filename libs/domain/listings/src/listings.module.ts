import { Module } from '@nestjs/common';
import { Outbox } from '@halles/platform/outbox';
import { ListingPlaces } from './listing-places';
import { ListingReportRepository } from './listing-report.repository';
import { ListingReportService } from './listing-report.service';
import { ListingRepository } from './listing.repository';
import { ListingService } from './listing.service';
import { ListingWriter } from './listing-writer';
import { createListingWriters } from './wire-listings';

const { writer, places } = createListingWriters();

@Module({
  providers: [
    Outbox,
    ListingRepository,
    ListingService,
    ListingReportRepository,
    ListingReportService,
    { provide: ListingWriter, useValue: writer },
    { provide: ListingPlaces, useValue: places },
  ],
  exports: [ListingPlaces, ListingReportService, ListingService, ListingWriter],
})
export class ListingsModule {}
