import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { NOTIFICATION_PAGE, PageChangeNotices, notificationMails } from '@halles/domain/notifications';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { ChangeWords } from './change-words';

/** Where its owner reads what was changed. */
const SEEN_AT = {
  page: 'profile.history',
  posts: 'merchant.posts',
  products: 'merchant.products',
  orders: 'merchant.orders',
} as const;

const isCollected = (change: string): change is keyof typeof SEEN_AT => change in SEEN_AT;

/** Tells the owner of a page by mail that somebody else changed it. */
@HandlesJob(NOTIFICATION_PAGE)
export class NotificationPageProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly pageNotices: PageChangeNotices,
    private readonly deliveries: DeliveryService,
    private readonly words: ChangeWords,
  ) {}

  async run(job: Job): Promise<void> {
    const mail = await this.pageNotices.mailOf(job.ctx, job.ref);
    // Nobody is left to notify: the page changed hands, or its owner wants no such mails.
    if (!mail) return;
    const { listing, owner, notice, since, until } = mail;
    const change = isCollected(notice.change) ? notice.change : 'page';
    const { tenant } = job.ctx;
    const { locale } = owner;
    const { author: kind, agentId: agent } = notice;
    const asked = { since, until, kind, agent, exceptBy: owner.id, locale };
    const words = change === 'page' ? await this.words.of(job.ctx, listing.id, asked) : null;
    await this.deliveries.deliver(job, {
      mail: notificationMails.pageChanged,
      locale,
      to: recipientOf(owner),
      model: {
        name: owner.name,
        listing: listing.name ?? tenant.settings.title[locale],
        change,
        ...(notice.fact && { fact: notice.fact }),
        ...(words === null || kind !== 'agent' ? {} : { agent: words.name }),
        changes: words?.changes ?? [],
        isAsBefore: words !== null && words.changes.length === 0,
        seeUrl: new PortalLinks(this.config, tenant).to(SEEN_AT[change], locale, { listing: listing.id }),
      },
    });
  }
}
