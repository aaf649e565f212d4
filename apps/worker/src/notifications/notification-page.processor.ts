import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { NOTIFICATION_PAGE, PageChangeNotices, notificationMails } from '@halles/domain/notifications';
import { ProfileService } from '@halles/domain/profiles';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Tells the owner of a page by mail that somebody else changed it. */
@HandlesJob(NOTIFICATION_PAGE)
export class NotificationPageProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly pageNotices: PageChangeNotices,
    private readonly deliveries: DeliveryService,
    private readonly profiles: ProfileService,
  ) {}

  async run(job: Job): Promise<void> {
    const mail = await this.pageNotices.mailOf(job.ctx, job.ref);
    // Nobody is left to notify: the page changed hands, or its owner wants no such mails.
    if (!mail) return;
    const { listing, owner, change, by } = mail;
    const isAgents = change === 'page' && by === 'agent';
    const agent = isAgents ? await this.agentOf(job, listing.id) : undefined;
    const { tenant } = job.ctx;
    const { locale } = owner;
    await this.deliveries.deliver(job, {
      mail: notificationMails.pageChanged,
      locale,
      to: recipientOf(owner),
      model: {
        name: owner.name,
        listing: listing.name ?? tenant.settings.title[locale],
        change,
        ...(agent === undefined ? {} : { agent }),
        seeUrl: new PortalLinks(this.config, tenant).to(
          change === 'posts' ? 'merchant.posts' : 'profile.history',
          locale,
          { listing: listing.id },
        ),
      },
    });
  }

  /** The agent who changed the page last, as its history names them. */
  private async agentOf({ ctx }: Job, listing: number): Promise<string | undefined> {
    const revisions = await this.profiles.revisions(ctx, listing, { limit: 20 });
    return revisions.find(({ author }) => author.kind === 'agent')?.author.name;
  }
}
