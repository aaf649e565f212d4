import { AccountsModule } from '@halles/domain/accounts';
import { AgendasModule } from '@halles/domain/agendas';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { CatalogueModule } from '@halles/domain/catalogue';
import { MessagingModule } from '@halles/domain/conversations';
import { FootfallModule } from '@halles/domain/footfall';
import { ImportsModule } from '@halles/domain/imports';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { AgendaSeeds } from './agenda-seeds.service';
import { FootfallSeeds } from './footfall-seeds.service';
import { SeedOwners } from './seed-owners.service';
import { SeedRepository } from './seed.repository';
import { SeedService } from './seed.service';
import { ShopSeeds } from './shop-seeds.service';

/** What fills directories from the territories' folders. */
@Module({
  imports: [
    AccountsModule,
    AgendasModule,
    PlaceDaysModule,
    CatalogueModule,
    FootfallModule,
    ImportsModule,
    ListingsModule,
    MessagingModule,
    OrdersModule,
    PostsModule,
    ProfilesModule,
  ],
  providers: [AgendaSeeds, FootfallSeeds, SeedOwners, SeedRepository, SeedService, ShopSeeds],
  exports: [SeedService],
})
export class SeedsModule {}
