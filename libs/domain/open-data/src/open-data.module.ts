import { ListingsModule } from '@halles/domain/listings';
import { PostsModule } from '@halles/domain/posts';
import { Module } from '@nestjs/common';
import { OpenDataFiles } from './open-data-files';
import { OpenDataRepository } from './open-data.repository';
import { OpenDataService } from './open-data.service';
import { OpenDataWriter } from './open-data-writer';

/** Needs `StorageModule`, which is global. */
@Module({
  imports: [ListingsModule, PostsModule],
  providers: [OpenDataFiles, OpenDataRepository, OpenDataService, OpenDataWriter],
  exports: [OpenDataService, OpenDataWriter],
})
export class OpenDataModule {}
