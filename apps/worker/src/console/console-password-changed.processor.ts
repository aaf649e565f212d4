import { CONSOLE_PASSWORD_CHANGED } from '@halles/domain/console-accounts';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { OwnerNotice } from './owner-notice';

/** Tells the owner of an account that its password changed. */
@HandlesJob(CONSOLE_PASSWORD_CHANGED)
export class ConsolePasswordChangedProcessor implements JobHandler {
  constructor(private readonly notice: OwnerNotice) {}

  run(job: Job): Promise<void> {
    return this.notice.send(job, 'changed');
  }
}
