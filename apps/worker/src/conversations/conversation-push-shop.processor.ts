import { CONVERSATION_PUSH_SHOP, ConversationNotices } from '@halles/domain/conversations';
import { PushService } from '@halles/domain/notifications';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PushUnavailable } from '@halles/platform/push';

/** After so many attempts it is given up: there is the mail. */
const ATTEMPTS = 4;

/** Tells those who answer for a shop on their devices that somebody wrote: what was read meanwhile rings nowhere. */
@HandlesJob(CONVERSATION_PUSH_SHOP)
export class ConversationPushShopProcessor implements JobHandler {
  constructor(
    private readonly notices: ConversationNotices,
    private readonly pushes: PushService,
  ) {}

  async run(job: Job): Promise<void> {
    const pushed = await this.notices.pushedOf(job.ctx, job.ref);
    const sent = await Promise.allSettled(
      pushed.map((account) => this.pushes.pushTo(job.ctx, account, { event: 'message', ref: job.ref })),
    );
    for (const one of sent)
      if (
        one.status === 'rejected' &&
        (!(one.reason instanceof PushUnavailable) || job.failures + 1 < ATTEMPTS)
      )
        throw one.reason;
  }
}
