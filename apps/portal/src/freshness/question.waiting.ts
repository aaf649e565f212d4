import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { QuestionService } from '@halles/domain/freshness';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';

/** Whether everything is still right: what one was asked and did not answer. */
@Injectable()
export class QuestionWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'freshness';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly questions: QuestionService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const editable = listingsWith(session, 'listing.edit');
    const open = await this.questions.waiting(ctx, session.account.id, editable, now);
    return open.map(({ listingId, name, occasion, askedAt }) => ({
      urgency: 'mine',
      since: askedAt,
      count: 1,
      listingId,
      paths: pathsTo('freshness.confirm', { listing: listingId }),
      sentence: ({ texts }) =>
        texts.line(`freshness.waiting.${occasion === 'monthly' ? 'monthly' : 'holidays'}`, {
          name: name ?? texts.line('pro.unnamed'),
        }),
      action: ({ texts }) => texts.line('freshness.waiting.action'),
    }));
  }
}
