import { CatalogueModule } from '@halles/domain/catalogue';
import { MessagingModule } from '@halles/domain/conversations';
import { FootfallModule } from '@halles/domain/footfall';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { BookingOffersModule } from '../agenda-offers';
import { ListingController } from './listing.controller';
import { ListingFilesController } from './listing-files.controller';
import { ListingPageService } from './listing-page.service';
import { SharePictures } from './share-picture.service';

/** The page of each business. */
@Module({
  imports: [
    BookingOffersModule,
    CatalogueModule,
    MessagingModule,
    FootfallModule,
    ListingsModule,
    OrdersModule,
    PlaceDaysModule,
    PostsModule,
    ProfilesModule,
    SearchModule,
  ],
  controllers: [ListingController, ListingFilesController],
  providers: [ListingPageService, SharePictures],
  exports: [ListingPageService],
})
export class PortalListingsModule {}
