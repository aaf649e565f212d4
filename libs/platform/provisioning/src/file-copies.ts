import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FolderFileError, listFiles, openFolderFile, type OpenedFolderFile } from '@halles/platform/tenancy';
import { CHUNK_BYTES } from './archive-format';

/** How a file gets a second name, or a copy. */
export interface Disk {
  readonly link: (from: string, to: string) => Promise<void>;
  readonly copyFile: (from: string, to: string, mode: number) => Promise<void>;
}

/**
 * Puts the files of a folder, as they are now, below another one: as hard links, since a stored file is replaced and never written
 * to, or as copies if the folders are on different disks. Files that are there already stay, and files that are removed meanwhile
 * are left out: no row refers to a file any more when it is removed.
 */
export async function linkFiles(
  source: string,
  target: string,
  disk: Disk = { link, copyFile },
): Promise<void> {
  for (const path of listFiles(source)) {
    const [from, to] = [join(source, path), join(target, path)];
    await mkdir(dirname(to), { recursive: true });
    await unlessGoneOrPresent(async () => {
      try {
        await disk.link(from, to);
      } catch (error) {
        if (isGoneOrPresent(error)) throw error;
        await disk.copyFile(from, to, constants.COPYFILE_EXCL);
      }
    });
  }
}

/**
 * Copies the ordinary files of a territory's folder as they are now. Whoever prepares it may put a link in the place of one
 * meanwhile: what was opened is copied, and what lies elsewhere is left out, as links are.
 */
export async function copyFolder(source: string, target: string): Promise<void> {
  for (const path of listFiles(source)) {
    const to = join(target, path);
    await mkdir(dirname(to), { recursive: true });
    const opened = openUnlessGone(source, join(source, path));
    if (!opened) continue;
    const from = createReadStream(path, { fd: opened.descriptor, highWaterMark: CHUNK_BYTES });
    await pipeline(from, createWriteStream(to, { flags: 'wx' }));
  }
}

/** Null for what was removed since the folder was listed, or is no file of it any more. */
function openUnlessGone(folder: string, path: string): OpenedFolderFile | null {
  try {
    return openFolderFile(folder, path);
  } catch (error) {
    if (error instanceof FolderFileError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function unlessGoneOrPresent(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGoneOrPresent(error)) throw error;
  }
}

/** Removed since the folder was listed, or present in the target already. */
function isGoneOrPresent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'EEXIST';
}
