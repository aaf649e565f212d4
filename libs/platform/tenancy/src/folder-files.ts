import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
} from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Bilingual } from '@halles/kernel';

/** Largest file of a territory's folder, bytes: the lists of a region are below one megabyte. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Opened without following a link and without waiting for whoever writes into a pipe. */
const OPENED = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY;

/** Where Linux shows the opened folders of this process, so that what is opened there is looked up from the folder itself. */
const DESCRIPTORS = '/proc/self/fd';
const hasDescriptors = existsSync(DESCRIPTORS);

/** What the system says of a link, a socket or a device that it does not open: the file is there, and is none. */
const NOT_OPENED: ReadonlySet<string> = new Set(['ELOOP', 'ENOTDIR', 'ENXIO', 'ENODEV']);

/** A file of a folder is a link, a pipe, a device or too large: it is not read. */
export class FolderFileError extends Error {
  override readonly name = 'FolderFileError';

  constructor(
    /** Absolute. */
    readonly path: string,
    /** What was expected in its place. */
    readonly expected: Bilingual,
  ) {
    super(`${path}: expected ${expected.en}`);
  }
}

const NO_LINK: Bilingual = {
  fr: 'un fichier ordinaire du dossier\u00a0: les liens symboliques ne sont pas suivis',
  en: 'an ordinary file inside the folder: symbolic links are not followed',
};
const NO_LINKED_FOLDER: Bilingual = {
  fr: 'un dossier\u00a0: les liens symboliques ne sont pas suivis',
  en: 'a folder: symbolic links are not followed',
};
const NO_PIPE: Bilingual = {
  fr: 'un fichier ordinaire\u00a0: les tubes, les sockets et les périphériques ne sont pas lus',
  en: 'an ordinary file: pipes, sockets and devices are not read',
};
const TOO_LARGE: Bilingual = {
  fr: `un fichier de ${MAX_FILE_BYTES / 1024 / 1024}\u00a0Mo au plus`,
  en: `a file of at most ${MAX_FILE_BYTES / 1024 / 1024} MB`,
};

interface Entry {
  isSymbolicLink(): boolean;
  isFile(): boolean;
}

/** What keeps an entry from being opened; null where nothing does. Says nothing of the folders above it. */
function refusalOf(entry: Entry): Bilingual | null {
  if (entry.isSymbolicLink()) return NO_LINK;
  return entry.isFile() ? null : NO_PIPE;
}

/** A file that was opened: what is read of it is what was looked at, whatever takes its place meanwhile. */
export interface OpenedFolderFile {
  /** To be closed by who opened it. */
  readonly descriptor: number;
  readonly size: number;
}

/**
 * Opens a file that somebody else prepared: an ordinary one, that lies below the folder without any link on the way. It is
 * opened first and looked at then, and never waits: a pipe is refused and not opened for good.
 * @param within the folder that the file has to lie in; it may itself be reached by links
 * @throws FolderFileError naming the file; what the system says where it is missing or may not be read
 */
export function openFolderFile(within: string, path: string): OpenedFolderFile {
  const below = relative(within, path);
  if (below === '' || isAbsolute(below) || below.split(sep).includes('..'))
    throw new FolderFileError(path, NO_LINK);
  let descriptor: number;
  try {
    descriptor = hasDescriptors ? openFrom(within, below.split(sep)) : openAndCompare(within, below);
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, within, path);
  }
  try {
    const opened = fstatSync(descriptor);
    const refusal = refusalOf(opened);
    if (refusal !== null) throw new FolderFileError(path, refusal);
    return { descriptor, size: opened.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** From one opened folder to the next: whoever puts a link in the place of one meanwhile leads nowhere else. */
function openFrom(within: string, parts: readonly string[]): number {
  let folder = openSync(within, FOLDER);
  try {
    for (const name of parts.slice(0, -1)) {
      const next = openSync(join(DESCRIPTORS, String(folder), name), FOLDER | constants.O_NOFOLLOW);
      closeSync(folder);
      folder = next;
    }
    return openSync(join(DESCRIPTORS, String(folder), parts.at(-1) ?? ''), OPENED);
  } finally {
    closeSync(folder);
  }
}

/** Where no system shows opened folders: what was opened is compared with what lies at that place, without links. */
function openAndCompare(within: string, below: string): number {
  const real = join(realpathSync(within), below);
  const descriptor = openSync(real, OPENED);
  const [opened, there] = [fstatSync(descriptor), lstatSync(real)];
  if (realpathSync(real) === real && opened.dev === there.dev && opened.ino === there.ino) return descriptor;
  closeSync(descriptor);
  throw new FolderFileError(join(within, below), NO_LINK);
}

/** What kept a file from being opened, said of the file itself. */
function explained(error: NodeJS.ErrnoException, within: string, path: string): Error {
  if (error instanceof FolderFileError) return error;
  const { code = '' } = error;
  const plain = Object.assign(new Error(`${code}: ${path} cannot be opened`, { cause: error }), {
    code,
    path,
  });
  if (!NOT_OPENED.has(code)) return plain;
  const parts = relative(within, path).split(sep);
  const entries = parts.map((_, at) =>
    lstatSync(join(within, ...parts.slice(0, at + 1)), { throwIfNoEntry: false }),
  );
  // What is said to be a folder is a file: there is nothing below it.
  if (entries.slice(0, -1).some((entry) => entry?.isFile())) return plain;
  const last = entries.at(-1);
  return new FolderFileError(path, (last && refusalOf(last)) ?? NO_LINK);
}

/**
 * Reads such a file, of a limited size. Parameters as for `openFolderFile`.
 * @throws FolderFileError naming the file; what the system says where it is missing or may not be read
 */
export function readFolderFile(within: string, path: string): Buffer {
  const { descriptor, size } = openFolderFile(within, path);
  try {
    if (size > MAX_FILE_BYTES) throw new FolderFileError(path, TOO_LARGE);
    return readWhole(descriptor, size);
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
  if (top.isSymbolicLink()) return [new FolderFileError(folder, NO_LINKED_FOLDER)];
  return listEntries(folder).flatMap((path) => {
    const entry = lstatSync(path, { throwIfNoEntry: false });
    // Removed meanwhile: nobody reads it.
    if (!entry) return [];
    const refusal = refusalOf(entry) ?? (entry.size > MAX_FILE_BYTES ? TOO_LARGE : null);
    return refusal === null ? [] : [new FolderFileError(path, refusal)];
  });
}

interface Listed {
  /** Absolute. */
  readonly path: string;
  readonly isFile: boolean;
}

/**
 * Everything below a folder that is no folder itself. Links to folders are not followed, which Node's own recursive reading
 * does in some versions: they may lead in a circle, or through the whole disk. A folder that is removed meanwhile has
 * nothing any more.
 */
function walk(folder: string): Listed[] {
  const within = (current: string): Listed[] =>
    readdirSync(current, { withFileTypes: true }).flatMap((entry) => {
      const path = join(current, entry.name);
      if (!entry.isDirectory()) return [{ path, isFile: entry.isFile() }];
      return unlessMissing(() => within(path));
    });
  return within(folder).sort((one, other) => (one.path < other.path ? -1 : 1));
}

function unlessMissing<T>(list: () => T[]): T[] {
  try {
    return list();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Everything below a folder that is no folder itself, links and pipes too; absolute, sorted. */
export function listEntries(folder: string): string[] {
  return walk(folder).map(({ path }) => path);
}

/** The ordinary files below a folder, as paths relative to it with `/`, sorted; none when there is no such folder. */
export function listFiles(folder: string): string[] {
  return unlessMissing(() => walk(folder))
    .filter(({ isFile }) => isFile)
    .map(({ path }) => relative(folder, path).split(sep).join('/'))
    .sort();
}
