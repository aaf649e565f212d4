import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { POST_SHOWN, PostModeration, postMails } from '@halles/domain/posts';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Tells who keeps a shop, and was told that the town hid a post of theirs, that it hides it no more. */
@HandlesJob(POST_SHOWN)
export class PostShownProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly posts: PostModeration,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const shown = await this.posts.shownOf(job.ctx, job.ref, this.clock.now());
    // Nobody keeps the shop, or the post is hidden anew.
    if (!shown) return;
    const { post, listing, owner, isRead } = shown;
    const { locale } = owner;
    const to = recipientOf(owner);
    const { hidden: corrected, shown: correction } = postMails;
    const mails = {
      ref: job.ref,
      recipient: to.address,
      corrected: corrected.name,
      correction: correction.name,
    };
    if (!(await this.deliveries.mustCorrect(job.ctx, mails))) return;
    await this.deliveries.deliver(job, {
      mail: postMails.shown,
      locale,
      to,
      model: {
        name: owner.name,
        listing: listing.name,
        title: post.title,
        isRead,
        postUrl: new PortalLinks(this.config, job.ctx.tenant).to('merchant.post', locale, {
          listing: listing.id,
          post: post.id,
        }),
      },
    });
  }
}
