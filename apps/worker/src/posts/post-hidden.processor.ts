import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { POST_HIDDEN, PostModeration, postMails } from '@halles/domain/posts';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Tells who keeps a shop that the town hid a post of theirs, and why: whatever mails they chose, this one is due. */
@HandlesJob(POST_HIDDEN)
export class PostHiddenProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly posts: PostModeration,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const hidden = await this.posts.hiddenOf(job.ctx, job.ref);
    // Nobody keeps the shop, or the town has thought better of it.
    if (!hidden) return this.deliveries.withhold(job);
    const { post, listing, owner, reason } = hidden;
    const { locale } = owner;
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const mail = {
      mail: postMails.hidden,
      locale,
      to: recipientOf(owner),
      model: {
        name: owner.name,
        listing: listing.name,
        title: post.title,
        reason,
        postsUrl: links.to('merchant.posts', locale, { listing: listing.id }),
        contactUrl: links.to('contact', locale),
      },
    };
    await this.deliveries.deliverWhile(job, mail, async () => {
      const again = await this.posts.hiddenOf(job.ctx, job.ref);
      // Hidden anew, it has a mail of its own.
      return again?.post.hiddenAt?.getTime() === post.hiddenAt?.getTime();
    });
  }
}
