import { SECOND } from '@halles/kernel';
import type { Dispatch, JobPayload } from '@halles/platform/outbox';
import type { Queue } from 'bull';

/** Name of a Bull job that only proves that the queue still turns. */
export const CANARY = 'canary';
export const WORK = 'work';

const ADD_TIMEOUT = 2 * SECOND;

async function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the queue did not answer in time')), ADD_TIMEOUT);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** The port to Bull: adds jobs, and fails within two seconds when Redis is away. Used by the relay alone. */
export class JobQueue {
  constructor(private readonly queue: Queue) {}

  /** Each dispatch has its own job id: an id that was used before would be ignored in silence. */
  async enqueue(database: string, dispatch: Dispatch): Promise<void> {
    if (this.queue.client.status !== 'ready') throw new Error('Redis is away');
    const payload: JobPayload = { database, outboxId: dispatch.id, dispatch: dispatch.dispatches };
    await withTimeout(this.queue.add(WORK, payload, { jobId: `${dispatch.id}:${dispatch.dispatches}` }));
  }

  async sendCanary(at: number): Promise<void> {
    if (this.queue.client.status !== 'ready') throw new Error('Redis is away');
    await withTimeout(this.queue.add(CANARY, { at }, { jobId: `canary:${at}` }));
  }

  /** Whether Redis answers. */
  isConnected(): boolean {
    return this.queue.client.status === 'ready';
  }

  /** Takes no more jobs here and waits for those at work, `ms` at most. */
  async drain(ms: number): Promise<void> {
    await Promise.race([
      this.queue.pause(true),
      new Promise((resolve) => setTimeout(resolve, ms).unref()),
    ]).catch(() => undefined);
  }
}
