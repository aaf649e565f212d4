import type { Clock } from '@halles/kernel';
import { JobRunner, type JobPayload } from '@halles/platform/outbox';
import { z } from 'zod';
import { Canary } from './canary';
import type { JobQueue } from './job-queue';
import type { LaneQueue } from './lane-queue';
import type { Relays } from './relays';

const payloadSchema: z.ZodType<JobPayload> = z.object({
  database: z.string().max(40),
  outboxId: z.uuid(),
  dispatch: z.int().positive(),
});

/** What a worker that takes no jobs any more says. */
export interface LaneFlaws {
  /** A lane cannot be begun with: its canary is not back either, and the process ends. */
  notBegun(lane: string, error: unknown): void;
  silent(lane: string, ms: number): void;
}

/** Does the jobs of every lane. The outcome is recorded in the outbox: Bull only ever learns that a job is over. */
export class LaneWorkers {
  private readonly canaries: ReadonlyMap<LaneQueue, Canary>;

  constructor(
    private readonly queue: JobQueue,
    private readonly runner: JobRunner,
    private readonly relays: Relays,
    clock: Clock,
    private readonly flaws: LaneFlaws,
  ) {
    this.canaries = new Map(
      queue.lanes.map((lane) => [lane, new Canary(lane, clock, (ms) => flaws.silent(lane.lane, ms))]),
    );
  }

  start(): void {
    for (const [lane, canary] of this.canaries) {
      const work = (payload: unknown) => this.work(payload);
      lane
        .process({ work, beat: (at) => canary.seen(at) })
        .catch((error: unknown) => this.flaws.notBegun(lane.lane, error));
      canary.start();
    }
  }

  /** Takes no more jobs and waits for those at work, `ms` at most. */
  async drain(ms: number): Promise<void> {
    for (const canary of this.canaries.values()) canary.stop();
    await this.queue.drain(ms);
  }

  private async work(data: unknown): Promise<string> {
    const payload = payloadSchema.safeParse(data);
    if (!payload.success) return 'malformed';
    try {
      return await this.runner.run(payload.data);
    } finally {
      this.relays.jobOver(payload.data.database);
    }
  }
}
