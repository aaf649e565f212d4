import { copyInto, copyLine, cursorRows } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SourceKind } from '../readers/source-record';
import type { ChangeKind, ChangeSample } from '../runs/directory-import';
import { type Candidate, MAX_MATCH_METRES, type Match } from './match';
import { FACTS_TARGET, type PlannedRow } from '../staging/staging-line';

/** A new row with the listings around it. */
export interface NearRow {
  readonly sourceId: string;
  readonly name: string;
  readonly category: string | null;
  readonly candidates: readonly Candidate[];
}

interface NearPair extends Candidate {
  readonly sourceId: string;
  readonly rowName: string;
  readonly rowCategory: string | null;
}

export interface PlanCounts {
  readonly changes: Readonly<Partial<Record<ChangeKind, number>>>;
  readonly matchedBySiret: number;
  readonly matchedByPlace: number;
  readonly doubtful: number;
  readonly closedUnknown: number;
}

/** Sides of the cells in which neighbours are looked for, in degrees: no less than the longest distance of a match. */
const CELL_LATITUDE = 0.002;
const CELL_LONGITUDE = 0.003;

/** The row of an edition that was lost: known again by this beginning of its digest. */
export const GONE_DIGEST = 'gone:';

const METRES = `111320 * sqrt(power((u.longitude - c.longitude) * cos(radians(u.latitude)), 2) + power(u.latitude - c.latitude, 2))`;

// A subquery with OFFSET is run for each row of the plan and reads its row by its place: what rows tell is in no hash and no
// sort.
const PLANNED = `
  SELECT s.line, s.source_id AS "sourceId", s.digest, s.packed
    FROM import_plan p CROSS JOIN LATERAL (SELECT * FROM listing_staging WHERE ctid = p.staged OFFSET 0) s`;

/** `import_plan`: what the merge is about to do. Every big join is of narrow columns: facts are read by their place alone. */
@Injectable()
export class PlanRepository {
  async clear(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query('TRUNCATE import_plan, import_facts');
  }

  /** Rows that the source told before and tells otherwise now. */
  async addKnown(tx: TenantWriteTx, source: SourceKind): Promise<void> {
    await tx.manager.query(
      `INSERT INTO import_plan (staged, source_id, siret, listing_id, change, found)
       SELECT d.staged, d.source_id, d.siret, d.listing_id,
              (SELECT CASE WHEN d.masked AND NOT (k.facts->>'partialDiffusion')::boolean THEN 'masked'
                           WHEN d.closed AND k.facts#>>'{status,state}' = 'open' THEN 'closed'
                           WHEN NOT d.closed AND k.facts#>>'{status,state}' = 'closed' THEN 'reopened'
                           ELSE 'changed' END
                 FROM listing_source k WHERE k.source = $1 AND k.source_id = d.source_id),
              'known'
         FROM (SELECT s.ctid AS staged, s.source_id, s.siret, s.masked, s.closed, k.listing_id
                 FROM listing_staging s JOIN listing_source k ON k.source = $1 AND k.source_id = s.source_id
                WHERE k.digest <> s.digest OFFSET 0) d`,
      [source],
    );
  }

  /** Rows that the source told before and tells no more. */
  async addGone(tx: TenantWriteTx, source: SourceKind): Promise<void> {
    await tx.manager.query(
      `INSERT INTO import_plan (source_id, listing_id, change, found)
       SELECT k.source_id, k.listing_id, 'gone', 'known'
         FROM listing_source k
        WHERE k.source = $1 AND k.digest NOT LIKE $2
          AND NOT EXISTS (SELECT 1 FROM listing_staging s WHERE s.source_id = k.source_id)`,
      [source, `${GONE_DIGEST}%`],
    );
  }

  /** Rows that the source tells for the first time: of a listing of their number, else of a new one. */
  async addNew(tx: TenantWriteTx, source: SourceKind): Promise<void> {
    await tx.manager.query(
      `INSERT INTO import_plan (staged, source_id, siret, listing_id, change, found)
       SELECT staged, source_id, siret, coalesce(known, nextval(pg_get_serial_sequence('listing', 'id'))::int), 'added',
              CASE WHEN known IS NULL THEN 'new' ELSE 'siret' END
         FROM (SELECT s.ctid AS staged, s.source_id, s.siret, coalesce(l.merged_into, l.id) AS known
                 FROM listing_staging s
                 LEFT JOIN listing_source k ON k.source = $1 AND k.source_id = s.source_id
                 LEFT JOIN listing l ON l.siret = s.siret
                WHERE k.source_id IS NULL AND (l.id IS NOT NULL OR NOT s.closed)
                -- Neighbours get numbers near each other, so that what is written together lies together.
                ORDER BY s.commune, s.line) fresh`,
      [source],
    );
    if (source === 'sirene') return;
    await tx.manager.query(
      `UPDATE import_plan p SET listing_id = g.first
         FROM (SELECT siret, min(listing_id) AS first FROM import_plan
                WHERE siret IS NOT NULL AND found = 'new' GROUP BY siret HAVING count(*) > 1) g
        WHERE p.siret = g.siret AND p.found = 'new'`,
    );
  }

  /** Whether any listing could be one of the new rows: an empty directory needs no looking. */
  async hasMatchable(tx: TenantTx, source: SourceKind): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM listing WHERE visibility = 'public' AND state = 'open' AND NOT demonstration
          AND ($1 <> 'sirene' OR siret IS NULL) LIMIT 1`,
      [source],
    );
    return rows.length > 0;
  }

  /**
   * The new rows that have listings around them with a word of their name, or of the very name in their commune where one
   * of the two has no position. Two numbers are two businesses, and so are two rows of one edition.
   */
  async *nearRows(tx: TenantWriteTx, source: SourceKind): AsyncGenerator<NearRow[]> {
    const sql = `
      WITH unmatched AS (
        SELECT f.source_id, f.siret, f.commune, f.longitude, f.latitude, f.match_name, f.category,
               floor(f.longitude / ${CELL_LONGITUDE})::int AS x, floor(f.latitude / ${CELL_LATITUDE})::int AS y,
               (SELECT w FROM unnest(string_to_array(f.match_name, ' ')) w ORDER BY length(w) DESC, w LIMIT 1) AS word
          FROM import_plan p JOIN import_facts f ON f.source_id = p.source_id
         WHERE p.found = 'new' AND f.match_name <> ''
      ), taken AS (
        SELECT DISTINCT k.listing_id FROM listing_source k JOIN listing_staging s ON s.source_id = k.source_id
         WHERE k.source = $1
      ), candidate AS (
        SELECT l.id, l.siret, l.commune, l.name, l.folded_name, l.category,
               CASE WHEN l.position_precision = 'address' THEN l.longitude END AS longitude, l.latitude,
               floor(l.longitude / ${CELL_LONGITUDE})::int AS x, floor(l.latitude / ${CELL_LATITUDE})::int AS y
          FROM listing l
         WHERE l.visibility = 'public' AND l.state = 'open' AND NOT l.demonstration
           AND ($1 <> 'sirene' OR l.siret IS NULL) AND l.id NOT IN (SELECT listing_id FROM taken)
      ), pair AS (
        SELECT u.source_id, u.match_name, u.category AS row_category, c.id, c.name, c.category, ${METRES} AS metres
          FROM (SELECT unmatched.*, x + dx AS near_x, y + dy AS near_y
                  FROM unmatched, generate_series(-1, 1) AS dx, generate_series(-1, 1) AS dy
                 WHERE longitude IS NOT NULL OFFSET 0) u
          JOIN candidate c ON c.x = u.near_x AND c.y = u.near_y
         WHERE (u.siret IS NULL OR c.siret IS NULL) AND c.longitude IS NOT NULL
           AND string_to_array(u.match_name, ' ') && string_to_array(c.folded_name, ' ')
           AND ${METRES} <= ${MAX_MATCH_METRES}
        UNION ALL
        SELECT u.source_id, u.match_name, u.category, c.id, c.name, c.category, NULL
          FROM unmatched u
          -- By the longest word of the row, so that only who has it too is compared.
          JOIN (SELECT candidate.*, word FROM candidate,
                       LATERAL (SELECT DISTINCT unnest(string_to_array(folded_name, ' ')) AS word) words OFFSET 0) c
            ON c.commune = u.commune AND c.word = u.word
           AND string_to_array(u.match_name, ' ') <@ string_to_array(c.folded_name, ' ')
         WHERE (u.siret IS NULL OR c.siret IS NULL) AND (u.longitude IS NULL OR c.longitude IS NULL)
      )
      SELECT source_id AS "sourceId", match_name AS "rowName", row_category AS "rowCategory", id AS listing, name, category,
             metres::float8 AS metres
        FROM pair ORDER BY source_id`;
    // Nobody knows yet how much the plan holds: taken for little, each row would be compared with each listing.
    await tx.manager.query('SET LOCAL enable_nestloop = off');
    let open: NearPair[] = [];
    for await (const pairs of cursorRows<NearPair>(tx.manager, sql, [source])) {
      const all = [...open, ...pairs];
      const last = all.at(-1)?.sourceId;
      open = all.filter(({ sourceId }) => sourceId === last);
      yield grouped(all.filter(({ sourceId }) => sourceId !== last));
    }
    await tx.manager.query('SET LOCAL enable_nestloop = on');
    yield grouped(open);
  }

  /** Notes what the new rows are, or may be. */
  async addMatches(tx: TenantWriteTx, matches: ReadonlyMap<string, Match>): Promise<void> {
    const lines = [...matches].map(([sourceId, { kind, listing, likeness, metres }]) =>
      copyLine([sourceId, 0, 'match', kind, listing, likeness, metres]),
    );
    if (lines.length === 0) return;
    await copyInto(
      tx.manager,
      'import_plan (source_id, listing_id, change, found, pair_with, likeness, metres)',
      lines,
    );
  }

  /** A listing is taken by the row that is most like it; the others that were sure of it are doubtful. */
  async settleMatches(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query(
      `UPDATE import_plan p
          SET found = CASE WHEN m.kind = 'sure' AND m.rank = 1 THEN 'place' ELSE 'doubtful' END,
              listing_id = CASE WHEN m.kind = 'sure' AND m.rank = 1 THEN m.pair_with ELSE p.listing_id END,
              pair_with = m.pair_with, likeness = m.likeness, metres = m.metres
         FROM (SELECT source_id, found AS kind, pair_with, likeness, metres,
                      row_number() OVER (PARTITION BY pair_with, found ORDER BY likeness DESC, metres, source_id) AS rank
                 FROM import_plan WHERE change = 'match') m
        WHERE p.source_id = m.source_id AND p.found = 'new'`,
    );
    await tx.manager.query("DELETE FROM import_plan WHERE change = 'match'");
  }

  async count(tx: TenantTx, source: SourceKind): Promise<PlanCounts> {
    const rows = await tx.manager.query<{ change: ChangeKind; found: string; n: number }[]>(
      'SELECT change, found, count(*)::int AS n FROM import_plan GROUP BY 1, 2',
    );
    const [ignored] = await tx.manager.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM listing_staging s
        WHERE s.closed AND NOT EXISTS (SELECT 1 FROM listing_source k WHERE k.source = $1 AND k.source_id = s.source_id)
          AND NOT EXISTS (SELECT 1 FROM listing l WHERE l.siret = s.siret)`,
      [source],
    );
    const changes: Partial<Record<ChangeKind, number>> = {};
    for (const { change, n } of rows) changes[change] = (changes[change] ?? 0) + n;
    const foundBy = (how: string) =>
      rows.filter(({ found }) => found === how).reduce((sum, { n }) => sum + n, 0);
    return {
      changes,
      matchedBySiret: foundBy('siret'),
      matchedByPlace: foundBy('place'),
      doubtful: foundBy('doubtful'),
      closedUnknown: ignored?.n ?? 0,
    };
  }

  /** How many rows of the source the directory has, those left out that were lost before. */
  async countSource(tx: TenantTx, source: SourceKind): Promise<number> {
    const [row] = await tx.manager.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM listing_source WHERE source = $1 AND digest NOT LIKE $2',
      [source, `${GONE_DIGEST}%`],
    );
    return row?.n ?? 0;
  }

  /** The planned rows of the file, to be interpreted. */
  plannedRows(tx: TenantWriteTx, batch: number): AsyncGenerator<PlannedRow[]> {
    return cursorRows<PlannedRow>(tx.manager, PLANNED, [], batch);
  }

  async addFacts(tx: TenantWriteTx, lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await copyInto(tx.manager, FACTS_TARGET, [lines.join('')]);
  }

  /** Rows that turned out to tell nothing. */
  async drop(tx: TenantWriteTx, sourceIds: readonly string[]): Promise<void> {
    if (sourceIds.length > 0)
      await tx.manager.query('DELETE FROM import_plan WHERE source_id = ANY ($1)', [sourceIds]);
  }

  /** The first of each kind of change, in the order of the file. */
  async samples(tx: TenantTx, each: number): Promise<ChangeSample[]> {
    const planned = await tx.manager.query<Pick<ChangeSample, 'change' | 'sourceId' | 'name' | 'commune'>[]>(
      `SELECT p.change, p.source_id AS "sourceId", l.name, l.commune
         FROM (SELECT *, row_number() OVER (PARTITION BY change ORDER BY staged, source_id) AS rank FROM import_plan) p
         LEFT JOIN listing l ON l.id = p.listing_id
        WHERE p.rank <= $1 ORDER BY p.change, p.rank`,
      [each],
    );
    const facts = await tx.manager.query<Omit<ChangeSample, 'change'>[]>(
      `SELECT source_id AS "sourceId", line, facts::jsonb->>'displayName' AS name, commune
         FROM import_facts WHERE source_id = ANY ($1)`,
      [planned.map(({ sourceId }) => sourceId)],
    );
    const byId = new Map(facts.map((row) => [row.sourceId, row] as const));
    return planned.map((row) => ({ ...row, line: null, ...byId.get(row.sourceId) }));
  }
}

/** Pairs come in the order of their rows. */
function grouped(pairs: readonly NearPair[]): NearRow[] {
  const rows: (NearRow & { readonly candidates: Candidate[] })[] = [];
  for (const pair of pairs) {
    const { sourceId, rowName, rowCategory, ...candidate } = pair;
    const last = rows.at(-1);
    if (last?.sourceId === sourceId) last.candidates.push(candidate);
    else rows.push({ sourceId, name: rowName, category: rowCategory, candidates: [candidate] });
  }
  return rows;
}
