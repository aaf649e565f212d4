import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { PostModeration } from '@halles/domain/posts';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';
import { dayOf } from '../wording/day-words';

/** Posts that the town hides, until they are over, withdrawn by who keeps the shop, or shown again. */
@Injectable()
export class PostWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'posts';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly posts: PostModeration,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const hidden = await this.posts.standingOf(ctx, listingsWith(session, 'listing.edit'), now);
    return hidden.map(({ id, title, listingId, listingName, hiddenAt }) => ({
      urgency: 'decided',
      since: hiddenAt,
      count: 1,
      listingId,
      paths: pathsTo('merchant.post', { listing: listingId, post: id }),
      sentence: (scope) =>
        scope.texts.line('posts.waiting.text', {
          title,
          listing: listingName ?? scope.texts.line('pro.unnamed'),
          day: dayOf(hiddenAt, scope),
        }),
      action: ({ texts }) => texts.line('posts.waiting.action'),
    }));
  }
}
