import { consolePath, consoleCasePath } from '@halles/contracts';
import {
  CORRECTION_ANNOUNCE,
  CorrectionAnnouncements,
  correctionMails,
  type NamedCorrection,
} from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

import { shownPlace } from './shown-place';

const FIELDS = { phone: 'phone', shopHours: 'hours', state: 'state', address: 'address' } as const;

/** Mails the town which addresses businesses ask for, and which corrections by link wait for it. */
@HandlesJob(CORRECTION_ANNOUNCE)
export class CorrectionAnnounceProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly announcements: CorrectionAnnouncements,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { slug, settings } = job.ctx.tenant;
    const announcement = await this.announcements.mailOf(job.ctx, job.ref);
    if (!announcement) return;
    const { named, count, waiting } = announcement;
    const origin = consoleOrigin(this.config);
    await this.deliveries.deliver(job, {
      mail: correctionMails.waiting,
      locale: settings.defaultLocale,
      to: { name: settings.contact.name, address: settings.contact.email, isProven: true },
      model: {
        ...{ count, waiting, consoleUrl: origin + consolePath(slug, 'reports') },
        named: named.map((one) => ({
          ...lineOf(one),
          decisionUrl: origin + consoleCasePath(slug, { kind: 'correction', id: one.id }),
        })),
      },
    });
  }
}

/** A correction as the mail names it. Pure. */
const lineOf = ({ name, listing, isPlace, fields, asked }: NamedCorrection) => ({
  listing: name,
  shown: listing && shownPlace(listing),
  asked: isPlace ? asked : null,
  fields: fields.map((field) => FIELDS[field]),
});
