import { constants } from 'node:fs';
import { copyFile, link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from './archive-format';

/** How a file gets a second name, or a copy. */
export interface Disk {
  readonly link: (from: string, to: string) => Promise<void>;
  readonly copyFile: (from: string, to: string, mode: number) => Promise<void>;
}

/**
 * Keeps the files of a folder as they are now below another one: as further names of the same content, since a stored file is
 * replaced and never written into; as copies where the two are on different disks. What is kept already stays, and what goes
 * meanwhile is left out: a row lets go of its file before the file is removed.
 */
export async function keepFiles(
  source: string,
  target: string,
  disk: Disk = { link, copyFile },
): Promise<void> {
  for (const path of await listFiles(source)) {
    const [from, to] = [join(source, path), join(target, path)];
    await mkdir(dirname(to), { recursive: true });
    await unlessGoneOrKept(async () => {
      try {
        await disk.link(from, to);
      } catch (error) {
        if (isGoneOrKept(error)) throw error;
        await disk.copyFile(from, to, constants.COPYFILE_EXCL);
      }
    });
  }
}

async function unlessGoneOrKept(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGoneOrKept(error)) throw error;
  }
}

/** Removed since the folder was listed, or kept already. */
function isGoneOrKept(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'EEXIST';
}
