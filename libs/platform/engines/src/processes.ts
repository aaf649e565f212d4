import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Whether a process runs. One that has ended but was not reaped by its parent (state Z) does not:
 * it keeps its number, holds nothing, and would look alive to `kill -0`.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !'ZX'.includes(stat.charAt(stat.lastIndexOf(')') + 2));
  } catch (error) {
    // Ended just now, or a system without /proc, where the signal has already answered.
    return !(process.platform === 'linux' && (error as NodeJS.ErrnoException).code === 'ENOENT');
  }
}

/** The title of a process as `ps` shows it; empty when it is gone. */
export function titleOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** The living processes whose title contains a text. */
export function processesTitled(text: string): number[] {
  const pids =
    process.platform === 'linux'
      ? readdirSync('/proc').filter((name) => /^\d+$/.test(name))
      : execFileSync('ps', ['-axo', 'pid='], { encoding: 'utf8' }).split('\n');
  return pids
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && titleOf(pid).includes(text) && isAlive(pid));
}

/** Sends a signal to a process that may be gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Polls until the condition holds. Returns whether it did within the time (milliseconds). */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
}

/** Resolves when a process has ended; does not keep the caller running. */
export async function exitOf(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(POLL_MS * 4, undefined, { ref: false });
}
