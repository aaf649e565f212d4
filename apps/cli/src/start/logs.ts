import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { SECOND } from '@halles/kernel';

const LIMIT = 10 * 1024 * 1024;
const MAX_OLD_LOGS = 3;
/** A log that is written to: not one that was set aside. */
const LOG_NAME = /^(?:log|[a-z-]+\.log)$/;
const ROTATION_MS = 5 * SECOND;
const POLL_MS = 250;
const CHUNK = 64 * 1024;

/** The log file of a server process. */
export function logPath(folder: string, name: string): string {
  return join(folder, `${name}.log`);
}

/** Opens a log for appending, in a folder that may have been taken away; a large one is set aside. */
export function openLog(folder: string, name: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = logPath(folder, name);
  setAside(path);
  return openSync(path, 'a', 0o600);
}

/** `portal.log` becomes `portal.1.log`, the `log` of an engine `log.1`. */
const olderPath = (path: string, index: number): string => path.replace(/(\.log)?$/, `.${index}$1`);

/**
 * Sets a log above 10 MB aside, three generations at most. Who writes to it keeps the file open at its end, so its content
 * is copied and the file emptied; a line that is written in between is lost.
 * @throws Error of the file system, as for a full disk: the log is as it was then
 */
export function setAside(path: string): void {
  if (!existsSync(path) || statSync(path).size <= LIMIT) return;
  const copy = `${path}.part`;
  try {
    copyFileSync(path, copy);
    for (let index = MAX_OLD_LOGS; index > 1; index--)
      if (existsSync(olderPath(path, index - 1)))
        renameSync(olderPath(path, index - 1), olderPath(path, index));
    renameSync(copy, olderPath(path, 1));
    truncateSync(path);
  } finally {
    rmSync(copy, { force: true });
  }
}

/**
 * Looks after logs while processes write to them: each takes four times 10 MB at most, and what is written within five seconds.
 * @param folders each with logs in it
 * @returns the way to stop
 */
export function rotateLogs(folders: readonly string[]): () => void {
  const look = (): void => {
    for (const folder of folders)
      for (const name of namesIn(folder).filter((one) => LOG_NAME.test(one)))
        try {
          setAside(join(folder, name));
        } catch {
          // A full disk: tried again at the next look.
        }
  };
  const timer = setInterval(look, ROTATION_MS).unref();
  return () => clearInterval(timer);
}

/** What lies in a folder: nothing where it is not made yet, or was taken away at this moment. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The last lines of a log, from a byte offset on; none where there is no log to read. */
export function tail(path: string, from = 0, lines = 15): string {
  try {
    return readFileSync(path).subarray(from).toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** Shows a log as it grows, each line prefixed. The servers write to files, so that they outlive nobody's terminal. */
export function follow(path: string, show: (line: string) => void): () => void {
  let position = existsSync(path) ? statSync(path).size : 0;
  let rest = '';
  const buffer = Buffer.alloc(CHUNK);
  const read = () => {
    // A log that was set aside starts again from nothing.
    if (statSync(path).size < position) position = 0;
    const file = openSync(path, 'r');
    try {
      for (let count = -1; count !== 0;) {
        count = readSync(file, buffer, 0, CHUNK, position);
        position += count;
        const parts = (rest + buffer.toString('utf8', 0, count)).split('\n');
        rest = parts.pop() ?? '';
        parts.forEach(show);
      }
    } finally {
      closeSync(file);
    }
  };
  const look = () => {
    try {
      read();
    } catch {
      // No log yet, or no more: it is looked for again.
    }
  };
  const timer = setInterval(look, POLL_MS);
  return () => {
    clearInterval(timer);
    look();
  };
}
