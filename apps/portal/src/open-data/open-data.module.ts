import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { OpenDataController } from './open-data.controller';
import { OpenDataService } from './open-data.service';

@Module({ imports: [ListingsModule], controllers: [OpenDataController], providers: [OpenDataService] })
export class OpenDataModule {}
