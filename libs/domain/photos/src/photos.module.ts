import { AccountsModule } from '@halles/domain/accounts';
import { CatalogueModule } from '@halles/domain/catalogue';
import { ListingsModule } from '@halles/domain/listings';
import { PostsModule } from '@halles/domain/posts';
import { StorageQuota } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { PhotoFiles } from './photo-files';
import { PhotoPersonalData } from './photo-personal-data';
import { PhotoPlacement } from './photo-placement';
import { PhotoSweep } from './photo-sweep.service';
import { PhotoRepository } from './photo.repository';
import { PhotoService } from './photo.service';
import { PostPhotoRemoval } from './post-photo-removal.service';
import { PostPhotosModule } from './post-photos.module';
import { ProductPhotos } from './product-photos.service';

/** Needs `StorageModule` and `UntrustedFilesModule`, which are global. */
@Module({
  imports: [AccountsModule, CatalogueModule, ListingsModule, PostsModule, PostPhotosModule],
  providers: [
    PhotoFiles,
    PhotoPersonalData,
    PhotoPlacement,
    PhotoRepository,
    PhotoService,
    PhotoSweep,
    PostPhotoRemoval,
    ProductPhotos,
    StorageQuota,
  ],
  exports: [PhotoService, PhotoSweep, PostPhotoRemoval, PostPhotosModule, ProductPhotos],
})
export class PhotosModule {}
