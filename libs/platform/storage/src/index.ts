export * from './disk-storage';
export * from './file-storage';
export * from './storage.module';
export { StorageFull, StorageQuota } from './storage-quota';
