import { ListingsModule } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { SearchModule } from '@halles/domain/search';
import { Module } from '@nestjs/common';
import { SitemapController } from './sitemap.controller';
import { SystemController } from './system.controller';

@Module({
  imports: [ListingsModule, OrdersModule, SearchModule],
  controllers: [SystemController, SitemapController],
})
export class SystemModule {}
