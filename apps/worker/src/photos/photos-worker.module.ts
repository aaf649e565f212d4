import { PhotosModule } from '@halles/domain/photos';
import { Module } from '@nestjs/common';
import { PhotoCleaningTask } from './photo-cleaning.task';

/** Photos that were taken off. */
@Module({ imports: [PhotosModule], providers: [PhotoCleaningTask] })
export class PhotosWorkerModule {}
