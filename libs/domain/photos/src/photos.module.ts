import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { type Config, CONFIG } from '@halles/platform/config';
import { Module } from '@nestjs/common';
import { PhotoFiles } from './photo-files';
import { PhotoPersonalData } from './photo-personal-data';
import { PhotoSweep } from './photo-sweep.service';
import { PhotoRepository } from './photo.repository';
import { PHOTO_QUOTA, PhotoService } from './photo.service';

const MEGABYTE = 1024 * 1024;

/** Needs `StorageModule` and `UntrustedFilesModule`, which are global. */
@Module({
  imports: [AccountsModule, ListingsModule],
  providers: [
    PhotoFiles,
    PhotoPersonalData,
    PhotoRepository,
    PhotoService,
    PhotoSweep,
    {
      provide: PHOTO_QUOTA,
      inject: [CONFIG],
      useFactory: ({ mediaQuotaMb }: Config) => mediaQuotaMb * MEGABYTE,
    },
  ],
  exports: [PhotoService, PhotoSweep],
})
export class PhotosModule {}
