export { contrastRatio, nearestPassing, relativeLuminance } from './contrast';
export {
  type FolderFault,
  type TenantFolder,
  TenantFolderError,
  listTenantFolders,
  loadTenantFolder,
  tenantFolderPath,
} from './tenant-folder';
