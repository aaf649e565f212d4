import { caseNatures, type CaseNature } from '@halles/contracts';
import { AdditionService } from '@halles/domain/claims';
import { pageOf } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import {
  type CaseCursor,
  type CasePlace,
  type CaseQueueFilter,
  CaseQueueRepository,
  type QueuedCase,
  type WaitingCases,
} from './case-queue.repository';
import type { CaseRef } from './case.repository';

const PAGE = 50;

/** A case on a page of its queue. */
export interface ListedCase extends QueuedCase {
  /** Whether what is asked to be added may be in the directory already. */
  readonly mayBeThere: boolean;
}

/** A page of a queue, and what is in it under the filters that are set. */
export interface CasePage {
  readonly cases: readonly ListedCase[];
  /** In the order in which they are offered; those of which there are none are left out. */
  readonly natures: readonly { readonly nature: CaseNature; readonly count: number }[];
  readonly communes: readonly { readonly code: string; readonly name: string; readonly count: number }[];
  readonly total: number;
  /** How many of the total who keeps the page may answer first. */
  readonly withMerchant: number;
  readonly next: CaseCursor | null;
}

/** The queues of a town hall: what waits for it, the one that waits longest first. */
@Injectable()
export class CaseQueues {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queues: CaseQueueRepository,
    private readonly additions: AdditionService,
  ) {}

  /** Where a case stands in its queue, and between which others. */
  async placeOf(ctx: TenantContext, filter: CaseQueueFilter, ref: CaseRef, now: Date): Promise<CasePlace> {
    return this.work.read(ctx, (tx) => this.queues.place(tx, filter, ref, now));
  }

  /** What is the town's to answer, of both queues; what a merchant may answer first is left out. Empty where nothing waits. */
  async waiting(ctx: TenantContext, now: Date): Promise<WaitingCases[]> {
    return this.work.read(ctx, async (tx) => [
      ...(await this.queues.waiting(tx, 'claims', now)),
      ...(await this.queues.waiting(tx, 'reports', now)),
    ]);
  }

  /** @param after the cursor that the page before ended with */
  async find(
    ctx: TenantContext,
    filter: CaseQueueFilter,
    { after, now }: { readonly after: CaseCursor | null; readonly now: Date },
  ): Promise<CasePage> {
    return this.work.read(ctx, async (tx) => {
      const found = await this.queues.page(tx, filter, { after, limit: PAGE + 1, now });
      const { page: cases, last } = pageOf(found, PAGE);
      const additions = cases.filter(({ kind }) => kind === 'addition').map(({ id }) => id);
      const alike = await this.additions.withAlikeIn(tx, additions);
      const counted = await this.queues.natures(tx, filter, now);
      const natures = caseNatures.flatMap((nature) => {
        const { count } = counted.find((one) => one.nature === nature) ?? { count: 0 };
        return count === 0 ? [] : [{ nature, count }];
      });
      const asked = counted.filter(({ nature }) => filter.nature === null || nature === filter.nature);
      return {
        cases: cases.map((one) => ({ ...one, mayBeThere: alike.has(one.id) })),
        natures,
        communes: await this.queues.communes(tx, filter, now),
        total: asked.reduce((sum, { count }) => sum + count, 0),
        withMerchant: asked.reduce((sum, one) => sum + one.withMerchant, 0),
        next: last && { since: last.since, id: last.id },
      };
    });
  }
}
