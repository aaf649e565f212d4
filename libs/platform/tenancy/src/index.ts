export { PortalLinks } from './portal-links';
export * from './audit-log';
export { beforeCommit, forgettingSince } from './before-commit';
export * from './database-registry';
export {
  FolderFileError,
  MAX_FILE_BYTES,
  findRefusedFiles,
  listEntries,
  listFiles,
  openFolderFile,
  type OpenedFolderFile,
  readFolderFile,
} from './folder-files';
export * from './host';
export * from './last-good-folders';
export * from './keys';
export * from './registry';
export * from './registry.repository';
export * from './signed-links';
export * from './slug';
export * from './tenancy.errors';
export * from './tenancy.module';
export * from './tenant';
export * from './change-bus';
export { RememberedRows } from './remembered-rows';
export * from './tenant-memory';
export { DatabaseTenantSignals, signal, TenantSignals } from './tenant-signals';
export { pipelined } from './pipelined';
export * from './unit-of-work';
