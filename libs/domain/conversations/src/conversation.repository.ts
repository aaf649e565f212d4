import type { Locale } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type {
  Conversation,
  ConversationMessage,
  ConversationSide,
  ListedConversation,
  ReadMessage,
} from './conversation';

export interface ConversationRow {
  readonly id: string;
  readonly listing_id: number;
  readonly customer_name: string;
  readonly customer_email: string;
  readonly account_id: string | null;
  readonly locale: Locale;
  readonly last_number: number;
  readonly customer_number: number;
  readonly shop_number: number;
  readonly last_at: Date;
  readonly shop_read: number;
  readonly customer_read: number;
  readonly shop_notified: number;
  readonly customer_notified: number;
  readonly is_blocked: boolean;
  readonly is_done: boolean;
  readonly is_marked_unread: boolean;
  readonly labels: readonly string[];
  readonly assignee_id: string | null;
  readonly created_at: Date;
}

export interface ListedRow extends ConversationRow {
  readonly excerpt: string;
  readonly excerpt_number: number;
  readonly waiting_since: Date | null;
}

export const COLUMNS = `
  c.id, c.listing_id, c.customer_name, c.customer_email, c.account_id, c.locale, c.last_number, c.customer_number, c.shop_number, c.last_at,
  c.shop_read, c.customer_read, c.shop_notified, c.customer_notified, c.is_blocked,
  c.is_done, c.is_marked_unread, c.labels, c.assignee_id, c.created_at`;
/** Of a listed conversation `c` with the message `m` that it shows. The first message after the newest of the shop is what waits. */
export const LISTED_COLUMNS = `${COLUMNS},
  left(m.text, 200) AS excerpt, m.number AS excerpt_number,
  (SELECT w.created_at FROM conversation_message w
    WHERE c.customer_number > c.shop_number AND w.conversation_id = c.id AND w.number = c.shop_number + 1) AS waiting_since`;
const ONE = `SELECT ${COLUMNS} FROM conversation c WHERE c.id = $1`;
const LOCK = `${ONE} FOR UPDATE`;
const BY_KEY = `SELECT c.id, c.content_digest AS digest FROM conversation c WHERE c.idempotency_key = $1`;
const INSERT = `
  INSERT INTO conversation (
    id, idempotency_key, content_digest, listing_id, customer_name, customer_email, account_id, locale,
    last_number, customer_number, shop_number, last_at, shop_read, customer_read, shop_notified, customer_notified, is_blocked, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, 1, 0, $9, 0, 0, 0, 0, false, $9)
  ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`;
const INSERT_MESSAGE = `
  INSERT INTO conversation_message (conversation_id, number, id, author, account_id, text, created_at, photo_id, photo_bytes, words)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, array_to_tsvector($10::text[]))`;
const ADVANCE = {
  customer:
    'UPDATE conversation SET last_number = $2, customer_number = $2, last_at = $3, is_done = false WHERE id = $1',
  shop: 'UPDATE conversation SET last_number = $2, shop_number = $2, last_at = $3 WHERE id = $1',
} as const;
const MARK_READ = {
  shop: `UPDATE conversation SET shop_read = greatest(shop_read, least($2, last_number)), is_marked_unread = false
          WHERE id = $1 AND (shop_read < least($2, last_number) OR is_marked_unread)`,
  customer: `UPDATE conversation SET customer_read = least($2, last_number) WHERE id = $1 AND customer_read < least($2, last_number)`,
} as const;
const MESSAGE = `
  SELECT conversation_id AS "conversationId", number, text, photo_bytes AS "photoBytes" FROM conversation_message WHERE id = $1`;
/** The newest, in the order in which they were written. */
const MESSAGES = `
  SELECT * FROM (
    SELECT m.number, m.id, m.author, m.account_id AS "accountId", m.text, m.photo_id AS "photoId", m.created_at AS "createdAt",
           left(mail.text, 4000) AS "mailText", mail.attachments AS "mailAttachments"
      FROM conversation_message m LEFT JOIN conversation_mail mail ON mail.id = m.id WHERE m.conversation_id = $1 AND m.number < $2 ORDER BY m.number DESC LIMIT $3) newest
   ORDER BY number`;
/** Whether a conversation `c` is of a customer: begun with their account, or with the address that its owner proved. */
export const IS_OF_CUSTOMER = `(c.account_id = $1 OR lower(btrim(normalize(c.customer_email, NFKC))) = $2)`;
const OF_CUSTOMER = `
  SELECT ${LISTED_COLUMNS}
    FROM conversation c JOIN conversation_message m ON m.conversation_id = c.id AND m.number = c.last_number
   WHERE ${IS_OF_CUSTOMER}
   ORDER BY c.last_at DESC, c.id DESC LIMIT $3`;
const UNREAD = `
  SELECT c.listing_id AS "listingId", count(*)::int AS count, min(c.last_at) AS since
    FROM conversation c WHERE c.listing_id = ANY ($1::int[]) AND (c.shop_read < c.customer_number OR c.is_marked_unread)
   GROUP BY c.listing_id`;
const REFUSED = `
  SELECT 1 FROM conversation c
   WHERE c.listing_id = $1 AND c.is_blocked AND lower(btrim(normalize(c.customer_email, NFKC))) = lower(btrim(normalize($2::text, NFKC))) LIMIT 1`;
const REOPEN = `
  UPDATE conversation SET is_done = false, is_marked_unread = true, last_at = greatest(last_at, $2)
   WHERE id = $1`;
const DROP_DRAFT = 'DELETE FROM conversation_draft WHERE conversation_id = $1 AND account_id = $2';
/** How many messages the customer wrote since the shop did. */
const SINCE_ANSWER = `
  SELECT count(*)::int AS count FROM conversation_message m
   WHERE m.conversation_id = $1
     AND m.number > coalesce((SELECT max(number) FROM conversation_message WHERE conversation_id = $1 AND author = 'shop'), 0)`;

export const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  listingId: row.listing_id,
  customer: { name: row.customer_name, email: row.customer_email, accountId: row.account_id },
  locale: row.locale,
  lastNumber: row.last_number,
  written: { customer: row.customer_number, shop: row.shop_number },
  lastAt: row.last_at,
  read: { shop: row.shop_read, customer: row.customer_read },
  notified: { shop: row.shop_notified, customer: row.customer_notified },
  isBlocked: row.is_blocked,
  isDone: row.is_done,
  isMarkedUnread: row.is_marked_unread,
  labels: row.labels,
  assigneeId: row.assignee_id,
  createdAt: row.created_at,
});

export const toListed = (row: ListedRow): ListedConversation => ({
  ...toConversation(row),
  excerpt: row.excerpt,
  excerptNumber: row.excerpt_number,
  waitingSince: row.waiting_since,
});

/** A conversation that begins. */
export interface NewConversation {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly digest: string;
  readonly listingId: number;
  readonly name: string;
  readonly email: string;
  readonly accountId: string | null;
  readonly locale: Locale;
  readonly createdAt: Date;
}

/** A message that was sent before. */
export interface SentMessage {
  readonly conversationId: string;
  readonly number: number;
  readonly text: string;
  /** Null: none was sent with it. */
  readonly photoBytes: number | null;
}

/** Conversations of a shop that hold what nobody of it has read. */
export interface UnreadConversations {
  readonly listingId: number;
  readonly count: number;
  /** When the oldest of them was written in last. */
  readonly since: Date;
}

/** The statements on conversations. */
@Injectable()
export class ConversationRepository {
  /** False where the form was sent before. */
  async insertOnce(tx: TenantWriteTx, one: NewConversation): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(INSERT, [
      ...[one.id, one.idempotencyKey, one.digest, one.listingId, one.name, one.email, one.accountId],
      ...[one.locale, one.createdAt],
    ]);
    return rows.length === 1;
  }

  async findByKey(
    tx: TenantTx,
    idempotencyKey: string,
  ): Promise<{ readonly id: string; readonly digest: string } | null> {
    const [row] = await tx.manager.query<{ id: string; digest: string }[]>(BY_KEY, [idempotencyKey]);
    return row ?? null;
  }

  async find(tx: TenantTx, id: string): Promise<Conversation | null> {
    const [row] = await tx.manager.query<ConversationRow[]>(ONE, [id]);
    return row ? toConversation(row) : null;
  }

  /** The same, held until the transaction ends: messages are numbered one after the other. */
  async lock(tx: TenantWriteTx, id: string): Promise<Conversation | null> {
    const [row] = await tx.manager.query<ConversationRow[]>(LOCK, [id]);
    return row ? toConversation(row) : null;
  }

  async insertMessage(
    tx: TenantWriteTx,
    conversationId: string,
    { number, id, author, accountId, text, photoId, createdAt }: ConversationMessage,
    { photoBytes, words }: { readonly photoBytes: number | null; readonly words: readonly string[] },
  ): Promise<void> {
    const values = [conversationId, number, id, author, accountId, text, createdAt, photoId, photoBytes];
    await tx.manager.query(INSERT_MESSAGE, [...values, words]);
  }

  /** Notes a message as the newest one. What its author has read is noted by their page: another may have come meanwhile. */
  async advance(
    tx: TenantWriteTx,
    conversationId: string,
    { number, author, createdAt }: Pick<ConversationMessage, 'number' | 'author' | 'createdAt'>,
  ): Promise<void> {
    await tx.manager.query(ADVANCE[author], [conversationId, number, createdAt]);
  }

  async findMessage(tx: TenantTx, id: string): Promise<SentMessage | null> {
    const [row] = await tx.manager.query<SentMessage[]>(MESSAGE, [id]);
    return row ?? null;
  }

  /** Whether a photo was sent in a conversation. */
  async hasPhoto(tx: TenantTx, id: string, photoId: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM conversation_message WHERE conversation_id = $1 AND photo_id = $2',
      [id, photoId],
    );
    return rows.length > 0;
  }

  /** Those of the ids that are names of photos. */
  async photosAmong(tx: TenantTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT photo_id AS id FROM conversation_message WHERE photo_id = ANY ($1::uuid[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The newest messages before a number, so many at most, the oldest of them first. */
  messages(tx: TenantTx, id: string, before: number, limit: number): Promise<ReadMessage[]> {
    return tx.manager.query<ReadMessage[]>(MESSAGES, [id, before, limit]);
  }

  async messagesSinceAnswer(tx: TenantTx, id: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(SINCE_ANSWER, [id]);
    return row?.count ?? 0;
  }

  /** Those of a customer, the one in which something was written last first. @param email where its owner proved it, as accounts have it */
  async listOfCustomer(
    tx: TenantTx,
    { accountId, email }: { readonly accountId: string; readonly email: string | null },
    limit: number,
  ): Promise<ListedConversation[]> {
    return (await tx.manager.query<ListedRow[]>(OF_CUSTOMER, [accountId, email, limit])).map(toListed);
  }

  /** How many conversations of each shop hold what nobody of it has read. */
  unread(tx: TenantTx, listingIds: readonly number[]): Promise<UnreadConversations[]> {
    return tx.manager.query<UnreadConversations[]>(UNREAD, [listingIds]);
  }

  /** @returns false where that much was read before */
  async markRead(tx: TenantWriteTx, id: string, side: ConversationSide, upTo: number): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(MARK_READ[side], [id, upTo]);
    return count > 0;
  }

  async setBlocked(tx: TenantWriteTx, id: string, isBlocked: boolean): Promise<void> {
    await tx.manager.query('UPDATE conversation SET is_blocked = $2 WHERE id = $1', [id, isBlocked]);
  }

  /** Whether a shop takes no messages of an address: it closed a conversation with it. */
  async isRefused(tx: TenantTx, listingId: number, email: string): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(REFUSED, [listingId, email])).length > 0;
  }

  /** Puts it at the head of what the shop is not through with, as unread. */
  async reopen(tx: TenantWriteTx, id: string, now: Date): Promise<void> {
    await tx.manager.query(REOPEN, [id, now]);
  }

  /** Forgets what somebody of the shop has begun to answer. */
  async dropDraft(tx: TenantWriteTx, conversationId: string, accountId: string): Promise<void> {
    await tx.manager.query(DROP_DRAFT, [conversationId, accountId]);
  }

  async delete(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM conversation WHERE id = $1', [id]);
  }
}
