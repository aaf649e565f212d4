import { ListingsModule } from '@halles/domain/listings';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { ListingController } from './listing.controller';
import { ListingPageService } from './listing-page.service';

/** The page of each business. */
@Module({
  imports: [ListingsModule, SearchModule],
  controllers: [ListingController],
  providers: [ListingPageService],
})
export class PortalListingsModule {}
