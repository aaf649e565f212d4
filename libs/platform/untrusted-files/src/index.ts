export * from './document.errors';
export * from './files.errors';
export { MAX_DOCUMENT_BYTES, MAX_PICTURE_BYTES, MAX_TABLE_BYTES } from './limits';
export * from './picture.errors';
export type { ReceivedFile } from './receive-file';
export * from './recipe';
export { SentFile } from './sent-file';
export * from './table.errors';
export * from './calendar.errors';
export {
  type BusyCalendar,
  type DeliveryReport,
  type MailAnswer,
  type Pictures,
  type SafeDocument,
  type TableRow,
  UntrustedFiles,
} from './untrusted-files';
export { untrustedFilesOptions, UntrustedFilesModule } from './untrusted-files.module';
