import { Module } from '@nestjs/common';
import { PhotoRepository } from './photo.repository';
import { PostPhotos } from './post-photos.service';
import { ShownPhotoFiles } from './shown-photo-files';

/**
 * What stands beside posts, for who only reads: nothing of it opens what strangers sent. Needs `StorageModule`, which is
 * global.
 */
@Module({ providers: [PhotoRepository, PostPhotos, ShownPhotoFiles], exports: [PostPhotos, ShownPhotoFiles] })
export class PostPhotosModule {}
