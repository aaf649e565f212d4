import { recipientOf } from '@halles/domain/accounts';
import {
  CONVERSATION_NOTIFY_SHOP,
  conversationMails,
  ConversationNotices,
} from '@halles/domain/conversations';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { ReplyAddresses } from '@halles/platform/mail';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { textOfMessages } from './mailed-messages';

/** Tells one of those who answer for a shop what a customer wrote and nobody has read. */
@HandlesJob(CONVERSATION_NOTIFY_SHOP)
export class ConversationNotifyShopProcessor implements JobHandler {
  private readonly replies: ReplyAddresses;

  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ConversationNotices,
    private readonly listings: ListingService,
    private readonly deliveries: DeliveryService,
  ) {
    this.replies = new ReplyAddresses(config);
  }

  async run(job: Job): Promise<void> {
    const unread = await this.notices.unreadOf(job.ctx, job.ref);
    const listing = unread && (await this.listings.find(job.ctx, unread.conversation.listingId));
    // It was read meanwhile, or erased, or the account answers no more.
    if (!listing || !unread.account) return;
    const { conversation, account, messages } = unread;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const address = this.replies.of(job.ctx.tenant, job.ref);
    const params = { listing: listing.id, conversation: conversation.id };
    const request = {
      mail: conversationMails.notice,
      locale: account.locale,
      to: recipientOf(account),
      ...(address === undefined ? {} : { replyTo: { name: conversation.customer.name, address } }),
      model: {
        listing: listing.name,
        customer: conversation.customer.name,
        ...textOfMessages(messages, account.locale),
        byMail: address !== undefined,
        conversationUrl: links.to('merchant.conversation', account.locale, params),
      },
    };
    await this.deliveries.deliverUnlessBounced(job, request, `conversation ${conversation.id}`);
  }
}
