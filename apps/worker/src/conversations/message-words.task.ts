import { ConversationHandling } from '@halles/domain/conversations';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Has messages found that were there before messages were searched, or were stored by a server of the release before. */
@Injectable()
export class MessageWordsTask {
  constructor(private readonly handling: ConversationHandling) {}

  @Every(5 * MINUTE, { name: 'message-words', perTenant: 'live' })
  async run(ctx: TenantContext): Promise<TaskCounts> {
    return { noted: await this.handling.noteWords(ctx) };
  }
}
