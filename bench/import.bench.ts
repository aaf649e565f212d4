import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Perimeter, perimeterSchema } from '@halles/contracts';
import { type DirectoryImport, ImportService, ImportsModule } from '@halles/domain/imports';
import { createTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { aTerritory, servicesOf, type World } from '@halles/testing';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withWorld } from './engines';
import { median } from './measure';
import { type StockFile, writeStockFile } from './sirene-file';

/**
 * `npm run bench -- import 700000 0`: how many open establishments the file has, and in how many rounds staging is compared
 * with the raw COPY; in none, the one COPY is set beside the first import's staging.
 */
const OPEN = Number(process.argv[2] ?? 60_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const SLUG = 'hauts-de-france';
/** Given as the fourth word to a process that only writes the file: its memory is not the import's. */
const WRITE_TO = process.argv[4];

const perimeterOf = (slug: string): Perimeter =>
  perimeterSchema.parse(JSON.parse(readFileSync(join('tenants', slug, 'perimeter.json'), 'utf8')));

const seconds = (started: number): number => (performance.now() - started) / 1_000;
const perSecond = (rows: number, took: number): string =>
  `${Math.round(rows / took).toLocaleString('en')} rows/s`;

function report(label: string, took: number, more = ''): void {
  console.log(`  ${label.padEnd(44)} ${took.toFixed(1).padStart(7)} s   ${more}`);
}

/** What a server does with the same bytes and no thought: every column a text, no index, no log. */
async function rawCopy(client: pg.Client, { path, header }: StockFile): Promise<number> {
  const columns = header.map((name) => `"${name}" text`).join(', ');
  await client.query(`DROP TABLE IF EXISTS raw_copy; CREATE UNLOGGED TABLE raw_copy (${columns})`);
  const started = performance.now();
  await pipeline(
    createReadStream(path, { highWaterMark: 512 * 1024 }),
    client.query(copyFrom('COPY raw_copy FROM STDIN (FORMAT csv, HEADER)')),
  );
  return seconds(started);
}

interface Peak {
  stop(): number;
}

/** The most memory that this process has had, in MB. */
function watchMemory(): Peak {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  return {
    stop: () => {
      clearInterval(timer);
      return most / 1_048_576;
    },
  };
}

async function oneImport(
  imports: ImportService,
  ctx: TenantContext,
  file: StockFile,
  dryRun: boolean,
): Promise<{ row: DirectoryImport; took: number }> {
  const started = performance.now();
  const row = await imports.importHere(ctx, {
    files: { source: 'sirene', etablissements: file.path, unitesLegales: null },
    vintage: '2026-11-01',
    dryRun,
    partial: false,
    acceptLosses: false,
  });
  if (row.failure !== null) throw new Error(row.failure.message.en);
  return { row, took: seconds(started) };
}

interface Staging {
  /** Seconds. */
  readonly raw: number;
  readonly staged: number | null;
}

async function compareStaging(
  world: World,
  imports: ImportService,
  ctx: TenantContext,
  file: StockFile,
): Promise<Staging> {
  const client = new pg.Client({ connectionString: world.config.databaseAdminUrl });
  await client.connect();
  const raw: number[] = [];
  const staged: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const copied = await rawCopy(client, file);
    if (ROUNDS === 0) raw.push(copied);
    if (ROUNDS === 0) break;
    const { row } = await oneImport(imports, ctx, file, true);
    if (round === 0 && ROUNDS > 1) continue;
    raw.push(copied);
    staged.push(row.report.seconds?.reading ?? 0);
  }
  // What this server did since is not to be cleaned up: it is thrown away.
  await client.query('ALTER SYSTEM SET autovacuum = off');
  await client.query('SELECT pg_reload_conf()');
  await client.query('DROP TABLE raw_copy');
  await client.end();
  return { raw: median(raw), staged: staged.length === 0 ? null : median(staged) };
}

function reportStaging({ rows }: StockFile, raw: number, staged: number): void {
  report('raw COPY of the file, 54 columns of text', raw, perSecond(rows, raw));
  report('read, checked and staged', staged, perSecond(rows, staged));
  console.log(`  staging is ${((100 * raw) / staged).toFixed(0)} % of the raw COPY`);
}

async function territoryOf(world: World): Promise<TenantContext> {
  const record = await createTenant(world.installation, {
    settings: aTerritory(SLUG),
    perimeter: perimeterOf(SLUG),
    state: 'live',
  });
  return createContext(toTenant(record), { kind: 'system', job: 'bench' }, 'bench');
}

/** The file, written by a process of its own. */
function stockFile(path: string): StockFile {
  const [, script = ''] = process.argv;
  const output = execFileSync(process.execPath, [script, String(OPEN), String(ROUNDS), path], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as StockFile;
}

async function run(world: World): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-import-'));
  try {
    const ctx = await territoryOf(world);
    const file = stockFile(join(folder, 'stock.csv'));
    const megabytes = (file.bytes / 1_048_576).toFixed(0);
    const [load = 0] = loadavg();
    console.log(
      `\n${file.rows} rows of StockEtablissement (${megabytes} MB), ${file.open} of them open; load ${load.toFixed(1)}`,
    );
    const imports = (await servicesOf(world, [ImportsModule])).get(ImportService);
    const compared = await compareStaging(world, imports, ctx, file);
    const before = process.memoryUsage.rss() / 1_048_576;
    const peak = watchMemory();
    const first = await oneImport(imports, ctx, file, false);
    const most = peak.stop();
    const { reading = 0, merging = 0 } = first.row.report.seconds ?? {};
    reportStaging(file, compared.raw, compared.staged ?? reading);
    report('first import', first.took, `staging ${reading.toFixed(1)} s, merge ${merging.toFixed(1)} s`);
    console.log(`  memory ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at its peak`);
    const second = await oneImport(imports, ctx, file, false);
    report('the same file again', second.took, `${(first.took / second.took).toFixed(1)} times as fast`);
    console.log(`  ${JSON.stringify(first.row.report.merge)}\n  ${JSON.stringify(second.row.report.merge)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (WRITE_TO === undefined) await withWorld({}, run);
else console.log(JSON.stringify(await writeStockFile(WRITE_TO, perimeterOf(SLUG), OPEN)));
