import { Module } from '@nestjs/common';
import { ListingCovers } from './listing-covers.service';
import { PhotoRepository } from './photo.repository';
import { PostPhotos } from './post-photos.service';
import { ShownPhotoFiles } from './shown-photo-files';

/**
 * What stands beside posts, and the first photographs of businesses, for who only reads: nothing of it opens what strangers sent. Needs `StorageModule`, which is
 * global.
 */
@Module({
  providers: [ListingCovers, PhotoRepository, PostPhotos, ShownPhotoFiles],
  exports: [ListingCovers, PostPhotos, ShownPhotoFiles],
})
export class PostPhotosModule {}
