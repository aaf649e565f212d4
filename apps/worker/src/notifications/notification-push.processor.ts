import { NOTIFICATION_PUSH, PushService } from '@halles/domain/notifications';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PushUnavailable } from '@halles/platform/push';

/** After so many attempts the moment is over: the line of the list is there. */
const ATTEMPTS = 4;

/** Tells the browsers of an account that something happened. */
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
