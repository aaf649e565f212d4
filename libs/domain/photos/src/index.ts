export * from './photo';
export * from './photo.errors';
export { type IllustratedPost, type NewPhoto, PhotoService, UNDO_MS } from './photo.service';
export { PhotoSweep, type SweptPhotos } from './photo-sweep.service';
export { PostPhotoRemoval } from './post-photo-removal.service';
export { PostPhotosModule } from './post-photos.module';
export { PostPhotos } from './post-photos.service';
export { ProductPhotos } from './product-photos.service';
export { PhotosModule } from './photos.module';
