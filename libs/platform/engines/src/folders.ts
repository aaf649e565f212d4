import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from './engine';

const LOG_LIMIT = 5 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** Turns what the system says about a folder or a disk into a sentence and a remedy; other errors stay as they are. */
export function explainIo(error: unknown, folder: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EngineError(
        `The folder ${folder} cannot be written by this account.`,
        'Give it to the account that starts the product (chown), or choose another folder with HALLES_HOME.',
        { cause: error },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new EngineError(
        `${folder} cannot be a folder: a file is in its place.`,
        'Move that file away, or choose another folder with HALLES_HOME.',
        { cause: error },
      );
    default:
      return error;
  }
}

/** The disk below a folder has no room left. */
export function diskFull(folder: string, cause?: unknown): EngineError {
  return new EngineError(
    `The disk that holds ${folder} is full.`,
    'Free some space on it, or choose a folder on another disk with HALLES_HOME; nothing was lost.',
    { cause },
  );
}

/**
 * Makes a folder and checks that it can be written and has room.
 * @param roomMb megabytes that must be free
 * @throws EngineError when it cannot be written or the disk is full
 */
export function ensureFolder(folder: string, roomMb: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    const disk = statfsSync(folder);
    if (disk.bavail * disk.bsize < roomMb * MEGABYTE) throw diskFull(folder);
  } catch (error) {
    throw explainIo(error, folder);
  }
}

/** The secret kept in a file that only its owner reads (mode 0600); made at random the first time. */
export function secretFile(path: string): string {
  try {
    if (existsSync(path)) {
      const stored = readFileSync(path, 'utf8').trim();
      if (stored !== '') return stored;
    }
    const secret = randomBytes(24).toString('base64url');
    // Written aside and renamed: a crash in between must not leave half a secret.
    writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600 });
    chmodSync(`${path}.new`, 0o600);
    renameSync(`${path}.new`, path);
    return secret;
  } catch (error) {
    throw explainIo(error, dirname(path));
  }
}

/** Opens the log of an engine for appending; one that grew above 5 MB becomes `<name>.1`. */
export function openLog(folder: string): number {
  const path = join(folder, 'log');
  if (existsSync(path) && statSync(path).size > LOG_LIMIT) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/** The last lines of an engine's log, for a message. */
export function logTail(folder: string, lines = 12): string {
  try {
    return readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
