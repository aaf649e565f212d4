import { CONSOLE_SECURITY_CHANGED } from '@halles/domain/console-accounts';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { OwnerNotice } from './owner-notice';

/** Tells the owner of an account that its second factor or ProConnect changed. */
@HandlesJob(CONSOLE_SECURITY_CHANGED)
export class ConsoleSecurityChangedProcessor implements JobHandler {
  constructor(private readonly notice: OwnerNotice) {}

  run(job: Job): Promise<void> {
    return this.notice.send(job, 'security');
  }
}
