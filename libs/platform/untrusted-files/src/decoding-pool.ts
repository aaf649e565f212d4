import { MINUTE, SECOND } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import {
  type DecodingAnswer,
  DecodingProcess,
  type DecodingTask,
  type Made,
  type ProcessLimits,
} from './decoding-process';
import { FilesBusy } from './files.errors';

export interface PoolOptions {
  /** The script of a process that opens files. */
  readonly script: string;
  readonly limits?: ProcessLimits;
  /** Files that are open at once. */
  readonly processes: number;
  /** Files that may wait for their turn. */
  readonly waiting?: number;
}

/** A process of Node reserves 670 MB and uses 80 of them: what is left holds 40 megapixels of any kind. */
const LIMITS: ProcessLimits = { memoryKilobytes: 1_200_000, timeoutMs: 20 * SECOND };
const WAITING = 60;
/** How long a file waits for its turn: who sent it looks at a page that does not come. */
const WAIT_MS = MINUTE;
/** A process is replaced after so many pictures: what it could not give back of its memory goes with it. */
const PICTURES_A_PROCESS = 200;
const IDLE_MS = MINUTE;

interface Waiting {
  readonly tenant: string;
  readonly start: (process: DecodingProcess) => void;
}

/**
 * A few processes that open files, and a queue before them. Whatever one tenant sends, a process is left to the others, and
 * half of the queue: who has the fewest files open comes first.
 */
export class DecodingPool {
  private readonly all: readonly DecodingProcess[];
  private readonly idle: DecodingProcess[];
  private readonly running = new Map<string, number>();
  private readonly mostRunning: number;
  private readonly mostWaiting: number;
  private readonly timers = new Map<DecodingProcess, NodeJS.Timeout>();
  private queue: readonly Waiting[] = [];

  constructor({ script, limits = LIMITS, processes, waiting = WAITING }: PoolOptions) {
    this.all = Array.from({ length: processes }, () => new DecodingProcess(script, limits));
    this.idle = [...this.all];
    this.mostRunning = Math.max(1, processes - 1);
    this.mostWaiting = waiting;
  }

  /** The running processes, for measurements. */
  get pids(): number[] {
    return this.all.flatMap(({ pid }) => pid ?? []);
  }

  /** Opens a file when its turn comes. @throws FilesBusy where too many wait, or it has waited too long */
  async run<K extends keyof Made>(
    { tenant: { id } }: TenantContext,
    task: Extract<DecodingTask, { kind: K }>,
  ): Promise<DecodingAnswer<Made[K]>> {
    const process = await this.turn(id);
    try {
      return await process.run<K>(task);
    } finally {
      // What a PDF has done to the program that drew it ends with it.
      if (task.kind === 'document' || process.count >= PICTURES_A_PROCESS) process.stop();
      this.release(id, process);
    }
  }

  /** Ends the processes. */
  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const process of this.all) process.stop();
  }

  private runningOf(tenant: string): number {
    return this.running.get(tenant) ?? 0;
  }

  private async turn(tenant: string): Promise<DecodingProcess> {
    const own = this.queue.filter((other) => other.tenant === tenant).length;
    const canStart = this.idle.length > 0 && this.runningOf(tenant) < this.mostRunning;
    const isFull = this.queue.length >= this.mostWaiting || own >= Math.ceil(this.mostWaiting / 2);
    if (isFull && !canStart) throw new FilesBusy({});
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.queue = this.queue.filter((other) => other !== waiting);
        reject(new FilesBusy({}));
      }, WAIT_MS);
      const start = (process: DecodingProcess): void => {
        clearTimeout(timer);
        resolve(process);
      };
      const waiting: Waiting = { tenant, start };
      this.queue = [...this.queue, waiting];
      this.startNext();
    });
  }

  private startNext(): void {
    const next = this.queue
      .filter(({ tenant }) => this.runningOf(tenant) < this.mostRunning)
      .toSorted((one, other) => this.runningOf(one.tenant) - this.runningOf(other.tenant))[0];
    const process = next && this.idle.pop();
    if (!process) return;
    clearTimeout(this.timers.get(process));
    this.queue = this.queue.filter((other) => other !== next);
    this.running.set(next.tenant, this.runningOf(next.tenant) + 1);
    next.start(process);
  }

  private release(tenant: string, process: DecodingProcess): void {
    const running = this.runningOf(tenant) - 1;
    if (running > 0) this.running.set(tenant, running);
    else this.running.delete(tenant);
    this.timers.set(process, setTimeout(() => process.stop(), IDLE_MS).unref());
    this.idle.push(process);
    this.startNext();
  }
}
