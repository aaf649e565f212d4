import { ListingsModule } from '@halles/domain/listings';
import { OpenDataModule } from '@halles/domain/open-data';
import { Module } from '@nestjs/common';
import { OpenDataController } from './open-data.controller';
import { OpenDataFacts } from './open-data-facts';

@Module({
  imports: [ListingsModule, OpenDataModule],
  controllers: [OpenDataController],
  providers: [OpenDataFacts],
})
export class PortalOpenDataModule {}
