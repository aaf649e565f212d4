import { NOTIFICATION_PUSH, PushService } from '@halles/domain/notifications';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PushUnavailable } from '@halles/platform/push';

/** After so many attempts the push is given up: the notification stays in the account's list. */
const ATTEMPTS = 4;

/** Sends a push notification to the browsers of an account. */
@HandlesJob(NOTIFICATION_PUSH)
export class NotificationPushProcessor implements JobHandler {
  constructor(private readonly pushes: PushService) {}

  async run(job: Job): Promise<void> {
    try {
      await this.pushes.push(job.ctx, job.ref);
    } catch (error) {
      if (!(error instanceof PushUnavailable) || job.failures + 1 < ATTEMPTS) throw error;
    }
  }
}
