import { PhotosModule } from '@halles/domain/photos';
import { Module } from '@nestjs/common';
import { PhotoCleaning } from './photo-cleaning';

/** Photos that were taken off. */
@Module({ imports: [PhotosModule], providers: [PhotoCleaning] })
export class PhotosWorkerModule {}
