import { PhotosModule } from '@halles/domain/photos';
import { ProfilesModule } from '@halles/domain/profiles';
import type { Config } from '@halles/platform/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { AlbumController } from './album.controller';
import { MediaController } from './media.controller';
import { PhotoController } from './photo.controller';
import { PHOTOS_SECTION, PhotoPages } from './photo-pages';
import { MerchantSections } from '../merchant-space';

/** Photos of businesses: their pages in the merchant space, and their files. */
@Module({})
export class PortalPhotosModule {
  constructor(sections: MerchantSections) {
    sections.register({
      key: PHOTOS_SECTION,
      label: 'photos.heading',
      permission: 'listing.photos',
      icon: 'photo',
      order: 60,
      route: 'photo.album',
    });
  }

  static forRoot(config: Config): DynamicModule {
    const photos = PhotosModule.forRoot(config);
    return {
      module: PortalPhotosModule,
      // Pages of businesses show them.
      global: true,
      imports: [photos, ProfilesModule],
      controllers: [AlbumController, PhotoController, MediaController],
      providers: [PhotoPages],
      exports: [photos],
    };
  }
}
