import { Process, Processor } from '@nestjs/bull';
import { JobRunner, type JobPayload } from '@halles/platform/outbox';
import type { Job } from 'bull';
import { z } from 'zod';
import { QUEUE } from './bull-options';
import { Canary } from './canary';
import { CANARY, WORK } from './job-queue';
import { Relays } from './relays';

/** Jobs at work at once in one process. */
const CONCURRENCY = 20;

const payloadSchema: z.ZodType<JobPayload> = z.object({
  database: z.string().max(40),
  outboxId: z.uuid(),
  dispatch: z.int().positive(),
});

/** What Bull calls. The outcome is recorded in the outbox: Bull only ever learns that the job is over. */
@Processor(QUEUE)
export class OutboxProcessor {
  constructor(
    private readonly runner: JobRunner,
    private readonly relays: Relays,
    private readonly canary: Canary,
  ) {}

  @Process({ name: WORK, concurrency: CONCURRENCY })
  async work(job: Job<unknown>): Promise<string> {
    const payload = payloadSchema.safeParse(job.data);
    if (!payload.success) return 'malformed';
    try {
      return await this.runner.run(payload.data);
    } finally {
      this.relays.jobOver(payload.data.database);
    }
  }

  @Process({ name: CANARY, concurrency: 1 })
  beat(job: Job<{ at?: number }>): void {
    this.canary.seen(Number(job.data.at));
  }
}
