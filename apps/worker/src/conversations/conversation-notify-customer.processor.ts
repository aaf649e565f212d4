import {
  CONVERSATION_NOTIFY_CUSTOMER,
  conversationLink,
  conversationMails,
  ConversationNotices,
} from '@halles/domain/conversations';
import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import { type Config, InjectConfig } from '@halles/platform/config';
import { ReplyAddresses } from '@halles/platform/mail';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { textOfMessages } from './mailed-messages';

/** Tells a customer what a shop wrote and they have not read, with the link that opens the conversation on any device. */
@HandlesJob(CONVERSATION_NOTIFY_CUSTOMER)
export class ConversationNotifyCustomerProcessor implements JobHandler {
  private readonly replies: ReplyAddresses;

  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ConversationNotices,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {
    this.replies = new ReplyAddresses(config);
  }

  async run(job: Job): Promise<void> {
    const unread = await this.notices.unreadOf(job.ctx, job.ref);
    const listing = unread && (await this.listings.find(job.ctx, unread.conversation.listingId));
    // It was read meanwhile, or erased.
    if (!listing) return;
    const { conversation, messages } = unread;
    const { locale, customer } = conversation;
    const address = this.replies.of(job.ctx.tenant, job.ref);
    const token = this.signed.issue(job.ctx, conversationLink, { id: conversation.id, serial: 0 });
    await this.deliveries.deliver(
      job,
      {
        mail: conversationMails.answer,
        locale,
        to: { name: '', address: customer.email, isProven: false },
        ...(address === undefined ? {} : { replyTo: { name: listing.name, address } }),
        model: {
          listing: listing.name,
          ...textOfMessages(messages, locale),
          byMail: address !== undefined,
          conversationUrl: new PortalLinks(this.config, job.ctx.tenant).to('conversation', locale, { token }),
        },
      },
      `conversation ${conversation.id}`,
    );
  }
}
