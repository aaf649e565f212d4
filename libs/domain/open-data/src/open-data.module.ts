import { ListingsModule } from '@halles/domain/listings';
import { PostPhotosModule } from '@halles/domain/photos';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { SearchModule } from '@halles/domain/search';
import { TerritoriesModule } from '@halles/domain/territories';
import { Module } from '@nestjs/common';
import { MapGround } from './map-ground.service';
import { OpenDataFiles } from './open-data-files';
import { OpenDataRepository } from './open-data.repository';
import { OpenDataService } from './open-data.service';
import { OpenDataWriter } from './open-data-writer';

/** Needs `StorageModule`, which is global. */
@Module({
  imports: [ListingsModule, PostPhotosModule, PostsModule, ProfilesModule, SearchModule, TerritoriesModule],
  providers: [MapGround, OpenDataFiles, OpenDataRepository, OpenDataService, OpenDataWriter],
  exports: [MapGround, OpenDataService, OpenDataWriter],
})
export class OpenDataModule {}
