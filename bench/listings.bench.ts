import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { type ListingBatch, type ListingWriter, REFRESH_BATCH } from '@halles/domain/listings';
import { copyInto, copyLine } from '@halles/platform/database';
import type { TenantContext, TenantWriteTx } from '@halles/platform/tenancy';
import { listingWriterOf, sourceFacts, type World } from '@halles/testing';
import { withWorld } from './engines';
import { describeLoad } from './measure';

const NOW = new Date('2026-11-25T09:00:00Z');
const COUNT = Number(process.argv[2] ?? 25_000);

const kinds = [
  ['bakery', 'Boulangerie', 'Mo-Sa 07:00-19:30'],
  ['pharmacy', 'Pharmacie', 'Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-12:30'],
  ['restaurant', 'Restaurant', 'Tu-Sa 12:00-14:00,19:00-22:30'],
  ['hairdresser', 'Coiffure', 'Tu-Sa 09:00-18:00'],
  ['bookshop', 'Librairie', 'Mo-Sa 10:00-19:00; PH off'],
  ['garage', 'Garage', 'Mo-Fr 08:00-12:00,14:00-18:00'],
] as const;

/** A word of two or three syllables for each number: some thousands of names, as a region has. */
const syllables =
  'ba be bi bo cha che da de do fa fi ga gue la le li lo ma me mi mon na no pa pe ra re ri ro sa sou ta te vi'.split(
    ' ',
  );
const wordOf = (n: number): string =>
  [n, Math.floor(n / 34), Math.floor(n / 1_156)]
    .map((part) => syllables[part % syllables.length] ?? '')
    .join('');

/** The sources of a region's directory: shared hours, thousands of names, hundreds of streets. */
function* sources(first: number): Generator<string> {
  for (let n = 0; n < COUNT; n += 1) {
    const [category, kind, hours] = kinds[n % kinds.length] ?? kinds[0];
    const facts = sourceFacts({
      displayName:
        `${kind} ${wordOf((n * 7_919) % 9_001)} ${n % 3 === 0 ? wordOf((n * 104_729) % 3_001) : ''}`.trim(),
      category,
      openingHoursText: n % 4 === 0 ? null : hours,
      address: { number: String((n % 150) + 1), street: `rue ${wordOf((n * 31) % 701)}` },
      position: {
        longitude: -0.58 + (((n * 7_907) % 10_007) / 10_007 - 0.5) * 0.3,
        latitude: 44.84 + (((n * 6_101) % 10_009) / 10_009 - 0.5) * 0.2,
        precision: 'address',
      },
    });
    yield copyLine(['csv', `row-${n}`, first + n, '', JSON.stringify(facts), '2026-11-01']);
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1_000;
}

const ids = Array.from({ length: COUNT }, (_, n) => n + 1);

async function refreshAll(writer: ListingWriter, batch: ListingBatch): Promise<void> {
  for (let at = 0; at < COUNT; at += REFRESH_BATCH)
    await writer.refresh(batch, ids.slice(at, at + REFRESH_BATCH), NOW);
}

const report = (name: string, took: number): void =>
  console.log(
    `  ${name.padEnd(58)} ${took.toFixed(2).padStart(7)} s  ${(COUNT / took).toFixed(0).padStart(7)} listings/s`,
  );

const TABLES = [
  'opening',
  'listing',
  'search_key',
  'search_entry',
  'search_delete',
  'search_place',
  'map_cell',
];

/** The rows that the writer made, copied by the server alone into the same tables of another tenant: the limit. */
async function rawCopy(world: World, from: TenantContext, to: TenantContext): Promise<number> {
  let took = 0;
  await world.installation.onSchema('main', to.tenant.schema, async (runner) => {
    for (const table of TABLES) {
      const copy = `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${from.tenant.schema}.${table}`;
      took += await seconds(() => runner.query(copy));
    }
  });
  return took;
}

/** The writer of listings against the server's own copying of the same rows into the same tables with their indexes. */
await withWorld({}, async (world) => {
  const { work, here, there } = world;
  const writer = await listingWriterOf(world);
  await work.bulk(here, async ({ manager }) => {
    await copyInto(
      manager,
      'listing_source (source, source_id, listing_id, digest, facts, reported_on)',
      sources(1),
    );
    await manager.query('ANALYZE listing_source').catch(() => undefined);
    await manager.query('SET CONSTRAINTS ALL DEFERRED');
    const batch = writer.begin({ ctx: here, manager } as TenantWriteTx);
    report('refresh, new listings', await seconds(() => refreshAll(writer, batch)));
    report('finish', await seconds(() => writer.finish(batch, 'all', NOW)));
  });
  await work.bulk(here, async (tx) => {
    report('refresh, nothing changed', await seconds(() => refreshAll(writer, writer.begin(tx))));
  });
  report('raw: the same rows, INSERT … SELECT', await rawCopy(world, here, there));
  const [size] = await work.read(here, ({ manager }) =>
    manager.query<{ entries: string; deletions: string }[]>(
      `SELECT (SELECT count(*) FROM search_entry)::text AS entries, (SELECT count(*) FROM search_delete)::text AS deletions`,
    ),
  );
  console.log(`  ${size?.entries} search entries, ${size?.deletions} spellings; ${describeLoad()}`);
});
