export type { PictureView } from './photo.view';
export { PortalPhotosModule } from './photos.module';
export { presentCover, presentListingPhotos, sharedPicture } from './picture.presenter';
