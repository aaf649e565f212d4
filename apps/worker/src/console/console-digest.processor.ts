import { consolePath, consoleRoutes, type TenantScreen } from '@halles/contracts';
import {
  CONSOLE_DIGEST,
  consoleAccountMails,
  ConsoleDigests,
  digestDay,
  type DigestSubject,
  digestSubjects,
} from '@halles/domain/console-accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { CaseQueues } from '@halles/domain/cases';
import { Clock, DAY } from '@halles/kernel';
import { type Config, consoleOrigin, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Mails somebody of a town what waits for it, as it is when the mail is made. */
@HandlesJob(CONSOLE_DIGEST)
export class ConsoleDigestProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly digests: ConsoleDigests,
    private readonly queues: CaseQueues,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const { tenant } = job.ctx;
    // Suspended or archived since: its people are shut out of the console, or have nobody to answer.
    if (tenant.state !== 'live') return;
    const now = this.clock.now();
    const reader = await this.digests.reader({ tenantId: tenant.id, id: job.ref });
    // They want none since, or its morning is over: a worker or a mail server was away.
    if (reader === null || digestDay(now, tenant.settings.timeZone) !== reader.day) return;
    const waiting = await this.queues.waiting(job.ctx, now);
    if (waiting.length === 0) return;
    const { name, email, locale } = reader;
    await this.deliveries.deliverForPlatform(job, {
      mail: consoleAccountMails.digest,
      locale,
      to: { name, address: email, isProven: true },
      model: {
        name,
        waiting: digestSubjects.flatMap((subject) =>
          waiting
            .filter((one) => one.subject === subject)
            .map(({ count, oldest }) => ({
              subject,
              count,
              oldestDays: Math.floor((now.getTime() - oldest.getTime()) / DAY),
            })),
        ),
        consoleUrl: consoleOrigin(this.config) + consolePath(tenant.slug, queueOf(waiting)),
        settingsUrl: consoleOrigin(this.config) + consoleRoutes.digest,
      },
    });
  }
}

const CLAIMS: readonly DigestSubject[] = ['dispute', 'claim', 'addition'];

/** The queue to begin with: one in which something waits. Pure. */
const queueOf = (waiting: readonly { readonly subject: DigestSubject }[]): TenantScreen =>
  waiting.some(({ subject }) => CLAIMS.includes(subject)) ? 'claims' : 'reports';
