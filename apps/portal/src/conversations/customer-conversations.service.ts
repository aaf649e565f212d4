import {
  type Conversation,
  conversationLink,
  ConversationNotFound,
  ConversationService,
  type Thread,
} from '@halles/domain/conversations';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Conversations as their customers reach them: by the signed link of the page and of the mails, without an account. */
@Injectable()
export class CustomerConversations {
  constructor(
    private readonly conversations: ConversationService,
    private readonly listings: ListingService,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /** What the link of a conversation says behind its path. */
  token(ctx: TenantContext, id: string): string {
    return this.links.issue(ctx, conversationLink, { id, serial: 0 });
  }

  /** The link of one that is listed; null once its time is over. */
  tokenOf(ctx: TenantContext, { id, createdAt }: Pick<Conversation, 'id' | 'createdAt'>): string | null {
    return conversationLink.isOver(createdAt, this.clock.now()) ? null : this.token(ctx, id);
  }

  /** @param before number of the first message that the reader has already. @throws ConversationNotFound also where the time of the link is over */
  async thread(ctx: TenantContext, token: string, before?: number): Promise<Thread> {
    const payload = this.links.read(ctx, conversationLink, token);
    const thread = payload && (await this.conversations.read(ctx, payload.id, before));
    if (!thread || conversationLink.isOver(thread.conversation.createdAt, this.clock.now()))
      throw new ConversationNotFound({});
    return thread;
  }

  /** The shop that it is with. @throws ConversationNotFound */
  async listing(ctx: TenantContext, { conversation }: Thread): Promise<Listing> {
    const listing = await this.listings.find(ctx, conversation.listingId);
    if (!listing) throw new ConversationNotFound({});
    return listing;
  }
}
