export * from './admin';
export * from './archive-format';
export * from './archive-reader';
export * from './archive-signature';
export * from './bootstrap';
export * from './dead-letters';
export * from './export-tenant';
export * from './hosts';
export * from './import-tenant';
export * from './installation';
export * from './migrate';
export * from './migrations';
export * from './operators';
export * from './platform-version';
export * from './prepare';
export * from './tenant-state';
export * from './territory-folders';
export * from './tenant.errors';
export {
  createTenant,
  dropTenant,
  getTenant,
  type NewTenant,
  setStorageQuota,
  setTenantState,
  updateSettings,
} from './tenants';
export { continueCopy, listUndecidedImports, markCopy } from './tenant-copies';
