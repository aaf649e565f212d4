import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ListedConversation } from '../conversation';
import { LISTED_COLUMNS, type ListedRow, toListed } from '../conversation.repository';
import type { ConversationView, ListPosition } from './conversation-view';

/** Those that are shown are chosen before anything is read of their messages. */
const listOf = (which: string): string => `
  SELECT ${LISTED_COLUMNS}
    FROM (SELECT * FROM conversation c
           WHERE c.listing_id = $1 AND (c.last_at, c.id) < ($2, $3) AND ${which}
             AND ($5::text IS NULL OR c.labels @> ARRAY[$5::text]) AND ($6::uuid IS NULL OR c.assignee_id = $6::uuid)
           ORDER BY c.last_at DESC, c.id DESC LIMIT $4) c
    JOIN conversation_message m ON m.conversation_id = c.id AND m.number = c.last_number
   ORDER BY c.last_at DESC, c.id DESC`;
const LIST: Readonly<Record<ConversationView, string>> = {
  open: listOf('NOT c.is_done'),
  waiting: listOf('c.customer_number > c.shop_number AND NOT c.is_done AND NOT c.is_blocked'),
  mine: listOf('NOT c.is_done'),
  done: listOf('c.is_done'),
};
/** Of each conversation the newest message that was found. */
const SEARCH = `
  SELECT ${LISTED_COLUMNS}
    FROM (SELECT c.*, f.number AS found_number
            FROM (SELECT f.conversation_id, max(f.number) AS number FROM conversation_message f
                   WHERE f.words @@ $2::tsquery GROUP BY f.conversation_id) f
            JOIN conversation c ON c.id = f.conversation_id
           WHERE c.listing_id = $1 ORDER BY c.last_at DESC, c.id DESC LIMIT $3) c
    JOIN conversation_message m ON m.conversation_id = c.id AND m.number = c.found_number
   ORDER BY c.last_at DESC, c.id DESC`;
/** Those of its latest conversations: of a shop with years of them, the list costs no more. */
const LABELS = `
  SELECT DISTINCT l.label
    FROM (SELECT labels FROM conversation WHERE listing_id = $1 ORDER BY last_at DESC, id LIMIT 500) c
   CROSS JOIN LATERAL unnest(c.labels) AS l (label) ORDER BY l.label LIMIT $2`;
const UNREAD = 'UPDATE conversation SET is_marked_unread = true WHERE id = $1';
const NOTES = `
  SELECT n.id, n.text, n.created_at AS "createdAt", a.name AS author
    FROM conversation_note n LEFT JOIN account a ON a.id = n.account_id
   WHERE n.conversation_id = $1 ORDER BY n.created_at, n.id LIMIT $2`;
const ADD_NOTE = `
  INSERT INTO conversation_note (id, conversation_id, account_id, text, created_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO NOTHING`;
const DRAFT = 'SELECT text FROM conversation_draft WHERE conversation_id = $1 AND account_id = $2';
const KEEP_DRAFT = `
  INSERT INTO conversation_draft (conversation_id, account_id, text, updated_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (conversation_id, account_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`;
const UNNOTED = `
  SELECT m.conversation_id AS "conversationId", m.number, m.text, c.listing_id AS "listingId", c.customer_name AS name
    FROM conversation_message m JOIN conversation c ON c.id = m.conversation_id WHERE m.words IS NULL LIMIT $1`;
const NOTE_WORDS = `
  UPDATE conversation_message SET words = array_to_tsvector($3::text[])
   WHERE conversation_id = $1 AND number = $2 AND words IS NULL`;

/** Labels that a list offers to choose from. */
const MOST_LABELS = 40;

/** What those of a shop write to each other about a conversation. */
export interface ConversationNote {
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
  /** Null where the account is gone, or has no name. */
  readonly author: string | null;
}

/** Which conversations of a shop a list shows. */
export interface ListedWhich {
  readonly view: ConversationView;
  /** Null: whatever their labels are. */
  readonly label: string | null;
  /** Null: whoever answers them. */
  readonly assigneeId: string | null;
  readonly after: ListPosition | null;
}

/** A message whose words are not noted. */
export interface UnnotedMessage {
  readonly conversationId: string;
  readonly number: number;
  readonly text: string;
  readonly listingId: number;
  /** Of the customer. */
  readonly name: string;
}

/** Behind every conversation. */
const START: ListPosition = {
  lastAt: new Date('9999-12-31T00:00:00Z'),
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** The statements by which a shop handles its conversations. */
@Injectable()
export class ConversationHandlingRepository {
  /** The one in which something was written last first. */
  async list(
    tx: TenantTx,
    listingId: number,
    { view, label, assigneeId, after }: ListedWhich,
    limit: number,
  ): Promise<ListedConversation[]> {
    const { lastAt, id } = after ?? START;
    const values = [listingId, lastAt, id, limit, label, assigneeId];
    return (await tx.manager.query<ListedRow[]>(LIST[view], values)).map(toListed);
  }

  /** @param query of `messageQuery` */
  async search(tx: TenantTx, listingId: number, query: string, limit: number): Promise<ListedConversation[]> {
    return (await tx.manager.query<ListedRow[]>(SEARCH, [listingId, query, limit])).map(toListed);
  }

  async labels(tx: TenantTx, listingId: number): Promise<string[]> {
    const rows = await tx.manager.query<{ label: string }[]>(LABELS, [listingId, MOST_LABELS]);
    return rows.map(({ label }) => label);
  }

  async setDone(tx: TenantWriteTx, id: string, isDone: boolean): Promise<void> {
    await tx.manager.query('UPDATE conversation SET is_done = $2 WHERE id = $1', [id, isDone]);
  }

  async setUnread(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query(UNREAD, [id]);
  }

  async sort(
    tx: TenantWriteTx,
    id: string,
    { labels, assigneeId }: { readonly labels: readonly string[]; readonly assigneeId: string | null },
  ): Promise<void> {
    await tx.manager.query('UPDATE conversation SET labels = $2::text[], assignee_id = $3 WHERE id = $1', [
      ...[id, labels, assigneeId],
    ]);
  }

  /** The oldest first. */
  notes(tx: TenantTx, id: string, limit: number): Promise<ConversationNote[]> {
    return tx.manager.query<ConversationNote[]>(NOTES, [id, limit]);
  }

  async countNotes(tx: TenantTx, id: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM conversation_note WHERE conversation_id = $1',
      [id],
    );
    return row?.count ?? 0;
  }

  async addNote(
    tx: TenantWriteTx,
    conversationId: string,
    note: {
      readonly id: string;
      readonly accountId: string;
      readonly text: string;
      readonly createdAt: Date;
    },
  ): Promise<void> {
    const { id, accountId, text, createdAt } = note;
    await tx.manager.query(ADD_NOTE, [id, conversationId, accountId, text, createdAt]);
  }

  async removeNote(tx: TenantWriteTx, conversationId: string, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM conversation_note WHERE conversation_id = $1 AND id = $2', [
      ...[conversationId, id],
    ]);
  }

  async draft(tx: TenantTx, conversationId: string, accountId: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ text: string }[]>(DRAFT, [conversationId, accountId]);
    return row?.text ?? null;
  }

  async keepDraft(
    tx: TenantWriteTx,
    conversationId: string,
    draft: { readonly accountId: string; readonly text: string; readonly now: Date },
  ): Promise<void> {
    const { accountId, text, now } = draft;
    await tx.manager.query(KEEP_DRAFT, [conversationId, accountId, text, now]);
  }

  /** Messages that were there before words were noted, and those of a server of the release before. */
  unnoted(tx: TenantTx, limit: number): Promise<UnnotedMessage[]> {
    return tx.manager.query<UnnotedMessage[]>(UNNOTED, [limit]);
  }

  async noteWords(
    tx: TenantWriteTx,
    { conversationId, number }: Pick<UnnotedMessage, 'conversationId' | 'number'>,
    words: readonly string[],
  ): Promise<void> {
    await tx.manager.query(NOTE_WORDS, [conversationId, number, words]);
  }
}
