import { portalRoutes } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { type AdditionRequest, AdditionService } from '@halles/domain/claims';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DECISION_SHOWN_FOR, MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** A business that one asked to have added; null where nothing is to be told of it any more. Pure. */
function additionWaiting(
  { state, content, createdAt, decidedAt }: AdditionRequest,
  now: Date,
): Waiting | null {
  const isRefused =
    state === 'refused' && decidedAt !== null && decidedAt.getTime() > now.getTime() - DECISION_SHOWN_FOR;
  if (state !== 'asked' && !isRefused) return null;
  return {
    urgency: isRefused ? 'decided' : 'theirs',
    since: decidedAt ?? createdAt,
    count: 1,
    listingId: null,
    paths: portalRoutes.claims,
    sentence: ({ texts }) => texts.line(`additions.waiting.${state}.text`, { listing: content.name }),
    action: ({ texts }) => texts.line(`additions.waiting.${state}.action`),
  };
}

/** Businesses that one asked to have added. */
@Injectable()
export class AdditionWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'additions';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly additions: AdditionService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, { account }: AccountSession, now: Date): Promise<Waiting[]> {
    const requests = await this.additions.list(ctx, account.id);
    return requests.flatMap((one) => additionWaiting(one, now) ?? []);
  }
}
