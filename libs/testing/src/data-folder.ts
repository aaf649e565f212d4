import { accessSync, constants, statfsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUR } from '@halles/kernel';

/** Linux has a file system in memory here; a container may have given it no more than 64 MB. */
const IN_MEMORY = '/dev/shm';
const ROOM = 4 * 1024 ** 3;
const NAME = 'halles-test-';

/**
 * Where the data of engines goes that nobody needs after the run: into memory where there is room. Each test file has a
 * database of its own, of 2,900 files: to make and delete them on a disk took more processor time than all that is
 * asked of them.
 * @param room bytes that have to be free there
 */
export function dataFolder(inMemory = IN_MEMORY, room = ROOM): string {
  try {
    accessSync(inMemory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= room ? inMemory : tmpdir();
  } catch {
    // Another system, or one that gives it to nobody.
    return tmpdir();
  }
}

/** A folder of the run's own below it. What a run left there that was killed is removed: it would lie in memory for ever. */
export async function makeRunFolder(below = dataFolder()): Promise<string> {
  for (const name of await readdir(below)) {
    if (name.startsWith(NAME) && (await isForgotten(join(below, name))))
      await rm(join(below, name), { recursive: true, force: true });
  }
  return mkdtemp(join(below, NAME));
}

/** A run is stopped after three quarters of an hour, whatever it does. */
async function isForgotten(folder: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(folder)).mtimeMs > 12 * HOUR;
  } catch {
    // Its own run has just removed it.
    return false;
  }
}
