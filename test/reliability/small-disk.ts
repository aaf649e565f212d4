import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of the test's own, which can be filled and freed. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all that is free now. @returns how many bytes */
  fill(): number;
  /** Gives back what `fill` took. */
  free(): void;
  close(): void;
}

/** Why none can be had here; null where one can. */
export function noSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'only Linux mounts a disk in memory';
  if (process.getuid?.() !== 0) return 'only root may mount a disk';
  try {
    openSmallDisk(1).close();
    return null;
  } catch (error) {
    return `this machine lets nobody mount: ${(error as Error).message.split('\n', 1)[0] ?? ''}`;
  }
}

/** @throws Error where it cannot be mounted */
export function openSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'halles-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  // PostgreSQL runs under another account than root.
  chmodSync(folder, 0o755);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    close: () => {
      // A process that was killed a moment ago may still hold a file.
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Large pieces first, then a page at a time until not one more fits. */
function fill(path: string): number {
  const file = openSync(path, 'a');
  let taken = 0;
  try {
    for (const bytes of [1024 * 1024, 4 * 1024]) {
      const piece = Buffer.alloc(bytes, 'x');
      for (let isFull = false; !isFull;) {
        try {
          taken += writeSync(file, piece);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          isFull = true;
        }
      }
    }
    return taken;
  } finally {
    closeSync(file);
  }
}

/** Bytes that are free on the disk of a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
