export * from './image-pipeline';
export * from './images.errors';
export * from './images.module';
export * from './picture-format';
export * from './recipe';
