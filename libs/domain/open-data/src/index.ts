export { fields } from './dataset';
export { type BusinessContext, localBusinessOf, openingHoursOf } from './local-business';
export { type Ground, MapGround } from './map-ground.service';
export * from './open-data.errors';
export type { DatasetEncoding, DatasetFormat } from './open-data-release';
export { postFields } from './posts-dataset';
export { OpenDataModule } from './open-data.module';
export { type DatasetFile, OpenDataService } from './open-data.service';
export { OpenDataWriter, REWRITTEN_AFTER } from './open-data-writer';
