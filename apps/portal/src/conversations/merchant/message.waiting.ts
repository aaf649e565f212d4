import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { ConversationService } from '@halles/domain/conversations';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../../merchant-space';

/** Messages of customers that nobody of a shop has read. */
@Injectable()
export class MessageWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'messages';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly conversations: ConversationService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession): Promise<Waiting[]> {
    const listings = listingsWith(session, 'listing.messages');
    if (listings.length === 0) return [];
    const unread = await this.conversations.unread(ctx, listings);
    return unread.map(({ listingId, count, since }) => ({
      urgency: 'customer',
      since,
      count,
      listingId,
      paths: pathsTo('merchant.messages', { listing: listingId }),
      sentence: ({ texts }) => texts.line('conversations.waiting.text', { count }),
      action: ({ texts }) => texts.line('conversations.waiting.action'),
    }));
  }
}
