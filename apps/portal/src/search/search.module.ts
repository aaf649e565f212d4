import { AgendasModule } from '@halles/domain/agendas';
import { CatalogueModule } from '@halles/domain/catalogue';
import { FootfallModule } from '@halles/domain/footfall';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { PostsModule } from '@halles/domain/posts';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { ClustersService } from './clusters.service';
import { LandingController } from './landing.controller';
import { LandingService } from './landing.service';
import { ResultsController } from './results.controller';
import { ResultsService } from './results.service';
import { SearchApiController } from './search-api.controller';
import { SharedAnswers } from './shared-answers.service';

/** Finding a business: results, landing pages, the API of both. */
@Module({
  imports: [
    AgendasModule,
    CatalogueModule,
    FootfallModule,
    ListingsModule,
    OrdersModule,
    PostsModule,
    SearchModule,
  ],
  controllers: [LandingController, ResultsController, SearchApiController],
  providers: [ClustersService, LandingService, ResultsService, SharedAnswers],
})
export class PortalSearchModule {}
