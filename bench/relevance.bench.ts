import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { SearchModule, searchQuery, SearchService } from '@halles/domain/search';
import type { TenantContext } from '@halles/platform/tenancy';
import { servicesOf } from '@halles/testing';
import { withWorld } from './engines';
import { bordeauxCases } from './relevance/bordeaux-queries';
import { type Expectation, isMet, type RelevanceCase } from './relevance/expectation';
import { metzCases } from './relevance/metz-queries';
import { makeBordeaux, makeMetz } from './relevance/towns';

/**
 * Queries written by hand, with what they must find among the first three results, on the register of Metz and on what
 * Bordeaux ships with. Budget: 95 % of each town; nonsense finds nothing.
 */
const BUDGET = 0.95;

interface Outcome {
  readonly query: string;
  readonly expected: Expectation;
  readonly met: boolean;
  readonly found: string;
}

async function ask(
  search: SearchService,
  ctx: TenantContext,
  [query, expected]: RelevanceCase,
): Promise<Outcome> {
  const [text = '', where = ''] = query.split(' | ');
  const page = await search.search(ctx, searchQuery({ locale: 'fr', at: Date.now(), text, where, limit: 3 }));
  const listings = page.results.map(({ listing }) => listing);
  const found = listings
    .map(({ name, category, address }) => `${name} [${category}, ${address.street}]`)
    .join(' · ');
  return { query, expected, met: isMet(expected, listings), found };
}

/** Asks everything of one town, and tells what was missed. Returns whether the budget holds. */
export async function measureTown(
  search: SearchService,
  town: string,
  ctx: TenantContext,
  cases: readonly RelevanceCase[],
): Promise<boolean> {
  const started = performance.now();
  const outcomes: Outcome[] = [];
  for (const each of cases) outcomes.push(await ask(search, ctx, each));
  const ms = (performance.now() - started) / cases.length;
  const [sense, nonsense] = [false, true].map((none) =>
    outcomes.filter(({ expected }) => (expected.is === 'nothing') === none),
  ) as [Outcome[], Outcome[]];
  const share = (list: readonly Outcome[]) => list.filter(({ met }) => met).length / Math.max(1, list.length);
  for (const { query, expected, met, found } of outcomes)
    if (!met)
      console.log(`  missed: “${query}”, wanted ${JSON.stringify(expected)}, found ${found || 'nothing'}`);
  console.log(
    `${town}: ${(share(sense) * 100).toFixed(1)} % of ${sense.length} queries in the top 3 (budget ${BUDGET * 100} %), ` +
      `nothing for ${(share(nonsense) * 100).toFixed(1)} % of ${nonsense.length} without sense, ${ms.toFixed(1)} ms each`,
  );
  return share(sense) >= BUDGET && share(nonsense) === 1;
}

async function main(): Promise<void> {
  const root = process.cwd();
  await withWorld({ env: { POOL_MAX_PER_TENANT: '4' } }, async (world) => {
    const search = (await servicesOf(world, [SearchModule])).get(SearchService);
    const metz = await makeMetz(world, root);
    const bordeaux = await makeBordeaux(world, root);
    const held = [
      await measureTown(search, 'Metz', metz, metzCases),
      await measureTown(search, 'Bordeaux', bordeaux, bordeauxCases),
    ];
    if (held.includes(false)) process.exitCode = 1;
  });
}

await main();
