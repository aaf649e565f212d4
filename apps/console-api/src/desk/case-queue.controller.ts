import { caseFilterSchema, type CaseQueue, caseQueues, readCursor, writeCursor } from '@halles/contracts';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { type CaseCursor, CaseQueues } from '@halles/domain/desk';
import { Clock, DAY } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { z } from 'zod';
import { Signed } from '../session/console-request';

const queueQuery = caseFilterSchema.extend({
  queue: z.enum(caseQueues),
  after: z.string().max(400).optional(),
});
type QueueQuery = z.output<typeof queueQuery>;

const cursorSchema = z.strictObject({
  /** Milliseconds since 1970, to the year 2200. */
  at: z.int().min(0).max(Date.UTC(2200, 0)),
  id: z.uuid(),
});

/** The queues of a town hall, all kinds of cases in one order. */
@Controller('api/tenants/:tenant/cases')
export class CaseQueueController {
  constructor(
    private readonly queues: CaseQueues,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async list(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Query({ schema: queueQuery }) { queue, after, age, nature, commune, assignee }: QueueQuery,
  ): Promise<CaseQueue> {
    const now = this.clock.now();
    const filter = {
      queue,
      nature: nature ?? null,
      before: age === undefined ? null : new Date(now.getTime() - Number(age) * DAY),
      commune: commune ?? null,
      assignee: (assignee === 'mine' ? account.id : assignee) ?? null,
    };
    const place = { after: after === undefined ? null : readCaseCursor(after), now };
    const { cases, next, natures, communes, total } = await this.queues.find(ctx, filter, place);
    return {
      cases: cases.map(({ since, proofs, ...one }) => ({
        ...one,
        proofs: [...proofs],
        since: since.toISOString(),
      })),
      natures: [...natures],
      communes: [...communes],
      total,
      next: next && writeCursor({ at: next.since.getTime(), id: next.id }),
    };
  }
}

/** The cursor of an address; null where it is none of ours: the queue is read from its beginning. Pure. */
function readCaseCursor(word: string): CaseCursor | null {
  const cursor = readCursor(word, cursorSchema);
  return cursor && { since: new Date(cursor.at), id: cursor.id };
}
