import { DeliveryService } from '@halles/domain/deliveries';
import {
  REPORT_ACKNOWLEDGE,
  reportConfirmationLink,
  ReportService,
  reportMails,
} from '@halles/domain/reports';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';

/** Thanks a reader who reported an error and left an address, in the language of the report. */
@HandlesJob(REPORT_ACKNOWLEDGE)
export class ReportAcknowledgeProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly reports: ReportService,
    private readonly signedLinks: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const { report, listing } = await this.reports.getById(job.ctx, job.ref);
    // Without an address nothing was promised; what may not be shown any more is not written about either.
    if (report.email === null || listing === null) return;
    const { locale } = report;
    const links = new PortalLinks(this.config, tenant);
    await this.deliveries.deliver(job, {
      mail: reportMails.acknowledge,
      locale,
      to: { name: '', address: report.email, isProven: false },
      model: {
        listing: listing.name,
        place: [listing.address.line, listing.address.communeName].filter((part) => part !== null).join(', '),
        kind: report.kind,
        confirmUrl: links.to('report.confirm', locale, {
          token: this.signedLinks.issue(job.ctx, reportConfirmationLink, { id: report.id, serial: 0 }),
        }),
      },
    });
  }
}
