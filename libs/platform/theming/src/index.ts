export type { Finding } from './check/finding';
export { findFolderErrors } from './check/folder-errors';
export { type ThemeReport, checkThemes } from './check/theme-check';
export { checkHtml } from './check/html-check';
export { type Tables, checkTextOverrides, checkTexts, readTables } from './check/text-check';
export { type Encoding, Asset, compress, contentHash } from './asset';
export { CLIENT_BUNDLE, bundleClient, readOrderWorker, readProWorker } from './client-bundle';
export { CompilerResults } from './compiler-results';
export { contrastRatio, nearestPassing } from './contrast';
export { drawOnColor, drawSquare, drawWithInset, type SquareDrawing } from './drawing';
export { formatDay, formatNumber } from './helpers';
export { type FolderCheck, FolderInspector } from './folder-inspector';
export { StylesheetError } from './stylesheet';
export { qrPath, type QrPath } from './qr-code';
export { type RenderTemplate, TemplateEngine, TemplateSyntaxError } from './template-engine';
export {
  type FolderError,
  type TenantFolder,
  TenantFolderError,
  describeFolderError,
  listTenantFolders,
  strayFolders,
  parseJsonFile,
  loadTenantFolder,
  tenantFolderPath,
} from './tenant-folder';
export { compileMessage, namesOf, PERSONS } from './message';
export { type TextParams, type TextValue, Texts, locales, readTexts } from './texts';
export { type ThemeUrls, Theme, type Voice } from './theme';
export { themePaths } from './theme-sources';
export { type ThemeFaces, readThemeFaces } from './theme-faces';
export { type ThemeRegistryOptions, ThemeRegistry } from './theme-registry';
export { type ViewFixture, ViewFixtures } from './view-fixtures';
export { type ViewRequest, ViewResolver } from './view-resolver';
