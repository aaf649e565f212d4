import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { FormerContent, Post, PostAuthor, PostContent } from './post';

const COLUMNS = `
  id, listing_id AS "listingId", kind, title, body AS text, starts_on::text AS "startsOn", ends_on::text AS "endsOn",
  author, before, published_at AS "publishedAt", updated_at AS "updatedAt", withdrawn_at AS "withdrawnAt",
  hidden_at AS "hiddenAt", hidden_reason AS "hiddenReason"`;

const OF_LISTING = `
  SELECT ${COLUMNS} FROM post WHERE listing_id = $1
   ORDER BY (withdrawn_at IS NULL AND hidden_at IS NULL AND ends_on >= $2) DESC, published_at DESC, id DESC LIMIT $3`;
const ANY_ONE = `SELECT ${COLUMNS} FROM post WHERE id = $1`;
const ONE = `SELECT ${COLUMNS} FROM post WHERE listing_id = $1 AND id = $2`;
const LOCK = `${ONE} FOR UPDATE`;

/** The lowest seat that nobody of the shop has. */
const FREE_SEAT = `
  SELECT seat FROM generate_series(1, 5) AS free (seat)
   WHERE NOT EXISTS (SELECT FROM post taken WHERE taken.listing_id = $2 AND taken.seat = free.seat)
   ORDER BY seat LIMIT 1`;

// Whatever it meets (its id, its words, a seat that another transaction took) says why, and not the database.
const INSERT = `
  INSERT INTO post (id, listing_id, kind, title, body, starts_on, ends_on, author, seat, published_at, updated_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, free.seat, $9, $9 FROM (${FREE_SEAT}) free
  ON CONFLICT DO NOTHING RETURNING id`;

/** Nothing where it has one already. */
const SEAT = `UPDATE post SET seat = (${FREE_SEAT}) WHERE id = $1 AND seat IS NULL RETURNING seat`;

const HAS_SEAT = `
  SELECT 1 FROM generate_series(1, 5) AS free (seat)
   WHERE NOT EXISTS (SELECT FROM post taken WHERE taken.listing_id = $1 AND taken.seat = free.seat) LIMIT 1`;

const CHANGE = `
  UPDATE post SET kind = $2, title = $3, body = $4, starts_on = $5, ends_on = $6, author = $7, before = $8, updated_at = $9
   WHERE id = $1`;

const HIDDEN_OF = `
  SELECT p.id, p.title, p.listing_id AS "listingId", l.name AS "listingName", p.hidden_at AS "hiddenAt"
    FROM post p JOIN listing l ON l.id = p.listing_id
   WHERE p.listing_id = ANY ($1) AND p.hidden_at IS NOT NULL AND p.withdrawn_at IS NULL AND p.ends_on >= $2
   ORDER BY p.hidden_at, p.id`;

/** What the town says of a decision on a post: whoever keeps the shop reads it in their history. */
export interface PostDecision {
  /** Name of the agent. */
  readonly by: string;
  /** Why it is hidden. */
  readonly reason?: string | null;
}

/** A post that the town hides, and that would be read else. */
export interface HiddenPostRow {
  readonly id: string;
  readonly title: string;
  readonly listingId: number;
  readonly listingName: string | null;
  readonly hiddenAt: Date;
}

/** What happened to the words of a new post. */
export interface DuplicatePosts {
  /** They stand on the page already. */
  readonly isRepeated: boolean;
  /** The town has hidden them, and they would be read still. */
  readonly isHidden: boolean;
}

/** Posts of a shop, as those who keep it and the town change them. */
@Injectable()
export class PostRepository {
  /** Those that are read first, and the newest of each first; at most so many. */
  ofListing(tx: TenantTx, listingId: number, today: string, limit: number): Promise<Post[]> {
    return tx.manager.query<Post[]>(OF_LISTING, [listingId, today, limit]);
  }

  async find(tx: TenantTx, listingId: number, id: string): Promise<Post | null> {
    const [post] = await tx.manager.query<Post[]>(ONE, [listingId, id]);
    return post ?? null;
  }

  /** One of whatever shop. */
  async findAny(tx: TenantTx, id: string): Promise<Post | null> {
    const [post] = await tx.manager.query<Post[]>(ANY_ONE, [id]);
    return post ?? null;
  }

  /** The same, locked until the transaction ends. */
  async lock(tx: TenantWriteTx, listingId: number, id: string): Promise<Post | null> {
    const [post] = await tx.manager.query<Post[]>(LOCK, [listingId, id]);
    return post ?? null;
  }

  async isTaken(tx: TenantTx, id: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>('SELECT 1 FROM post WHERE id = $1', [id]);
    return rows.length === 1;
  }

  /** How many posts of a shop were published since an instant, withdrawn ones too. */
  async countSince(tx: TenantTx, listingId: number, instant: Date): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM post WHERE listing_id = $1 AND published_at > $2',
      [listingId, instant],
    );
    return row?.count ?? 0;
  }

  /** Whether a shop says these words in another post already, or said them in one that the town hid. */
  async findDuplicates(
    tx: TenantTx,
    listingId: number,
    { id, title, text }: Pick<Post, 'id' | 'title' | 'text'>,
    today: string,
  ): Promise<DuplicatePosts> {
    const [row] = await tx.manager.query<DuplicatePosts[]>(
      `SELECT coalesce(bool_or(seat IS NOT NULL), false) AS "isRepeated",
              coalesce(bool_or(hidden_at IS NOT NULL), false) AS "isHidden"
         FROM post
        WHERE listing_id = $1 AND ends_on >= $4 AND id <> $5
          AND words = md5(regexp_replace(lower($2 || ' ' || $3), '\\s+', ' ', 'g'))`,
      [listingId, title, text, today, id],
    );
    return row ?? { isRepeated: false, isHidden: false };
  }

  /** Gives back the seats of what is over. */
  async leaveSeats(tx: TenantWriteTx, listingId: number, today: string): Promise<void> {
    await tx.manager.query(
      'UPDATE post SET seat = NULL WHERE listing_id = $1 AND seat IS NOT NULL AND ends_on < $2',
      [listingId, today],
    );
  }

  async hasSeat(tx: TenantTx, listingId: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(HAS_SEAT, [listingId]);
    return rows.length === 1;
  }

  /** Takes a seat for it. False where its id or its words are taken, or there is no seat. */
  async insertOnce(
    tx: TenantWriteTx,
    { id, listingId, author }: Pick<Post, 'id' | 'listingId' | 'author'>,
    { kind, title, text, startsOn, endsOn }: PostContent,
    now: Date,
  ): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(INSERT, [
      id,
      listingId,
      kind,
      title,
      text,
      startsOn,
      endsOn,
      author,
      now,
    ]);
    return rows.length === 1;
  }

  /** @param before what it said until now */
  async change(
    tx: TenantWriteTx,
    id: string,
    { kind, title, text, startsOn, endsOn }: PostContent,
    {
      author,
      before,
      now,
    }: { readonly author: PostAuthor; readonly before: FormerContent; readonly now: Date },
  ): Promise<void> {
    await tx.manager.query(CHANGE, [
      id,
      kind,
      title,
      text,
      startsOn,
      endsOn,
      author,
      JSON.stringify(before),
      now,
    ]);
  }

  async withdraw(tx: TenantWriteTx, id: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE post SET withdrawn_at = $2, seat = NULL WHERE id = $1', [id, now]);
  }

  async restore(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('UPDATE post SET withdrawn_at = NULL WHERE id = $1', [id]);
  }

  /** Gives a seat to one that is read and has none. False where there is none left. */
  async claimSeat(tx: TenantWriteTx, { id, listingId }: Pick<Post, 'id' | 'listingId'>): Promise<boolean> {
    const [[taken]] = await tx.manager.query<[{ seat: number | null }[], number]>(SEAT, [id, listingId]);
    return taken === undefined || taken.seat !== null;
  }

  async hide(tx: TenantWriteTx, id: string, reason: string, now: Date): Promise<void> {
    await tx.manager.query('UPDATE post SET hidden_at = $2, hidden_reason = $3, seat = NULL WHERE id = $1', [
      id,
      now,
      reason,
    ]);
  }

  async show(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('UPDATE post SET hidden_at = NULL, hidden_reason = NULL WHERE id = $1', [id]);
  }

  /** Keeps who decided, and why, as long as the post. @returns its id */
  async insertDecision(
    tx: TenantWriteTx,
    post: string,
    { by, reason = null }: PostDecision,
  ): Promise<string> {
    const id = uuid();
    await tx.manager.query(
      'INSERT INTO post_decision (id, post_id, by_name, reason) VALUES ($1, $2, $3, $4)',
      [id, post, by, reason],
    );
    return id;
  }

  /** Posts of some shops that are hidden, and not withdrawn nor over: the one that is so longest first. */
  hiddenOf(tx: TenantTx, listingIds: readonly number[], today: string): Promise<HiddenPostRow[]> {
    return tx.manager.query<HiddenPostRow[]>(HIDDEN_OF, [listingIds, today]);
  }

  /** Erases those that were over before a day. Returns how many. */
  async deleteOverBefore(tx: TenantWriteTx, day: string): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>('DELETE FROM post WHERE ends_on < $1', [
      day,
    ]);
    return count;
  }
}
