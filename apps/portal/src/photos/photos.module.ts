import { PhotosModule } from '@halles/domain/photos';
import { ProfilesModule } from '@halles/domain/profiles';
import { Global, Module } from '@nestjs/common';
import { AlbumController } from './album.controller';
import { MediaController } from './media.controller';
import { PhotoController } from './photo.controller';
import { PHOTOS_SECTION, PhotoPages } from './photo-pages';
import { PhotoFileAccess } from './photo-file-access';
import { PictureUploads } from './picture-uploads';
import { MerchantSections } from '../merchant-space';

/** Photos of businesses: their pages in the merchant space, and their files. Global: pages of businesses show them. */
@Global()
@Module({
  imports: [PhotosModule, ProfilesModule],
  controllers: [AlbumController, PhotoController, MediaController],
  providers: [PhotoPages, PhotoFileAccess, PictureUploads],
  exports: [PhotosModule, PictureUploads],
})
export class PortalPhotosModule {
  constructor(sections: MerchantSections) {
    sections.register({
      key: PHOTOS_SECTION,
      label: 'photos.heading',
      permission: 'listing.photos',
      icon: 'photo',
      order: 60,
      tab: 'pro.tabs.photos',
      route: 'photo.album',
    });
  }
}
