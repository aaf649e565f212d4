import { Module } from '@nestjs/common';
import { PhotoRepository } from './photo.repository';
import { PostPhotos } from './post-photos.service';

/** What stands beside posts, for who only reads: nothing of it opens files. */
@Module({ providers: [PhotoRepository, PostPhotos], exports: [PostPhotos] })
export class PostPhotosModule {}
