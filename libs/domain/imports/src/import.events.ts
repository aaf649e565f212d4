import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A file must be read and merged into the directory. */
export const DIRECTORY_IMPORT = defineJob('directory.import');

export const importDirectory = (importId: string): OutboxMessage => ({
  kind: DIRECTORY_IMPORT,
  ref: importId,
});
