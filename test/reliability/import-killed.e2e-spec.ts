import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { platformOf } from '@halles/testing';
import {
  anImport,
  aSireneFile,
  aSiret,
  type DirectoryWorld,
  openDirectoryWorld,
} from '@halles/testing/imports';
import { until } from './stage';

/** A moment in an import: see `crash-at.mjs`. */
interface CrashPoint {
  readonly at: string;
  readonly text: string;
  readonly after?: string;
  readonly when: 'before' | 'sent' | 'written' | 'answered';
  /** What of the import is on disk: its row, what it read, or all of it. */
  readonly leaves: 'nothing' | 'a row' | 'staged rows' | 'the whole';
}

const STAGED = "SET state = 'merging', staged_rows";
const ENDED = 'UPDATE directory_import SET state = \\$3';
const CLAIMED = '^UPDATE directory_import SET runner';

const POINTS: readonly CrashPoint[] = [
  { at: 'before it is asked for', text: '^INSERT INTO directory_import', when: 'before', leaves: 'nothing' },
  { at: 'asked for, not stored', text: '^INSERT INTO directory_import', when: 'answered', leaves: 'nothing' },
  { at: 'stored, not taken', text: CLAIMED, when: 'before', leaves: 'a row' },
  { at: 'taken', text: '^COMMIT', after: CLAIMED, when: 'answered', leaves: 'a row' },
  { at: 'the last staging emptied', text: '^TRUNCATE listing_staging', when: 'answered', leaves: 'a row' },
  { at: 'about to read', text: '^COPY listing_staging', when: 'sent', leaves: 'a row' },
  { at: 'in the middle of the file', text: '^COPY listing_staging', when: 'written', leaves: 'a row' },
  { at: 'all read', text: '^WITH removed AS', when: 'answered', leaves: 'a row' },
  { at: 'staged, not committed', text: STAGED, when: 'answered', leaves: 'a row' },
  { at: 'staged', text: '^COMMIT', after: STAGED, when: 'answered', leaves: 'staged rows' },
  { at: 'about to merge', text: '^LOCK TABLE listing_staging', when: 'answered', leaves: 'staged rows' },
  { at: 'while it compares', text: '^INSERT INTO import_plan', when: 'sent', leaves: 'staged rows' },
  { at: 'compared', text: '^INSERT INTO import_plan', when: 'answered', leaves: 'staged rows' },
  { at: 'while it interprets', text: '^COPY import_facts', when: 'written', leaves: 'staged rows' },
  { at: 'the last undo forgotten', text: '^TRUNCATE import_change', when: 'answered', leaves: 'staged rows' },
  {
    at: 'what it replaces is kept',
    text: '^INSERT INTO import_change',
    when: 'answered',
    leaves: 'staged rows',
  },
  {
    at: 'while sources are written',
    text: '^INSERT INTO listing_source',
    when: 'sent',
    leaves: 'staged rows',
  },
  { at: 'sources written', text: '^INSERT INTO listing_source', when: 'answered', leaves: 'staged rows' },
  {
    at: 'what is gone is closed',
    text: '^UPDATE listing_source k SET facts',
    when: 'answered',
    leaves: 'staged rows',
  },
  { at: 'among the listings', text: '^INSERT INTO listing AS l', when: 'answered', leaves: 'staged rows' },
  { at: 'among the words of the search', text: '^COPY search_entry', when: 'written', leaves: 'staged rows' },
  { at: 'the version raised', text: 'INSERT INTO directory_state', when: 'answered', leaves: 'staged rows' },
  { at: 'ended, not committed', text: ENDED, when: 'answered', leaves: 'staged rows' },
  { at: 'committed', text: '^COMMIT', after: ENDED, when: 'answered', leaves: 'the whole' },
];

const ROWS = 1_200;
/** Of one edition and not of the other: what is new in this one, and gone in the next. */
const OWN = 60;

/** One of two editions that follow upon one another for ever: each adds, changes and closes something. */
const edition = (odd: boolean): string =>
  aSireneFile(
    Array.from({ length: ROWS }, (_, n) => n)
      .filter((n) => (odd ? n >= OWN : n < ROWS - OWN))
      .map((n) => ({ siret: aSiret(n + 1), name: `CAVE ${odd && n % 9 === 0 ? 'NEUVE' : 'NUMERO'} ${n}` })),
  );

describe('an import that is killed', () => {
  let directory: DirectoryWorld;
  const files: string[] = [];
  let editions = 0;

  /** What the directory holds, without the numbers of rows: those of what was rolled back are never given again. */
  const contents = (ctx: TenantContext) =>
    directory.rows<{ what: string; held: string }>(
      ctx,
      `SELECT 'listings' AS what, count(*) || md5(string_agg(held::text, ' ' ORDER BY siret)) AS held FROM (
         SELECT siret, to_jsonb(l) - '{id,opening_id,created_at,updated_at}'::text[] AS held FROM listing l) l
       UNION ALL SELECT 'sources', count(*) || md5(string_agg(concat(s.source, s.source_id, s.facts, s.reported_on, l.siret), ' '
         ORDER BY s.source_id)) FROM listing_source s JOIN listing l ON l.id = s.listing_id
       UNION ALL SELECT 'keys', md5(string_agg(concat(kind, value, listings), ' ' ORDER BY kind, value)) FROM search_key WHERE listings > 0
       UNION ALL SELECT 'entries', count(*) || md5(string_agg(concat(k.kind, k.value, l.siret), ' ' ORDER BY k.kind, k.value, l.siret))
         FROM search_entry e JOIN search_key k ON k.id = e.key JOIN listing l ON l.id = e.listing
       UNION ALL SELECT 'cells', md5(string_agg(concat(k.kind, k.value, zoom, x, y, c.listings), ' ' ORDER BY k.kind, k.value, zoom, x, y))
         FROM map_cell c JOIN search_key k ON k.id = c.key WHERE c.listings > 0
       UNION ALL SELECT 'version', (SELECT version::text FROM directory_state)`,
    );

  /** What imports leave behind that end: nothing is staged, planned or underway. */
  const leftovers = (ctx: TenantContext) =>
    directory.rows(
      ctx,
      `SELECT (SELECT count(*)::int FROM listing_staging) AS staged, (SELECT count(*)::int FROM import_plan) AS planned,
         (SELECT count(*)::int FROM import_facts) AS facts, (SELECT count(*)::int FROM pg_class
           WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r') AS tables,
         (SELECT count(*)::int FROM directory_import WHERE state IN ('queued', 'reading', 'merging')) AS underway`,
    );

  /** Whether the server still works for a client that is gone: it finds out when it answers, or within a second. */
  const isReleased = async (ctx: TenantContext): Promise<boolean> => {
    const [row] = await platformOf(directory.world).query<{ held: number }>(
      `SELECT count(*)::int AS held FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
        WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND l.pid <> pg_backend_pid() AND l.mode <> 'AccessShareLock'`,
      [ctx.tenant.schema],
    );
    return row?.held === 0;
  };

  /** The command of an operator in a process of its own. @returns the signal that ended it, or its exit code */
  async function run(ctx: TenantContext, file: string, vintage: string, point: CrashPoint) {
    const { slug } = ctx.tenant;
    const child = spawn(
      process.execPath,
      [
        ...['--import', join(process.cwd(), 'test/reliability/crash-at.mjs'), 'bin/halles.mjs'],
        ...['directory', 'import', '--here', '--accept-losses'],
        ...['--tenant', slug, '--sirene', file, '--vintage', vintage],
      ],
      {
        env: { PATH: process.env['PATH'], ...directory.world.env, CRASH_AT: JSON.stringify(point) },
        stdio: 'ignore',
      },
    );
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ?? code;
  }

  /** The next edition, as files and days follow one another. */
  const next = () => {
    editions += 1;
    return {
      file: required(files[editions % 2], 'an edition'),
      vintage: new Date(Date.UTC(2026, 0, editions)).toISOString().slice(0, 10),
    };
  };

  const importWhole = async (ctx: TenantContext, { file, vintage }: ReturnType<typeof next>) => {
    const of = { source: 'sirene', etablissements: file, unitesLegales: null } as const;
    const { state } = await directory.imports.importHere(ctx, anImport(of, { vintage }));
    expect(state).toBe('done');
  };

  const underway = async (ctx: TenantContext) =>
    (await directory.imports.listLatest(ctx, 1)).find(
      ({ state }) => state === 'reading' || state === 'merging' || state === 'queued',
    );

  /** Goes on with what the killed one left, as a worker does that the job is handed to, or begins anew, as an operator does. */
  async function runAgain(ctx: TenantContext, of: ReturnType<typeof next>, goesOn: boolean): Promise<void> {
    const row = await underway(ctx);
    if (row && goesOn) return directory.runner.run(ctx, row.id);
    await directory.world.work.write(ctx, ({ manager }) =>
      manager.query(`UPDATE directory_import SET heartbeat_at = now() - interval '1 hour'`),
    );
    await importWhole(ctx, of);
  }

  beforeAll(async () => {
    directory = await openDirectoryWorld();
    files.push(
      await directory.file('even.csv', edition(false)),
      await directory.file('odd.csv', edition(true)),
    );
    const { here, there } = directory.world;
    for (const one of [next(), next()]) for (const ctx of [here, there]) await importWhole(ctx, one);
  }, 120_000);
  afterAll(() => directory.close());

  it.each(POINTS.map((point, n) => [point.at, point, n % 2 === 0] as const))(
    '%s: merges all or nothing, and run again it is what an undisturbed one is',
    async (_at, point, goesOn) => {
      const { here, there } = directory.world;
      const of = next();
      const before = await contents(here);
      expect(await contents(there)).toEqual(before);
      expect(await run(here, of.file, of.vintage, point)).toBe('SIGKILL');
      await until('nothing is held for it', 60_000, () => isReleased(here));
      await importWhole(there, of);
      const whole = await contents(there);
      expect(whole).not.toEqual(before);
      expect(await contents(here)).toEqual(point.leaves === 'the whole' ? whole : before);
      const row = await underway(here);
      expect([row !== undefined, (row?.stagedRows ?? null) !== null]).toEqual(
        {
          nothing: [false, false],
          'a row': [true, false],
          'staged rows': [true, true],
          'the whole': [false, false],
        }[point.leaves],
      );
      if (point.leaves !== 'the whole') await runAgain(here, of, goesOn);
      expect(await contents(here)).toEqual(whole);
      expect(await leftovers(here)).toEqual(await leftovers(there));
      expect(await leftovers(here)).toMatchObject([{ staged: 0, planned: 0, facts: 0, underway: 0 }]);
    },
    120_000,
  );
});
