import { consoleCasePath } from '@halles/contracts';
import { recipientOf } from '@halles/domain/accounts';
import {
  CLAIM_NOTIFY,
  CLAIM_NOTIFY_OWNER,
  CLAIM_NOTIFY_AGENTS,
  ClaimNotices,
  claimMails,
} from '@halles/domain/claims';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { noticeOfStep, subjectWords } from './claim-mails';

/** Mails a claimant about a step of their claim, with the reason. */
@HandlesJob(CLAIM_NOTIFY)
export class ClaimNotifyProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const notice = await this.notices.ofEvent(job.ctx, job.ref);
    if (!notice) return;
    const { claim, event } = notice;
    // Whoever gave a proof at once has nothing left to choose: the mail about what became of that tells them.
    if (event.step === 'start' && claim.state !== event.state) return this.deliveries.withhold(job);
    const { locale } = claim;
    await this.deliveries.deliver(job, {
      mail: claimMails.notice,
      locale,
      to: recipientOf(notice.account),
      model: noticeOfStep(notice, new PortalLinks(this.config, tenant)),
    });
  }
}

/** Mails the owner of a listing that somebody else claims it, or that the town hall decided in their favour. */
@HandlesJob(CLAIM_NOTIFY_OWNER)
export class ClaimNotifyOwnerProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const notice = await this.notices.ofEvent(job.ctx, job.ref);
    // Released since, or the claimant owns it by now: they have had a mail about that.
    if (!notice?.owner || notice.owner.id === notice.account.id) return;
    const { owner, event, subject } = notice;
    const { locale } = owner;
    await this.deliveries.deliver(job, {
      mail: claimMails.notice,
      locale,
      to: recipientOf(owner),
      model: {
        ...subjectWords(subject, locale),
        notice: event.step === 'refuse' ? 'owner-kept' : 'owner-disputed',
        because: null,
        isDecided: event.by.kind === 'agent',
        // The reason of a refusal is the other's: it may speak of them.
        reason: null,
        actionUrl: new PortalLinks(this.config, tenant).to(
          event.step === 'refuse' ? 'merchant' : 'claims',
          locale,
        ),
        until: null,
      },
    });
  }
}

/** Mails the town hall that there is something to decide. */
@HandlesJob(CLAIM_NOTIFY_AGENTS)
export class ClaimNotifyAgentsProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { slug, settings } = job.ctx.tenant;
    const notice = await this.notices.ofEvent(job.ctx, job.ref);
    if (!notice) return;
    const { account, caseId, event, subject } = notice;
    const locale = settings.defaultLocale;
    await this.deliveries.deliver(job, {
      mail: claimMails.review,
      locale,
      to: { name: settings.contact.name, address: settings.contact.email, isProven: true },
      model: {
        ...subjectWords(subject, locale),
        notice: event.state === 'review' ? 'review' : 'disputed',
        name: account.name,
        email: account.email,
        consoleUrl: consoleOrigin(this.config) + consoleCasePath(slug, { kind: 'claim', id: caseId }),
      },
    });
  }
}
