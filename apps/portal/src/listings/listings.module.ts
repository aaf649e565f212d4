import { ListingsModule } from '@halles/domain/listings';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { ListingController } from './listing.controller';
import { ListingPageService } from './listing-page.service';
import { ReportController } from './report.controller';

/** The page of each business. */
@Module({
  imports: [ListingsModule, SearchModule],
  controllers: [ListingController, ReportController],
  providers: [ListingPageService],
})
export class PortalListingsModule {}
