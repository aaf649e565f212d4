import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '@halles/platform/engines';
import { z } from 'zod';

const processSchema = z.object({
  name: z.string(),
  pid: z.int().positive(),
  /** When the system started it, in clock ticks since boot; empty where that is unknown. */
  since: z.string(),
});

const stateSchema = z.object({
  holder: processSchema,
  /** What people type: `halles start`, `halles migrate`. */
  command: z.string(),
  /** Addresses for people, by what answers there. */
  urls: z.record(z.string(), z.string()).default({}),
  smtpUrl: z.string().optional(),
  ports: z.object({ portal: z.int(), console: z.int(), mailbox: z.int().optional() }).optional(),
  /** Server processes that the holder has started. */
  children: z.array(processSchema).default([]),
});

export type LockState = z.output<typeof stateSchema>;
export type KnownProcess = z.output<typeof processSchema>;

/**
 * The moment a process was started (field 22 of proc(5) stat): with its number, its identity. A number alone is given
 * anew sooner or later, after a restart of the machine in particular.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Describes a running process so that it can be recognised later. */
export function identify(name: string, pid: number): KnownProcess {
  return { name, pid, since: startOf(pid) };
}

/** Whether this very process still runs, and not another one with its number. */
export function stillRuns(known: KnownProcess): boolean {
  return isAlive(known.pid) && startOf(known.pid) === known.since;
}

/** Somebody else holds the lock. */
export class LockHeld extends Error {
  constructor(readonly state: LockState) {
    super(`${state.command} is already running (process ${state.holder.pid}).`);
    this.name = 'LockHeld';
  }
}

/** One process at a time runs the embedded installation of a folder; the file says which, and where it answers. */
export class Lock {
  private state: LockState;

  private constructor(
    private readonly path: string,
    command: string,
    /** Server processes that a killed holder has left. */
    readonly leftovers: readonly KnownProcess[],
  ) {
    this.state = { holder: identify('halles', process.pid), command, urls: {}, children: [] };
  }

  /**
   * @param home folder of the installation, which exists
   * @throws LockHeld when another living process has it
   */
  static acquire(home: string, command: string): Lock {
    const path = join(home, 'running.json');
    const left: KnownProcess[] = [];
    for (;;) {
      const lock = new Lock(path, command, left);
      if (lock.create()) return lock;
      const held = readLock(home);
      if (held && stillRuns(held.holder)) throw new LockHeld(held);
      left.push(...(held?.children.filter(stillRuns) ?? []));
      rmSync(path, { force: true });
    }
  }

  /** Writes down what runs now, for the other commands. */
  update(change: Partial<Pick<LockState, 'urls' | 'smtpUrl' | 'ports' | 'children'>>): void {
    this.state = { ...this.state, ...change };
    writeFileSync(`${this.path}.new`, JSON.stringify(this.state), { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }

  release(): void {
    rmSync(this.path, { force: true });
  }

  /** A link appears whole or not at all, and never over another one. */
  private create(): boolean {
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.state), { mode: 0o600 });
    try {
      linkSync(draft, this.path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}

/** Who holds the lock of this folder and what runs there; null when there is none or it cannot be read. */
export function readLock(home: string): LockState | null {
  const path = join(home, 'running.json');
  if (!existsSync(path)) return null;
  try {
    const parsed = stateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
