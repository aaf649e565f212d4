export * from './document.errors';
export * from './files.errors';
export { MOST_DOCUMENT_BYTES, MOST_PICTURE_BYTES } from './limits';
export * from './picture.errors';
export type { ReceivedFile } from './receive-file';
export * from './recipe';
export { SentFile } from './sent-file';
export { type Pictures, type SafeDocument, UntrustedFiles } from './untrusted-files';
export { untrustedFilesOptions, UntrustedFilesModule } from './untrusted-files.module';
