export type { PictureView } from './photo.view';
export { altTyped } from './photo.form';
export { PortalPhotosModule } from './photos.module';
export {
  altOf,
  presentCover,
  presentListingPhotos,
  presentPicture,
  presentTile,
  sharedPicture,
} from './picture.presenter';
export { ACCEPT } from './photos.presenter';
