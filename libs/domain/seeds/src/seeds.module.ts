import { AccountsModule } from '@halles/domain/accounts';
import { CatalogueModule } from '@halles/domain/catalogue';
import { ImportsModule } from '@halles/domain/imports';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { SeedRepository } from './seed.repository';
import { SeedService } from './seed.service';
import { ShopSeeds } from './shop-seeds.service';

/** What fills directories from the territories' folders. */
@Module({
  imports: [
    AccountsModule,
    CatalogueModule,
    ImportsModule,
    ListingsModule,
    OrdersModule,
    PostsModule,
    ProfilesModule,
  ],
  providers: [SeedRepository, SeedService, ShopSeeds],
  exports: [SeedService],
})
export class SeedsModule {}
