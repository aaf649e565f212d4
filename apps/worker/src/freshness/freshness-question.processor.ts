import { recipientOf } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { QuestionService, FRESHNESS_QUESTION, freshnessMails } from '@halles/domain/freshness';
import { Clock } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';
import { freshnessCheckModel } from './freshness-mail';

/** « Toujours exact ? »: asks the owner of a page whether what the public reads there is right. */
@HandlesJob(FRESHNESS_QUESTION)
export class FreshnessQuestionProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly questions: QuestionService,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    const now = this.clock.now();
    const open = await this.questions.mailOf(job.ctx, job.ref, now);
    // Answered meanwhile, not wanted any more, or the page has gone to somebody else.
    if (!open) return;
    const { account, token } = open;
    const { locale } = account;
    const links = new PortalLinks(this.config, tenant);
    const where = {
      timeZone: tenant.settings.timeZone,
      confirmUrl: links.to('freshness.link', locale, { token }),
    };
    await this.deliveries.deliver(job, {
      mail: freshnessMails.check,
      locale,
      to: recipientOf(account),
      unsubscribeUrl: links.to('freshness.unsubscribe', locale, { token }),
      model: freshnessCheckModel(open, where, now.getTime()),
    });
  }
}
