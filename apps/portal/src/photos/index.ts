export type { PictureView } from './photo.view';
export { ACCEPT } from './photos.presenter';
export { altTyped, describedAs, photoIdOf } from './photo.form';
export { PortalPhotosModule } from './photos.module';
export {
  altOf,
  presentCover,
  presentListingPhotos,
  presentPicture,
  presentPostPicture,
  presentTile,
  sharedPicture,
} from './picture.presenter';
export { type OnePictureView, presentOnePicture } from './one-picture';
export { pictureError, withPicture, withPictures } from './picture-errors';
export { type FormWithPicture, PictureUploads, type Refusal, refusalOf } from './picture-uploads';
