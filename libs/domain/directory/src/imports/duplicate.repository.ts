import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';

/** One of two listings that may be the same business. */
export interface PairMember {
  readonly id: number;
  readonly name: string | null;
  readonly category: string | null;
  readonly address: string | null;
  readonly commune: string | null;
  readonly siret: string | null;
  readonly sources: readonly string[];
}

export interface DoubtfulPair {
  /** `<smaller id>-<larger id>`. */
  readonly id: string;
  /** 0 to 1. */
  readonly likeness: number;
  readonly metres: number | null;
  readonly members: readonly [PairMember, PairMember];
}

/** Numbers of the two listings, the smaller first. */
export interface PairKey {
  readonly one: number;
  readonly other: number;
}

const member = (alias: string, id: string): string => `
  LATERAL (SELECT jsonb_build_object('id', l.id, 'name', l.name, 'category', l.category, 'address', l.address_line,
             'commune', c.name, 'siret', l.siret,
             'sources', (SELECT coalesce(jsonb_agg(DISTINCT k.source), '[]') FROM listing_source k WHERE k.listing_id = l.id)) AS shown
     FROM listing l LEFT JOIN commune c ON c.code = l.commune WHERE l.id = ${id} AND l.visibility <> 'merged') ${alias}`;

const LIST_DOUBTFUL = `
  SELECT p.one || '-' || p.other AS id, p.likeness::float8, p.metres::float8, jsonb_build_array(a.shown, b.shown) AS members
    FROM listing_pair p, ${member('a', 'p.one')}, ${member('b', 'p.other')}
   WHERE p.state = 'doubtful' ORDER BY p.likeness DESC, p.metres NULLS LAST, p.one, p.other LIMIT $1`;

/** Pairs of listings that may be one. */
export class DuplicateRepository {
  /** Those that wait for a decision, the most alike first. */
  async listDoubtful(tx: TenantTx, limit: number): Promise<DoubtfulPair[]> {
    return tx.manager.query<DoubtfulPair[]>(LIST_DOUBTFUL, [limit]);
  }

  /** False where the pair is not there or decided already. */
  async decide(
    tx: TenantWriteTx,
    { one, other }: PairKey,
    state: 'merged' | 'distinct',
    by: string,
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE listing_pair SET state = $3, decided_by = $4, decided_at = now()
        WHERE one = $1 AND other = $2 AND state = 'doubtful'`,
      [one, other, state, by],
    );
    return count === 1;
  }

  /** Which of the two keeps its number: the one that the register knows, else the older. */
  async findSurvivor(tx: TenantWriteTx, { one, other }: PairKey): Promise<number> {
    const rows = await tx.manager.query<{ id: number }[]>(
      `SELECT id FROM listing WHERE id IN ($1, $2) AND visibility <> 'merged'
        ORDER BY siret IS NULL, created_at, id FOR UPDATE`,
      [one, other],
    );
    return rows[0]?.id ?? one;
  }

  /** The sources of one listing tell of another from now on, and its address leads there. */
  async moveSources(tx: TenantWriteTx, from: number, to: number): Promise<void> {
    await tx.manager.query(
      'UPDATE listing_source SET listing_id = $2, changed_at = now() WHERE listing_id = $1',
      [from, to],
    );
    await tx.manager.query('UPDATE listing SET merged_into = $2 WHERE merged_into = $1', [from, to]);
    await tx.manager.query(
      `UPDATE listing SET merged_into = $2, visibility = 'merged', siret = NULL WHERE id = $1`,
      [from, to],
    );
    // Whoever was like the one that is gone is now like the other.
    await tx.manager.query(
      `INSERT INTO listing_pair (one, other, likeness, metres)
       SELECT least($2, p.peer), greatest($2, p.peer), p.likeness, p.metres
         FROM (SELECT CASE WHEN one = $1 THEN other ELSE one END AS peer, likeness, metres
                 FROM listing_pair WHERE state = 'doubtful' AND (one = $1 OR other = $1)) p
        WHERE p.peer <> $2
       ON CONFLICT (one, other) DO NOTHING`,
      [from, to],
    );
    await tx.manager.query("DELETE FROM listing_pair WHERE state = 'doubtful' AND (one = $1 OR other = $1)", [
      from,
    ]);
  }
}
