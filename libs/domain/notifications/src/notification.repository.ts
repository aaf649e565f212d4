import { Injectable } from '@nestjs/common';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { formerPageNotice } from './former-page-notice';
import type {
  Notification,
  NotificationChannel,
  NotificationEvent,
  PageNotice,
  Preference,
} from './notification';

/** A notification with whose it is. */
export interface NotificationRow {
  readonly id: string;
  readonly accountId: string;
  readonly event: NotificationEvent;
  /** Null of a business that was not added. */
  readonly listingId: number | null;
  /** The request to add a business that was answered; absent of all else. */
  readonly additionId?: string;
  readonly ref: string;
  readonly page: PageNotice | null;
}

/** Who was told of something, and of which listing. */
export interface NotifiedOf {
  readonly accountId: string;
  readonly event: NotificationEvent;
  readonly ref: string;
  readonly listing: { readonly id: number; readonly name: string | null };
  /** What it is about, of a page. */
  readonly page: PageNotice | null;
  readonly createdAt: Date;
  /** Of changes that were collected: when the last was made, and the first at `createdAt`. Null of others. */
  readonly changedAt: Date | null;
}

/** A change of a page, and the notification that it begins where none collects such changes. */
export interface CollectedRow extends Omit<NotificationRow, 'event' | 'ref' | 'page' | 'listingId'> {
  readonly listingId: number;
  readonly page: PageNotice;
}

/** How long changes are collected, in milliseconds. */
export interface Collecting {
  /** After the last one. */
  readonly quietTime: number;
  /** After the first one, at most. */
  readonly longest: number;
}

type ListedRow = Omit<Notification, 'listing'> & {
  readonly listingId: number | null;
  readonly listingName: string | null;
};

const PAGE = `
  CASE WHEN n.page_change IS NOT NULL
       THEN jsonb_build_object('change', n.page_change, 'author', n.author, 'agentId', n.agent_id, 'postId', n.post_id)
            || jsonb_strip_nulls(jsonb_build_object('fact', n.page_fact)) END AS page`;

const FIND = `SELECT n.id, n.account_id AS "accountId", n.event, n.listing_id AS "listingId", n.ref, ${PAGE}
         FROM notification n WHERE n.id = $1`;
const NOTIFIED_OF = `SELECT n.account_id AS "accountId", n.event, n.ref, ${PAGE}, n.created_at AS "createdAt",
              n.changed_at AS "changedAt", jsonb_build_object('id', l.id, 'name', l.name) AS listing
         FROM notification n JOIN listing l ON l.id = n.listing_id WHERE n.id = $1`;
const LIST = `SELECT n.id, n.event, n.ref, ${PAGE}, n.created_at AS "createdAt", n.read_at IS NOT NULL AS "isRead",
              n.listing_id AS "listingId", coalesce(l.name, r.content->>'name') AS "listingName"
         FROM notification n LEFT JOIN listing l ON l.id = n.listing_id LEFT JOIN addition_request r ON r.id = n.addition_id
        WHERE n.account_id = $1 AND ($2::uuid IS NULL OR n.id < $2) ORDER BY n.id DESC LIMIT $3`;

const COLLECT = `
  INSERT INTO notification AS n (id, account_id, event, listing_id, ref, created_at, page_change, author, agent_id, changed_at, mail_due_at, page_fact)
  VALUES ($1::uuid, $2, 'page', $3, ($1::uuid)::text, $4::timestamptz, $5, $6, $7, $4::timestamptz, $4::timestamptz + $8 * interval '1 millisecond', $10)
  ON CONFLICT (account_id, listing_id, page_change, author, agent_id) WHERE mail_due_at IS NOT NULL
  DO UPDATE SET created_at = LEAST(n.created_at, EXCLUDED.created_at),
                changed_at = GREATEST(n.changed_at, EXCLUDED.changed_at),
                mail_due_at = LEAST(GREATEST(n.mail_due_at, EXCLUDED.mail_due_at), n.created_at + $9 * interval '1 millisecond'),
                page_fact = coalesce(EXCLUDED.page_fact, n.page_fact),
                read_at = NULL
  RETURNING id`;

const withPage = <T extends Pick<NotificationRow, 'event' | 'ref' | 'page'>>(row: T): T =>
  row.event === 'page' && row.page === null ? { ...row, page: formerPageNotice(row.ref) } : row;

@Injectable()
export class NotificationRepository {
  /** False when the account was told already. */
  async insertOnce(tx: TenantWriteTx, row: NotificationRow, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO notification (id, account_id, event, listing_id, ref, created_at, page_change, author, agent_id, post_id, addition_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (account_id, event, ref) DO NOTHING RETURNING id`,
      [
        row.id,
        row.accountId,
        row.event,
        row.listingId,
        row.ref,
        now,
        row.page?.change ?? null,
        row.page?.author ?? null,
        row.page?.agentId ?? null,
        row.page?.postId ?? null,
        row.additionId ?? null,
      ],
    );
    return rows.length === 1;
  }

  /**
   * Adds a change of a page to the notification of the account that collects those of the same author, unread again; begins
   * one where there is none.
   * @returns whether it began one
   */
  async collect(
    tx: TenantWriteTx,
    { id, accountId, listingId, page }: CollectedRow,
    { quietTime, longest }: Collecting,
    now: Date,
  ): Promise<boolean> {
    const { change, author, agentId, fact = null } = page;
    const values = [id, accountId, listingId, now, change, author, agentId, quietTime, longest, fact];
    const [row] = await tx.manager.query<{ id: string }[]>(COLLECT, values);
    return row?.id === id;
  }

  /** Ends the collecting of those whose mail is due. Returns their ids. */
  async endCollecting(tx: TenantWriteTx, now: Date): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(
      'UPDATE notification SET mail_due_at = NULL WHERE mail_due_at <= $1 RETURNING id',
      [now],
    );
    return rows.map(({ id }) => id);
  }

  async find(tx: TenantTx, id: string): Promise<NotificationRow | null> {
    const [row] = await tx.manager.query<NotificationRow[]>(FIND, [id]);
    return row ? withPage(row) : null;
  }

  /** Whom a notification told, and of which listing. */
  async notifiedOf(tx: TenantTx, id: string): Promise<NotifiedOf | null> {
    const [row] = await tx.manager.query<NotifiedOf[]>(NOTIFIED_OF, [id]);
    return row ? withPage(row) : null;
  }

  /** The newest first. @param before id of the last one of the page before; null: from the newest */
  async list(tx: TenantTx, accountId: string, before: string | null, limit: number): Promise<Notification[]> {
    const rows = await tx.manager.query<ListedRow[]>(LIST, [accountId, before, limit]);
    return rows.map(({ listingId, listingName, ...row }) => ({
      ...withPage(row),
      listing: { id: listingId, name: listingName },
    }));
  }

  async countUnread(tx: TenantTx, accountId: string): Promise<number> {
    const [row] = await tx.manager.query<{ unread: number }[]>(
      'SELECT count(*)::int AS unread FROM notification WHERE account_id = $1 AND read_at IS NULL',
      [accountId],
    );
    return row?.unread ?? 0;
  }

  async markRead(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE notification SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL', [
      accountId,
      now,
    ]);
  }

  /** Removes what is older. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM notification WHERE created_at < $1',
      [instant],
    );
    return count;
  }

  async preferences(tx: TenantTx, accountId: string): Promise<Preference[]> {
    return tx.manager.query<Preference[]>(
      'SELECT event, channel, wanted FROM notification_preference WHERE account_id = $1 ORDER BY event, channel',
      [accountId],
    );
  }

  async setPreferences(
    tx: TenantWriteTx,
    accountId: string,
    preferences: readonly Preference[],
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO notification_preference (account_id, event, channel, wanted, changed_at)
       SELECT $1, p.event, p.channel, p.wanted, $3 FROM jsonb_to_recordset($2::jsonb) AS p(event text, channel text, wanted boolean)
       ON CONFLICT (account_id, event, channel) DO UPDATE SET wanted = excluded.wanted, changed_at = excluded.changed_at`,
      [accountId, JSON.stringify(preferences), now],
    );
  }

  async wants(
    tx: TenantTx,
    accountId: string,
    event: NotificationEvent,
    channel: NotificationChannel,
  ): Promise<boolean> {
    const [row] = await tx.manager.query<{ wanted: boolean }[]>(
      'SELECT wanted FROM notification_preference WHERE account_id = $1 AND event = $2 AND channel = $3',
      [accountId, event, channel],
    );
    return row?.wanted ?? true;
  }

  async deleteOf(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM notification WHERE account_id = $1', [accountId]);
    await tx.manager.query('DELETE FROM notification_preference WHERE account_id = $1', [accountId]);
  }
}
