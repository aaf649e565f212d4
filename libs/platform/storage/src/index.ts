export * from './disk-storage';
export * from './file-storage';
export { PrivatePictures, type PrivateType, type SafePicture } from './private-pictures';
export { makeScratchFolder } from './scratch-folder';
export * from './storage.module';
export { storageQuotaBytes, StorageQuota, StorageQuotaReached } from './storage-quota';
export { readStoredBytes, type StoredBytes, totalBytes } from './stored-bytes.repository';
