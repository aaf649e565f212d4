/**
 * Opens what strangers send, in a process that has nothing to lose: no secret, no database, a memory of its own that is
 * capped and a low priority (`DecodingProcess` starts it so). One file at a time: `{ id, kind, input, output, … }` comes, an
 * answer goes. What is not needed for a kind of file is not loaded.
 */
import process from 'node:process';
import { Refusal } from './refusal.mjs';

const TASKS = {
  calendar: async (task) => (await import('./calendars.mjs')).readCalendar(task),
  mail: async (task) => (await import('./mails.mjs')).readMail(task),
  picture: async (task) => (await import('./pictures.mjs')).makePictures(task),
  document: async (task) => (await import('./documents.mjs')).makeDocument(task),
  report: async (task) => (await import('./reports.mjs')).readReport(task),
  table: async (task) => (await import('./tables.mjs')).readTable(task),
};

/** Errors of a decoder are errors of the file; ours (a full disk) are told as they are. */
function reasonOf(error) {
  if (error instanceof Refusal) return error.reason;
  return error?.code === undefined ? 'unreadable' : 'failed';
}

process.on('message', (task) => {
  TASKS[task.kind](task).then(
    (made) => process.send({ id: task.id, made }),
    (error) =>
      process.send({ id: task.id, reason: reasonOf(error), detail: String(error?.message ?? error) }),
  );
});
// Who started it is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit(0));
