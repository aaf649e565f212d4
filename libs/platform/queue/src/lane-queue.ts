import { SECOND } from '@halles/kernel';
import type { Dispatch, JobPayload, Lane } from '@halles/platform/outbox';
import type { Queue } from 'bull';

/** Name of a Bull job that only proves that the queue still turns. */
const CANARY = 'canary';
const WORK = 'work';

const ADD_TIMEOUT = 2 * SECOND;

/**
 * Jobs at work at once in one process, in all 36. One mail is sent at a time (DeliveryService): the places beside it let the
 * next ones be made ready.
 */
export const PLACES: Readonly<Record<Lane, number>> = {
  work: 20,
  mail: 4,
  push: 4,
  payment: 4,
  outbound: 4,
};

/** What is done with what comes out of a queue. */
export interface LaneWork {
  /** Does a job, whatever its payload is, and tells what came of it. */
  work(payload: unknown): Promise<string>;
  /** A canary is back. @param at when it was sent, milliseconds since 1970 */
  beat(at: number): void;
}

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

/** The queue of one lane in Bull: adds jobs, and fails within two seconds when Redis is away. */
export class LaneQueue {
  private busy = 0;

  constructor(
    readonly lane: Lane,
    private readonly queue: Queue,
  ) {}

  /** Each dispatch has its own job id: an id that was used before would be ignored in silence. */
  async enqueue(database: string, dispatch: Dispatch): Promise<void> {
    this.assertReady();
    const payload: JobPayload = { database, outboxId: dispatch.id, dispatch: dispatch.dispatches };
    await withTimeout(this.queue.add(WORK, payload, { jobId: `${dispatch.id}:${dispatch.dispatches}` }));
  }

  /** Puts a canary before all that waits: it tells whether jobs are taken, and not how many there are. */
  async sendCanary(at: number): Promise<void> {
    this.assertReady();
    await withTimeout(this.queue.add(CANARY, { at }, { jobId: `canary:${at}`, lifo: true }));
  }

  /** Whether Redis answers. */
  isConnected(): boolean {
    return this.queue.client.status === 'ready';
  }

  /** Whether every place is taken: then no job is taken up, and nothing is wrong with it. */
  isFull(): boolean {
    return this.busy >= PLACES[this.lane];
  }

  /** Takes jobs from now on, as many at once as the lane has places. */
  async process(does: LaneWork): Promise<void> {
    await this.queue.process('*', PLACES[this.lane], async ({ name, data }) => {
      this.busy += 1;
      try {
        if (name !== CANARY) return await does.work(data);
        does.beat(Number((data as { at?: number } | null)?.at));
        return 'back';
      } finally {
        this.busy -= 1;
      }
    });
  }

  /** Takes no more jobs here and waits for those at work, `ms` at most. */
  async drain(ms: number): Promise<void> {
    await Promise.race([
      this.queue.pause(true),
      new Promise((resolve) => setTimeout(resolve, ms).unref()),
    ]).catch(() => undefined);
  }

  private assertReady(): void {
    if (!this.isConnected()) throw new Error('Redis is away');
  }
}
