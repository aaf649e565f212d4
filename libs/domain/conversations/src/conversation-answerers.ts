import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Conversation } from './conversation';
import { Messaging } from './messaging.service';

/** Whoever did not say otherwise is told. */
const NOT_DECLINED = `NOT EXISTS (
  SELECT FROM notification_preference p
   WHERE p.account_id = a.id::uuid AND p.event = 'message' AND p.channel = $2 AND NOT p.wanted)`;
const MAILED = `SELECT a.id FROM json_array_elements_text($1::json) AS a (id) WHERE ${NOT_DECLINED}`;
const PUSHED = `${MAILED} AND EXISTS (SELECT FROM push_subscription b WHERE b.account_id = a.id::uuid)`;

/** Who of a shop is told of the messages of a conversation. */
@Injectable()
export class ConversationAnswerers {
  constructor(private readonly messaging: Messaging) {}

  /** Who answers it and wishes to be told so; where nobody was chosen, or is not to be told, whoever may answer and is. */
  async of(
    tx: TenantTx,
    { listingId, assigneeId }: Pick<Conversation, 'listingId' | 'assigneeId'>,
    channel: 'mail' | 'push',
  ): Promise<string[]> {
    const handlers = await this.messaging.handlersOf(tx, listingId);
    const rows = await tx.manager.query<{ id: string }[]>(channel === 'push' ? PUSHED : MAILED, [
      ...[JSON.stringify(handlers), channel],
    ]);
    const reached = rows.map(({ id }) => id);
    return assigneeId !== null && reached.includes(assigneeId) ? [assigneeId] : reached;
  }
}
