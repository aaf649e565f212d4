import type { AuthorKind, ListingProfile } from '@halles/contracts';
import { emptyProfile } from '@halles/contracts';
import type { SourceFacts } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { EarlierChange } from './profile-merge';
import type { ProfileSource } from './profile-facts';
import type { FieldAuthors, FieldChanges, ManagedListing, Revision, StoredProfile } from './profile';
import type { ReadElsewhere } from './read-elsewhere';

interface ProfileRow {
  readonly id: string;
  readonly listingId: number;
  readonly version: number;
  readonly content: Partial<ListingProfile>;
  readonly authors: StoredProfile['authors'];
  readonly isOwned: boolean;
  readonly updatedAt: Date;
}

const PROFILE = `
  SELECT id, listing_id AS "listingId", version, content, authors, owned AS "isOwned", updated_at AS "updatedAt"
    FROM listing_profile`;
const FIND = `${PROFILE} WHERE listing_id = $1`;
const FIND_BY_ID = `${PROFILE} WHERE id = $1`;
const FIND_MANY = `${PROFILE} WHERE listing_id = ANY ($1)`;
const LOCK = `${FIND} FOR UPDATE`;

const REVISIONS = `
  SELECT r.version, r.created_at AS at, r.author_kind AS kind, coalesce(r.account_id, r.agent_id) AS "accountId",
         r.author_name AS name, r.changes, coalesce(r.read_before, '{}') AS "readBefore",
         coalesce(r.read_after, (SELECT u.read_before FROM listing_revision u WHERE u.listing_id = r.listing_id AND u.version = r.undoes),
                  r.read_before, '{}') AS "readAfter",
         coalesce(r.authors_before, '{}') AS "authorsBefore", r.undoes, r.reason,
         (SELECT u.created_at FROM listing_revision u WHERE u.listing_id = r.listing_id AND u.version = r.undoes) AS "undoesFrom",
         EXISTS (SELECT FROM listing_revision u WHERE u.listing_id = r.listing_id AND u.undoes = r.version) AS "isUndone"
    FROM listing_revision r
   WHERE r.listing_id = $1 AND r.version < $2 AND ($4::timestamptz IS NULL OR r.created_at < $4)
   ORDER BY r.version DESC LIMIT $3`;

/** Of the database; no version comes near it. */
const LARGEST_INTEGER = 2 ** 31 - 1;

interface RevisionRow {
  readonly version: number;
  readonly at: Date;
  readonly kind: AuthorKind;
  readonly accountId: string | null;
  readonly name: string;
  readonly changes: FieldChanges;
  readonly readBefore: ReadElsewhere;
  readonly readAfter: ReadElsewhere;
  readonly authorsBefore: FieldAuthors;
  readonly undoes: number | null;
  readonly reason: string | null;
  readonly undoesFrom: Date | null;
  readonly isUndone: boolean;
}

const toRevision = ({ kind, accountId, name, ...row }: RevisionRow): Revision => ({
  ...row,
  author: { kind, accountId, name },
});

/** Fields that came after a row was written are not said in it. */
const toProfile = (row: ProfileRow): StoredProfile => ({
  ...row,
  content: { ...emptyProfile, ...row.content },
});

/** A profile of a listing of which nobody ever said anything. */
export const noProfile = (listingId: number): StoredProfile => ({
  id: null,
  listingId,
  version: 0,
  content: emptyProfile,
  authors: {},
  isOwned: false,
  updatedAt: null,
});

/** A change with who made it. */
export interface AuthoredChange extends EarlierChange {
  readonly by: string;
  readonly byAccount: string | null;
}

@Injectable()
export class ProfileRepository {
  async find(tx: TenantTx, listingId: number): Promise<StoredProfile> {
    const [row] = await tx.manager.query<ProfileRow[]>(FIND, [listingId]);
    return row ? toProfile(row) : noProfile(listingId);
  }

  /** The profiles of those of some listings that have one. */
  async findMany(tx: TenantTx, listings: readonly number[]): Promise<StoredProfile[]> {
    return (await tx.manager.query<ProfileRow[]>(FIND_MANY, [listings])).map(toProfile);
  }

  /** The listings of which anybody said anything, in no order. */
  listingsWithProfile(tx: TenantTx, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query('SELECT listing_id AS id FROM listing_profile LIMIT $1', [limit]);
  }

  /** The listing of a profile. Null for none such. */
  async listingOf(tx: TenantTx, profileId: string): Promise<number | null> {
    const [row] = await tx.manager.query<ProfileRow[]>(FIND_BY_ID, [profileId]);
    return row?.listingId ?? null;
  }

  /** The same, held until the transaction's end: one change of a profile at a time. A new one is made with version 0. */
  async lock(tx: TenantWriteTx, listingId: number, now: Date): Promise<StoredProfile> {
    const [row] = await tx.manager.query<ProfileRow[]>(LOCK, [listingId]);
    if (row) return toProfile(row);
    await tx.manager.query(
      `INSERT INTO listing_profile (listing_id, id, version, content, authors, owned, created_at, updated_at)
       VALUES ($1, $2, 0, '{}', '{}', false, $3, $3) ON CONFLICT (listing_id) DO NOTHING`,
      [listingId, uuid(), now],
    );
    const [made] = await tx.manager.query<ProfileRow[]>(LOCK, [listingId]);
    return made ? toProfile(made) : noProfile(listingId);
  }

  async update(tx: TenantWriteTx, profile: StoredProfile, now: Date): Promise<void> {
    const { listingId, version, content, authors, isOwned } = profile;
    const filled = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
    await tx.manager.query(
      `UPDATE listing_profile SET version = $2, content = $3, authors = $4, owned = $5, updated_at = $6
        WHERE listing_id = $1`,
      [listingId, version, JSON.stringify(filled), JSON.stringify(authors), isOwned, now],
    );
  }

  async insertRevision(
    tx: TenantWriteTx,
    listingId: number,
    revision: Pick<
      Revision,
      'version' | 'author' | 'changes' | 'readBefore' | 'authorsBefore' | 'undoes' | 'reason'
    >,
    now: Date,
  ): Promise<void> {
    const { version, author, changes, readBefore, authorsBefore, undoes, reason } = revision;
    const isAgent = author.kind === 'agent';
    await tx.manager.query(
      `INSERT INTO listing_revision (listing_id, version, author_kind, account_id, agent_id, author_name, changes, undoes, created_at, read_before, authors_before, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        listingId,
        version,
        author.kind,
        isAgent ? null : author.accountId,
        isAgent ? author.accountId : null,
        author.name.slice(0, 100),
        JSON.stringify(changes),
        undoes,
        now,
        JSON.stringify(readBefore),
        JSON.stringify(authorsBefore),
        reason,
      ],
    );
  }

  /** Adds to a change what the public reads of its fields since, beside what the profile says. */
  async noteReading(
    tx: TenantWriteTx,
    listingId: number,
    version: number,
    read: ReadElsewhere,
  ): Promise<void> {
    await tx.manager.query(
      'UPDATE listing_revision SET read_after = $3 WHERE listing_id = $1 AND version = $2',
      [listingId, version, JSON.stringify(read)],
    );
  }

  /** The changes behind a version, oldest first, and who made the last. */
  async since(tx: TenantTx, listingId: number, version: number): Promise<AuthoredChange[]> {
    return tx.manager.query<AuthoredChange[]>(
      `SELECT version, changes, author_name AS by, account_id AS "byAccount" FROM listing_revision
        WHERE listing_id = $1 AND version > $2 ORDER BY version`,
      [listingId, version],
    );
  }

  /** The newest first, those before a version, any number, of which no version may be; and before an instant. */
  async revisions(
    tx: TenantTx,
    listingId: number,
    before: number,
    limit: number,
    until: Date | null = null,
  ): Promise<Revision[]> {
    const values = [listingId, Math.min(before, LARGEST_INTEGER), limit, until];
    return (await tx.manager.query<RevisionRow[]>(REVISIONS, values)).map(toRevision);
  }

  async revision(tx: TenantTx, listingId: number, version: number): Promise<Revision | null> {
    const [row] = await this.revisions(tx, listingId, version + 1, 1);
    return row?.version === version ? row : null;
  }

  /** The name of a listing on its owner's pages, whatever the public may see of it. Null for none such. */
  async listing(tx: TenantTx, id: number): Promise<ManagedListing | null> {
    const [row] = await this.listings(tx, [id]);
    return row ?? null;
  }

  /** The same of several, in no order, without those that there are not. */
  listings(tx: TenantTx, ids: readonly number[]): Promise<ManagedListing[]> {
    return tx.manager.query<ManagedListing[]>(
      `SELECT l.id, l.slug, l.name, l.category, l.commune AS "communeCode", c.name AS "communeName", l.postal_code AS "postalCode", l.visibility
         FROM listing l LEFT JOIN commune c ON c.code = l.commune WHERE l.id = ANY ($1)`,
      [ids],
    );
  }

  /** Where a page has its pin, with the line of its address; null where it has none, or one of its town alone. */
  async pinOf(
    tx: TenantTx,
    id: number,
  ): Promise<{
    readonly longitude: number;
    readonly latitude: number;
    readonly line: string | null;
  } | null> {
    const [row] = await tx.manager.query<{ longitude: number; latitude: number; line: string | null }[]>(
      `SELECT longitude, latitude, address_line AS line FROM listing WHERE id = $1 AND position_precision = 'address'`,
      [id],
    );
    return row ?? null;
  }

  /**
   * Stores what a profile says as one of the sources of the directory. A listing that was merged gets none: the one that it
   * was merged into took over what its profile said.
   * @param reportedOn ISO date
   * @returns the listing of the source
   */
  async saveSource(
    tx: TenantWriteTx,
    listingId: number,
    report: {
      readonly source: ProfileSource;
      readonly facts: SourceFacts;
      readonly digest: string;
      readonly reportedOn: string;
    },
    now: Date,
  ): Promise<number> {
    const { source, facts, digest, reportedOn } = report;
    const [row] = await tx.manager.query<{ id: number }[]>(
      `INSERT INTO listing_source (source, source_id, listing_id, digest, facts, reported_on, changed_at)
       SELECT $2, $1, l.id, $3, $4, $5, $6 FROM listing l WHERE l.id = $1::text::int AND l.merged_into IS NULL
       ON CONFLICT (source, source_id) DO UPDATE SET digest = excluded.digest, facts = excluded.facts,
         reported_on = excluded.reported_on, changed_at = excluded.changed_at
       RETURNING listing_id AS id`,
      [String(listingId), source, digest, JSON.stringify(facts), reportedOn, now],
    );
    return row?.id ?? listingId;
  }

  /** Removes a source. Returns the listing that it was of, or null. */
  async removeSource(tx: TenantWriteTx, listingId: number, source: ProfileSource): Promise<number | null> {
    const [rows] = await tx.manager.query<[{ id: number }[], number]>(
      'DELETE FROM listing_source WHERE source = $2 AND source_id = $1 RETURNING listing_id AS id',
      [String(listingId), source],
    );
    return rows[0]?.id ?? null;
  }

  /** What an account did, for its owner: with what was and is read of it from elsewhere. */
  async changesBy(tx: TenantTx, accountId: string): Promise<object[]> {
    return tx.manager.query<object[]>(
      `SELECT r.listing_id AS listing, r.version, r.created_at AS at,
              (SELECT coalesce(jsonb_object_agg(one.key, one.value || jsonb_strip_nulls(jsonb_build_object(
                        'readBefore', r.read_before->one.key,
                        'readAfter', coalesce(r.read_after, undone.read_before, r.read_before)->one.key))), '{}')
                 FROM jsonb_each(r.changes) one) AS changes
         FROM listing_revision r
         LEFT JOIN listing_revision undone ON undone.listing_id = r.listing_id AND undone.version = r.undoes
        WHERE r.account_id = $1 ORDER BY r.listing_id, r.version`,
      [accountId],
    );
  }

  /** Takes a person out of the history, which stays. */
  async forgetAuthor(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query(
      `UPDATE listing_revision SET author_name = '', account_id = NULL WHERE account_id = $1`,
      [accountId],
    );
  }
}
