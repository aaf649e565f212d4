import { consolePath } from '@halles/contracts';
import { DeliveryService } from '@halles/domain/deliveries';
import { REPORT_ANNOUNCE, ReportAnnouncements, reportMails } from '@halles/domain/reports';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Mails the town which reports are its to look at. */
@HandlesJob(REPORT_ANNOUNCE)
export class ReportAnnounceProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly announcements: ReportAnnouncements,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { slug, settings } = job.ctx.tenant;
    const announcement = await this.announcements.mailOf(job.ctx, job.ref);
    if (!announcement) return;
    const { named, count, waiting } = announcement;
    await this.deliveries.deliver(job, {
      mail: reportMails.waiting,
      locale: settings.defaultLocale,
      to: { name: settings.contact.name, address: settings.contact.email, isProven: true },
      model: {
        count,
        waiting,
        named: named.map(({ listing, kind, reportedPost, isOwned }) => ({
          listing: listing.name,
          kind,
          post: reportedPost?.title ?? null,
          // Of a post nobody but the town is asked.
          isUnanswered: isOwned && kind !== 'post',
        })),
        consoleUrl: consoleOrigin(this.config) + consolePath(slug, 'reports'),
      },
    });
  }
}
