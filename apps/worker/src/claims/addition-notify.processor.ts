import { consoleCasePath } from '@halles/contracts';
import { recipientOf } from '@halles/domain/accounts';
import {
  ADDITION_ACKNOWLEDGE,
  ADDITION_NOTIFY,
  ADDITION_NOTIFY_AGENTS,
  type AdditionContent,
  type AdditionState,
  ClaimNotices,
  claimMails,
} from '@halles/domain/claims';
import { DeliveryService } from '@halles/domain/deliveries';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

const wordsOf = ({ name, street, communeName }: AdditionContent) => ({
  listing: name,
  place: `${street}, ${communeName}`,
});

const NOTICES = {
  asked: 'addition-asked',
  approved: 'addition-approved',
  refused: 'addition-refused',
} as const;

/** Mails to the person who asked for a business to be added. */
@Injectable()
export class AdditionMails {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
  ) {}

  /** @param about states that the job is about: any other state has a job of its own */
  async write(job: Job, about: readonly AdditionState[]): Promise<void> {
    const { tenant } = job.ctx;
    const found = await this.notices.ofAddition(job.ctx, job.ref);
    if (!found) return;
    const { addition, account } = found;
    const { state, locale, content, reason } = addition;
    if (state === 'withdrawn' || !about.includes(state)) return;
    await this.deliveries.deliver(job, {
      mail: claimMails.notice,
      locale,
      to: recipientOf(account),
      model: {
        ...wordsOf(content),
        notice: NOTICES[state],
        because: reason === null ? null : 'agent',
        isDecided: state !== 'asked',
        reason,
        actionUrl: new PortalLinks(this.config, tenant).to('claims', locale),
        until: null,
      },
    });
  }
}

/** Confirms to the requester that a person is looking at the addition. */
@HandlesJob(ADDITION_ACKNOWLEDGE)
export class AdditionAcknowledgeProcessor implements JobHandler {
  constructor(private readonly mails: AdditionMails) {}

  async run(job: Job): Promise<void> {
    await this.mails.write(job, ['asked']);
  }
}

/** Mails the decision and its reason to the requester. */
@HandlesJob(ADDITION_NOTIFY)
export class AdditionNotifyProcessor implements JobHandler {
  constructor(private readonly mails: AdditionMails) {}

  async run(job: Job): Promise<void> {
    await this.mails.write(job, ['approved', 'refused']);
  }
}

/** Mails the town hall that an addition waits for its decision. */
@HandlesJob(ADDITION_NOTIFY_AGENTS)
export class AdditionNotifyAgentsProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notices: ClaimNotices,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { slug, settings } = job.ctx.tenant;
    const found = await this.notices.ofAddition(job.ctx, job.ref);
    if (found?.addition.state !== 'asked') return;
    const { addition, account } = found;
    const locale = settings.defaultLocale;
    await this.deliveries.deliver(job, {
      mail: claimMails.review,
      locale,
      to: { name: settings.contact.name, address: settings.contact.email, isProven: true },
      model: {
        ...wordsOf(addition.content),
        notice: 'addition',
        name: account.name,
        email: account.email,
        consoleUrl: consoleOrigin(this.config) + consoleCasePath(slug, { kind: 'addition', id: addition.id }),
      },
    });
  }
}
