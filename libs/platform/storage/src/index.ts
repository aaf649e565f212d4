export * from './disk-storage';
export * from './file-storage';
export * from './storage.module';
