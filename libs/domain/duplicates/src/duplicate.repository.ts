import type { ProfileField } from '@halles/contracts';
import type { UnitedListings } from '@halles/domain/claims';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { MovedRows } from './attached';
import type { Choice, PairListing, StayReason } from './survivor';

/** One of two listings that may be the same business. */
export interface PairMember {
  readonly id: number;
  readonly name: string | null;
  readonly category: string | null;
  readonly address: string | null;
  readonly commune: string | null;
  readonly siret: string | null;
  readonly sources: readonly string[];
  /** Whether an account keeps it. */
  readonly isOwned: boolean;
}

export interface DoubtfulPair {
  /** `<smaller id>-<larger id>`. */
  readonly id: string;
  /** 0 to 1. */
  readonly likeness: number;
  readonly metres: number | null;
  readonly members: readonly [PairMember, PairMember];
}

/** Two listings that were made one. */
export interface MergedPair extends Choice {
  /** Of the pair. */
  readonly id: string;
  /** The listing that stayed; null where it was merged into another one since. */
  readonly shown: PairMember | null;
  /** Who decided. */
  readonly by: string;
  readonly at: Date;
}

/** Numbers of the two listings, the smaller first. */
export interface PairKey {
  readonly one: number;
  readonly other: number;
}

/** A pair in doubt of the listing that went, as it was: by which it is in doubt again. */
interface PeerPair {
  readonly peer: number;
  readonly likeness: number;
  readonly metres: number | null;
}

/** What a merge moved, by which it is given back. */
export interface MovedRecords {
  readonly sources: readonly { readonly source: string; readonly sourceId: string }[];
  /** Listings that had been merged into the one that went. */
  readonly merged: readonly number[];
  readonly peers: readonly PeerPair[];
  /** Those of the peers that the listing that stayed was not in doubt with before. */
  readonly newPeers: readonly number[];
  readonly rows: MovedRows;
  /** Ids of claims. */
  readonly claims: readonly string[];
  /** Version of the profile of the listing that stayed that took over what the other said; null for none. */
  readonly profile: number | null;
  /** Why the one that stayed did; absent where a server of the release before merged them. */
  readonly because?: StayReason;
  /** What the page that stayed says otherwise since; absent likewise. */
  readonly fields?: readonly ProfileField[];
}

/** A merge that can be undone. */
export interface KnownMerge extends Choice {
  readonly moved: MovedRecords;
  /** Where the listing that went is now. */
  readonly holder: number | null;
}

const SHOWN = `jsonb_build_object('id', l.id, 'name', l.name, 'category', l.category, 'address', l.address_line,
  'commune', c.name, 'siret', l.siret,
  'sources', (SELECT coalesce(jsonb_agg(DISTINCT k.source), '[]') FROM listing_source k WHERE k.listing_id = l.id),
  'isOwned', EXISTS (SELECT FROM account_grant g WHERE g.listing_id = l.id AND g.role = 'merchant-owner'))`;

const member = (alias: string, id: string): string => `
  LATERAL (SELECT ${SHOWN} AS shown
     FROM listing l LEFT JOIN commune c ON c.code = l.commune WHERE l.id = ${id} AND l.visibility <> 'merged') ${alias}`;

const LIST_DOUBTFUL = `
  SELECT p.one || '-' || p.other AS id, p.likeness::float8, p.metres::float8, jsonb_build_array(a.shown, b.shown) AS members
    FROM listing_pair p, ${member('a', 'p.one')}, ${member('b', 'p.other')}
   WHERE p.state = 'doubtful' ORDER BY p.likeness DESC, p.metres NULLS LAST, p.one, p.other LIMIT $1`;

const LIST_MERGED = `
  SELECT least(m.gone, m.survivor) || '-' || greatest(m.gone, m.survivor) AS id, m.gone, m.survivor, a.shown,
         m.merged_by AS by, m.merged_at AS at
    FROM listing_merge m LEFT JOIN ${member('a', 'm.survivor')} ON true
   ORDER BY m.merged_at DESC, m.gone LIMIT $1`;

const LOCK_BOTH = 'SELECT id FROM listing WHERE id IN ($1, $2) ORDER BY id FOR UPDATE';

// A statement of its own behind the lock: who was made an owner while it waited is one.
const MEMBERS = `
  SELECT l.id, l.siret IS NOT NULL AS "hasSiret", l.created_at AS "createdAt",
         EXISTS (SELECT FROM account_grant g WHERE g.listing_id = l.id AND g.role = 'merchant-owner') AS "isOwned"
    FROM listing l WHERE l.id IN ($1, $2) AND l.merged_into IS NULL ORDER BY l.id`;

const SHOWN_MEMBERS = `
  SELECT ${SHOWN} AS shown FROM listing l LEFT JOIN commune c ON c.code = l.commune
   WHERE l.id IN ($1, $2) AND l.visibility <> 'merged' ORDER BY l.id`;

const KNOWN_MERGE = `
  SELECT m.gone, m.survivor, m.moved, m.merged_by AS by, m.merged_at AS at FROM listing_merge m
   WHERE (m.gone = $1 AND m.survivor = $2) OR (m.gone = $2 AND m.survivor = $1)`;

const FIND_MERGE = `
  SELECT m.gone, m.survivor, m.moved, l.merged_into AS holder
    FROM listing_merge m JOIN listing l ON l.id = m.gone
   WHERE (m.gone = $1 AND m.survivor = $2) OR (m.gone = $2 AND m.survivor = $1)`;

/** Pairs of listings that may be one, or are. */
@Injectable()
export class DuplicateRepository {
  /** Those that wait for a decision, the most alike first. */
  async listDoubtful(tx: TenantTx, limit: number): Promise<DoubtfulPair[]> {
    return tx.manager.query<DoubtfulPair[]>(LIST_DOUBTFUL, [limit]);
  }

  /** Those that were made one, the last first. */
  async listMerged(tx: TenantTx, limit: number): Promise<MergedPair[]> {
    return tx.manager.query<MergedPair[]>(LIST_MERGED, [limit]);
  }

  /** The two listings, which nobody attaches anything to before the transaction's end. Null where one is merged or gone. */
  async lockMembers(
    tx: TenantWriteTx,
    { one, other }: PairKey,
  ): Promise<readonly [PairListing, PairListing] | null> {
    await tx.manager.query(LOCK_BOTH, [one, other]);
    const [first, second] = await tx.manager.query<PairListing[]>(MEMBERS, [one, other]);
    return first && second ? [first, second] : null;
  }

  /** Those of two numbers that are listings of their own, as the console names them. */
  async members(tx: TenantTx, { one, other }: PairKey): Promise<PairMember[]> {
    const rows = await tx.manager.query<{ shown: PairMember }[]>(SHOWN_MEMBERS, [one, other]);
    return rows.map(({ shown }) => shown);
  }

  /** What made one listing of a pair, who did and when; null where nothing that is known did. */
  async knownMerge(
    tx: TenantTx,
    { one, other }: PairKey,
  ): Promise<(Omit<KnownMerge, 'holder'> & Pick<MergedPair, 'by' | 'at'>) | null> {
    const [row] = await tx.manager.query<(Omit<KnownMerge, 'holder'> & Pick<MergedPair, 'by' | 'at'>)[]>(
      KNOWN_MERGE,
      [one, other],
    );
    return row ?? null;
  }

  /** Notes that two listings may be one because a person says so, whatever was said of them before. */
  async doubt(tx: TenantWriteTx, { one, other }: PairKey): Promise<void> {
    await tx.manager.query(
      `INSERT INTO listing_pair (one, other, likeness) VALUES ($1, $2, 1)
       ON CONFLICT (one, other) DO UPDATE SET state = 'doubtful', decided_by = NULL, decided_at = NULL
        WHERE listing_pair.state = 'distinct'`,
      [one, other],
    );
  }

  /** False where the pair is not there, or not in that state. */
  async decide(
    tx: TenantWriteTx,
    { one, other }: PairKey,
    step: { readonly from: 'doubtful' | 'merged'; readonly to: 'merged' | 'distinct' },
    by: string,
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE listing_pair SET state = $4, decided_by = $5, decided_at = now()
        WHERE one = $1 AND other = $2 AND state = $3`,
      [one, other, step.from, step.to, by],
    );
    return count === 1;
  }

  /** The sources of one listing tell of another from now on, and its address leads there. */
  async moveListing(
    tx: TenantWriteTx,
    { from, to }: UnitedListings,
  ): Promise<Pick<MovedRecords, 'sources' | 'merged' | 'peers' | 'newPeers'>> {
    const [sources] = await tx.manager.query<[{ source: string; sourceId: string }[], number]>(
      `UPDATE listing_source SET listing_id = $2, changed_at = now() WHERE listing_id = $1
       RETURNING source, source_id AS "sourceId"`,
      [from, to],
    );
    const [merged] = await tx.manager.query<[{ id: number }[], number]>(
      'UPDATE listing SET merged_into = $2 WHERE merged_into = $1 RETURNING id',
      [from, to],
    );
    await tx.manager.query(
      `UPDATE listing SET merged_into = $2, visibility = 'merged', siret = NULL WHERE id = $1`,
      [from, to],
    );
    return { sources, merged: merged.map(({ id }) => id), ...(await this.movePairs(tx, { from, to })) };
  }

  /** The other way round: both are to be resolved again. @returns how many sources tell of it again */
  async giveBackListing(
    tx: TenantWriteTx,
    { from, to }: UnitedListings,
    { sources, merged, peers, newPeers }: MovedRecords,
  ): Promise<number> {
    await tx.manager.query(`UPDATE listing SET merged_into = NULL, visibility = 'nameless' WHERE id = $1`, [
      from,
    ]);
    await tx.manager.query('UPDATE listing SET merged_into = $1 WHERE merged_into = $2 AND id = ANY ($3)', [
      from,
      to,
      merged,
    ]);
    const [, movedSources] = await tx.manager.query<[unknown[], number]>(
      `UPDATE listing_source k SET listing_id = $1, changed_at = now()
         FROM jsonb_to_recordset($3::jsonb) AS own (source text, "sourceId" text)
        WHERE k.listing_id = $2 AND k.source = own.source AND k.source_id = own."sourceId"`,
      [from, to, JSON.stringify(sources)],
    );
    await tx.manager.query(
      `DELETE FROM listing_pair p USING unnest($2::int[]) AS peer
        WHERE p.state = 'doubtful' AND p.one = least($1, peer) AND p.other = greatest($1, peer)`,
      [to, newPeers],
    );
    await tx.manager.query(
      `INSERT INTO listing_pair (one, other, likeness, metres)
       SELECT least($1, p.peer), greatest($1, p.peer), p.likeness, p.metres
         FROM jsonb_to_recordset($2::jsonb) AS p (peer int, likeness real, metres real)
         JOIN listing l ON l.id = p.peer AND l.merged_into IS NULL
       ON CONFLICT (one, other) DO NOTHING`,
      [from, JSON.stringify(peers)],
    );
    return movedSources;
  }

  async insertMerge(
    tx: TenantWriteTx,
    { gone, survivor, moved }: Omit<KnownMerge, 'holder'>,
    by: string,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      'INSERT INTO listing_merge (gone, survivor, moved, merged_by, merged_at) VALUES ($1, $2, $3, $4, $5)',
      [gone, survivor, JSON.stringify(moved), by, now],
    );
  }

  /** What made one listing of a pair; null where nothing that is known did. */
  async findMerge(tx: TenantWriteTx, { one, other }: PairKey): Promise<KnownMerge | null> {
    await tx.manager.query(LOCK_BOTH, [one, other]);
    const [row] = await tx.manager.query<KnownMerge[]>(FIND_MERGE, [one, other]);
    return row ?? null;
  }

  async deleteMerge(tx: TenantWriteTx, gone: number): Promise<void> {
    await tx.manager.query('DELETE FROM listing_merge WHERE gone = $1', [gone]);
  }

  /** What resembled the listing that goes now resembles the other. */
  private async movePairs(
    tx: TenantWriteTx,
    { from, to }: UnitedListings,
  ): Promise<Pick<MovedRecords, 'peers' | 'newPeers'>> {
    const [peers] = await tx.manager.query<[PeerPair[], number]>(
      `DELETE FROM listing_pair WHERE state = 'doubtful' AND (one = $1 OR other = $1)
       RETURNING CASE WHEN one = $1 THEN other ELSE one END AS peer, likeness::float8, metres::float8`,
      [from],
    );
    const rows = await tx.manager.query<{ peer: number }[]>(
      `INSERT INTO listing_pair (one, other, likeness, metres)
       SELECT least($1, p.peer), greatest($1, p.peer), p.likeness, p.metres
         FROM jsonb_to_recordset($2::jsonb) AS p (peer int, likeness real, metres real) WHERE p.peer <> $1
       ON CONFLICT (one, other) DO NOTHING RETURNING CASE WHEN one = $1 THEN other ELSE one END AS peer`,
      [to, JSON.stringify(peers)],
    );
    return { peers, newPeers: rows.map(({ peer }) => peer) };
  }
}
