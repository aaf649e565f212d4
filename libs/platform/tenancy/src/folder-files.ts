import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
} from 'node:fs';
import { join, relative } from 'node:path';

/** Largest file of a territory's folder, bytes: the lists of a region are below one megabyte. */
export const MOST_FILE_BYTES = 16 * 1024 * 1024;

/** Opened without following a link and without waiting for whoever writes into a pipe. */
const OPENED = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A file of a folder is a link, a pipe, a device or too large: it is not read. */
export class FolderFileError extends Error {
  override readonly name = 'FolderFileError';

  constructor(
    /** Absolute. */
    readonly path: string,
    /** What was expected in its place. */
    readonly expected: string,
  ) {
    super(`${path}: expected ${expected}`);
  }
}

const NO_LINK = 'an ordinary file inside the folder: symbolic links are not followed';
const NO_PIPE = 'an ordinary file: pipes, sockets and devices are not read';
const TOO_LARGE = `a file of at most ${MOST_FILE_BYTES / 1024 / 1024} MB`;

/** What keeps an entry from being read; null where nothing does. Says nothing of the folders above it. */
function refusalOf(entry: {
  isSymbolicLink(): boolean;
  isFile(): boolean;
  readonly size: number;
}): string | null {
  if (entry.isSymbolicLink()) return NO_LINK;
  if (!entry.isFile()) return NO_PIPE;
  return entry.size > MOST_FILE_BYTES ? TOO_LARGE : null;
}

/**
 * Reads a file that somebody else prepared: an ordinary one, that lies below the folder without any link on the way, of a
 * limited size. It never waits: a pipe is refused and not opened for good.
 * @param within the folder that the file has to lie in; it may itself be reached by links
 * @throws FolderFileError naming the file; what the system says where it is missing or may not be read
 */
export function readFolderFile(within: string, path: string): Buffer {
  const refuse = (expected: string): never => {
    throw new FolderFileError(path, expected);
  };
  const seen = refusalOf(lstatSync(path));
  if (seen !== null) refuse(seen);
  if (realpathSync(path) !== join(realpathSync(within), relative(within, path))) refuse(NO_LINK);
  const descriptor = openSync(path, OPENED);
  try {
    const opened = fstatSync(descriptor);
    // Another one may have taken its place since.
    const refusal = refusalOf(opened);
    if (refusal !== null) refuse(refusal);
    return readWhole(descriptor, opened.size);
  } finally {
    closeSync(descriptor);
  }
}

/** As many bytes as the file had when it was opened: one that grows meanwhile is read anew when it is looked at again. */
function readWhole(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** Every entry of a folder that `readFolderFile` would refuse, read by nobody or not. Opens nothing and follows no link. */
export function findRefusedFiles(folder: string): FolderFileError[] {
  const top = lstatSync(folder);
  if (top.isSymbolicLink()) return [new FolderFileError(folder, 'a folder: symbolic links are not followed')];
  return listEntries(folder).flatMap((path) => {
    const refusal = refusalOf(lstatSync(path));
    return refusal === null ? [] : [new FolderFileError(path, refusal)];
  });
}

/**
 * Everything below a folder that is no folder itself, links and pipes too; absolute, sorted. Links to folders are not followed,
 * which Node's own recursive reading does in some versions: they may lead in a circle, or through the whole disk.
 */
export function listEntries(folder: string): string[] {
  const walk = (current: string): string[] =>
    readdirSync(current, { withFileTypes: true }).flatMap((entry) => {
      const path = join(current, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk(folder).sort();
}
