import { ConversationNotices } from '@halles/domain/conversations';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Promises mails about messages that nobody reads. */
@Injectable()
export class UnreadMessagesTask {
  constructor(private readonly notices: ConversationNotices) {}

  /** One tenant. */
  @Every(MINUTE, { name: 'unread-messages', perTenant: 'live' })
  async run(ctx: TenantContext): Promise<TaskCounts> {
    return { promised: await this.notices.promiseDue(ctx) };
  }
}
