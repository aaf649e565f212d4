import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@halles/platform/config';
import { partialFolder } from './disk-storage';

/**
 * A new folder, which its owner alone may read, for what is written on the way to somewhere else. It lies with the files of
 * tenants, where there is room: the temporary folder of a container is a piece of its memory. What a process that died
 * leaves there is swept with other partial files.
 */
export async function makeScratchFolder({ home }: Pick<Config, 'home'>, name: string): Promise<string> {
  const folder = partialFolder(home);
  await mkdir(folder, { recursive: true });
  return mkdtemp(join(folder, `${name}-`));
}
