import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT = 10 * 1024 * 1024;
const MAX_OLD_LOGS = 3;
const POLL_MS = 250;
const CHUNK = 64 * 1024;

/** The log file of a server process. */
export function logPath(folder: string, name: string): string {
  return join(folder, `${name}.log`);
}

/** Opens a log for appending. One above 10 MB becomes `<name>.1.log`, and so on up to three. */
export function openLog(folder: string, name: string): number {
  const path = logPath(folder, name);
  if (existsSync(path) && statSync(path).size > LIMIT) {
    for (let index = MAX_OLD_LOGS; index >= 1; index--) {
      const older = join(folder, `${name}.${index}.log`);
      const newer = index === 1 ? path : join(folder, `${name}.${index - 1}.log`);
      if (existsSync(newer)) renameSync(newer, older);
    }
  }
  return openSync(path, 'a', 0o600);
}

/** The last lines of a log, from a byte offset on. */
export function tail(path: string, from = 0, lines = 15): string {
  if (!existsSync(path)) return '';
  return readFileSync(path).subarray(from).toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Shows a log as it grows, each line prefixed. The servers write to files, so that they outlive nobody's terminal. */
export function follow(path: string, show: (line: string) => void): () => void {
  let position = existsSync(path) ? statSync(path).size : 0;
  let rest = '';
  const buffer = Buffer.alloc(CHUNK);
  const read = () => {
    if (!existsSync(path)) return;
    // A log that was set aside starts again from nothing.
    if (statSync(path).size < position) position = 0;
    const file = openSync(path, 'r');
    for (let count = -1; count !== 0;) {
      count = readSync(file, buffer, 0, CHUNK, position);
      position += count;
      const parts = (rest + buffer.toString('utf8', 0, count)).split('\n');
      rest = parts.pop() ?? '';
      parts.forEach(show);
    }
    closeSync(file);
  };
  const timer = setInterval(read, POLL_MS);
  return () => {
    clearInterval(timer);
    read();
  };
}
