import {
  type CaseFilter,
  caseFilterSchema,
  type CasePlaceView,
  type CaseQueue,
  type CaseQueueName,
  caseQueues,
  queueOfCase,
  readCursor,
  timeCursorSchema,
  writeCursor,
} from '@halles/contracts';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { type CaseCursor, type CaseQueueFilter, CaseQueues } from '@halles/domain/cases';
import { Clock, DAY } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { type CaseParams, caseParams } from '../id-schemas';
import { Signed } from '../session/console-request';

const queueQuery = caseFilterSchema.extend({
  queue: z.enum(caseQueues),
  after: z.string().max(400).optional(),
});
type QueueQuery = z.output<typeof queueQuery>;

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
    @Query({ schema: queueQuery }) { queue, after, ...wanted }: QueueQuery,
  ): Promise<CaseQueue> {
    const now = this.clock.now();
    const filter = filterOf(queue, wanted, account.id, now);
    const place = { after: after === undefined ? null : readCaseCursor(after), now };
    const { cases, next, natures, communes, total, withMerchant } = await this.queues.find(
      ctx,
      filter,
      place,
    );
    return {
      cases: cases.map(({ since, proofs, ...one }) => ({
        ...one,
        proofs: [...proofs],
        since: since.toISOString(),
      })),
      natures: [...natures],
      communes: [...communes],
      total,
      withMerchant,
      next: next && writeCursor({ at: next.since.getTime(), id: next.id }),
    };
  }

  /** Where a case stands in its queue under the filters that it was opened with. */
  @Get(':kind/:id/place')
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async place(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: caseParams }) ref: CaseParams,
    @Query({ schema: caseFilterSchema }) wanted: CaseFilter,
  ): Promise<CasePlaceView> {
    const now = this.clock.now();
    const filter = filterOf(queueOfCase[ref.kind], wanted, account.id, now);
    return this.queues.placeOf(ctx, filter, ref, now);
  }
}

/** What an address asks for, as the queue is asked. @param accountId of who asks Pure. */
const filterOf = (
  queue: CaseQueueName,
  { age, nature, commune, assignee }: CaseFilter,
  accountId: string,
  now: Date,
): CaseQueueFilter => ({
  queue,
  nature: nature ?? null,
  before: age === undefined ? null : new Date(now.getTime() - Number(age) * DAY),
  commune: commune ?? null,
  assignee: (assignee === 'mine' ? accountId : assignee) ?? null,
});

/** The cursor of an address; null where it is none of ours: the queue is read from its beginning. Pure. */
function readCaseCursor(word: string): CaseCursor | null {
  const cursor = readCursor(word, timeCursorSchema);
  return cursor && { since: new Date(cursor.at), id: cursor.id };
}
