import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ConversationSide } from '../conversation';

const NOTICE = `
  SELECT conversation_id AS "conversationId", account_id AS "accountId", until_number AS until
    FROM conversation_notice WHERE id = $1`;
const INSERT = `
  INSERT INTO conversation_mail (id, conversation_id, side, sender_email, is_stranger, text, attachments, received_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`;
const SINCE = `
  SELECT id, text FROM conversation_mail WHERE conversation_id = $1 AND side = $2 AND received_at > $3 LIMIT 50`;
const OF_STRANGERS = `
  SELECT id, sender_email AS "senderEmail", left(text, 4000) AS text, attachments, received_at AS "receivedAt"
    FROM conversation_mail WHERE conversation_id = $1 AND is_stranger ORDER BY received_at DESC, id DESC LIMIT $2`;

/** A mail that told of messages. */
export interface MailedNotice {
  readonly conversationId: string;
  /** Of the shop; null: to the customer. */
  readonly accountId: string | null;
  /** Number of the newest message that it told of. */
  readonly until: number;
}

/** An answer that came by mail, as it is kept. */
export interface ConversationMail {
  readonly id: string;
  readonly conversationId: string;
  /** Whom the mail went to that it answers. */
  readonly side: ConversationSide;
  readonly senderEmail: string;
  readonly isStranger: boolean;
  readonly text: string;
  readonly attachments: number;
  readonly receivedAt: Date;
}

/** One that came from another address than the mail went to. */
export type StrangersMail = Pick<
  ConversationMail,
  'id' | 'senderEmail' | 'text' | 'attachments' | 'receivedAt'
>;

/** The statements on answers that came by mail. */
@Injectable()
export class ConversationMailRepository {
  async notice(tx: TenantTx, id: string): Promise<MailedNotice | null> {
    const [row] = await tx.manager.query<MailedNotice[]>(NOTICE, [id]);
    return row ?? null;
  }

  /** @returns false where it came before */
  async insertOnce(tx: TenantWriteTx, mail: ConversationMail): Promise<boolean> {
    const { id, conversationId, side, senderEmail, isStranger, text, attachments, receivedAt } = mail;
    const rows = await tx.manager.query<unknown[]>(INSERT, [
      ...[id, conversationId, side, senderEmail, isStranger, text, attachments, receivedAt],
    ]);
    return rows.length === 1;
  }

  since(
    tx: TenantTx,
    conversationId: string,
    side: ConversationSide,
    since: Date,
  ): Promise<Pick<ConversationMail, 'id' | 'text'>[]> {
    return tx.manager.query<Pick<ConversationMail, 'id' | 'text'>[]>(SINCE, [conversationId, side, since]);
  }

  /** The newest first. */
  ofStrangers(tx: TenantTx, conversationId: string, limit: number): Promise<StrangersMail[]> {
    return tx.manager.query<StrangersMail[]>(OF_STRANGERS, [conversationId, limit]);
  }
}
