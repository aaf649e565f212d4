import { GaugesModule } from '@halles/domain/gauges';
import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { PostsModule } from '@halles/domain/posts';
import { SearchModule } from '@halles/domain/search';
import { TerritoriesModule } from '@halles/domain/territories';
import { Module } from '@nestjs/common';
import { HomeService } from './home.service';
import { PagesController } from './pages.controller';

@Module({
  imports: [GaugesModule, ListingsModule, OrdersModule, PostsModule, SearchModule, TerritoriesModule],
  controllers: [PagesController],
  providers: [HomeService],
})
export class PagesModule {}
