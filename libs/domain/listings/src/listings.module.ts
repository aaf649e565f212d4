import { SearchIndexModule } from '@halles/domain/search-index';
import { Module } from '@nestjs/common';
import { Outbox } from '@halles/platform/outbox';
import { AddressFinder } from './address-finder.repository';
import { ListingFinderRepository } from './listing-finder.repository';
import { ListingFinder } from './listing-finder.service';
import { ListingRepository } from './listing.repository';
import { ListingService } from './listing.service';
import { ListingWriteRepository } from './listing-write.repository';
import { ListingWriter } from './listing-writer';
import { OpeningRepository } from './opening.repository';
import { OpeningService } from './opening.service';
import { TownServices } from './town-services.service';
import { UnlistedRepository } from './unlisted.repository';
import { UnlistedListings } from './unlisted.service';

@Module({
  imports: [SearchIndexModule],
  providers: [
    AddressFinder,
    Outbox,
    ListingFinder,
    ListingFinderRepository,
    ListingRepository,
    ListingService,
    ListingWriteRepository,
    ListingWriter,
    OpeningRepository,
    OpeningService,
    TownServices,
    UnlistedListings,
    UnlistedRepository,
  ],
  exports: [
    SearchIndexModule,
    AddressFinder,
    ListingFinder,
    ListingRepository,
    ListingService,
    ListingWriter,
    OpeningService,
    TownServices,
    UnlistedListings,
  ],
})
export class ListingsModule {}
