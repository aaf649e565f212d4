import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { ProductFinder } from '@halles/domain/catalogue';
import { FEATURES } from '@halles/domain/listings';
import { OrdersModule } from '@halles/domain/orders';
import { SearchModule, type SearchQuery, searchQuery, SearchService } from '@halles/domain/search';
import type { TenantContext } from '@halles/platform/tenancy';
import { servicesOf, type World } from '@halles/testing';
import { withWorld } from './engines';
import { describeLoad, measure } from './measure';
import { syntheticProducts } from './search/synthetic-products';
import { syntheticTenant } from './search/synthetic-directory';

/**
 * What products cost the search of a directory: `npm run bench -- products [listings] [products]`, 60,000 and 200,000 unless
 * said. The same questions before and after there are products, and those that products answer, each with what the list
 * says of them, as pages and programs ask. Budget: none takes more than a quarter longer than before, and naming the
 * products takes no longer than finding the shops.
 */
const ROUND = 3_000;
const SLUG = 'grande-region';

type Question = Pick<SearchQuery, 'text'> & Partial<SearchQuery>;

const sampleOf = async (world: World, ctx: TenantContext, sql: string): Promise<Question[]> =>
  (await world.work.read(ctx, ({ manager }) => manager.query<{ text: string }[]>(sql))).map(({ text }) => ({
    text,
  }));

/** Questions that names answer: a whole name, words of few and of very many, as of products below. */
async function namesOf(world: World, ctx: TenantContext): Promise<Record<string, Question[]>> {
  return {
    'the name of a business': await sampleOf(
      world,
      ctx,
      'SELECT folded_name AS text FROM listing ORDER BY md5(id::text) LIMIT 300',
    ),
    'a word of the names of few': await sampleOf(
      world,
      ctx,
      `SELECT value AS text FROM search_key WHERE kind = 'word' AND listings BETWEEN 2 AND 20 ORDER BY md5(value) LIMIT 300`,
    ),
    'a word of the names of very many': await sampleOf(
      world,
      ctx,
      `SELECT value AS text FROM search_key WHERE kind = 'word' ORDER BY listings DESC LIMIT 50`,
    ),
    everything: [{ text: '' }],
  };
}

async function productsOf(world: World, ctx: TenantContext): Promise<Record<string, Question[]>> {
  const words = await sampleOf(
    world,
    ctx,
    `SELECT value AS text FROM search_key WHERE kind = 'word' AND value LIKE 'produit%' AND listings BETWEEN 2 AND 20
      ORDER BY md5(value) LIMIT 300`,
  );
  const common = await sampleOf(
    world,
    ctx,
    `SELECT value AS text FROM search_key WHERE kind = 'word' AND value LIKE 'produit%' ORDER BY listings DESC LIMIT 50`,
  );
  const whole = await sampleOf(
    world,
    ctx,
    'SELECT lower(name) AS text FROM product ORDER BY md5(id::text) LIMIT 300',
  );
  return {
    'a product of few shops': words,
    'a product of very many shops': common,
    'two words of a product': whole,
    'the same, of shops that take orders': whole.map((question) => ({
      ...question,
      features: ['orders'] as const,
    })),
  };
}

async function main(): Promise<void> {
  const listings = Number(process.argv[2] ?? 60_000);
  const products = Number(process.argv[3] ?? 200_000);
  await withWorld({}, async (world) => {
    const ctx = await syntheticTenant(world, listings, SLUG);
    const services = await servicesOf(world, [OrdersModule, SearchModule]);
    const [search, finder] = [services.get(SearchService), services.get(ProductFinder)];
    const naming = { ms: 0, results: 0, asked: 0 };
    const ask = (question: Question) =>
      world.work.read(ctx, async (tx) => {
        const { page } = await search.searchWithFacetsIn(
          tx,
          searchQuery({ locale: 'fr', at: Date.now(), ...question }),
        );
        const shops = page.results.flatMap(({ listing: { id, features } }) =>
          features & FEATURES.orders ? [id] : [],
        );
        const found = performance.now();
        await finder.matchingIn(tx, shops, page.interpretation.words);
        naming.ms += performance.now() - found;
        naming.results += page.results.length;
        naming.asked += 1;
      });
    const tell = async (title: string, questions: readonly Question[]): Promise<void> => {
      let turn = 0;
      const next = () => ask(questions[turn++ % questions.length] ?? { text: '' });
      await measure(1, ROUND / 4, next);
      Object.assign(naming, { ms: 0, results: 0, asked: 0 });
      const { p50, p99, rate } = await measure(1, ROUND, next);
      const [results, named] = [naming.results / naming.asked, naming.ms / naming.asked];
      console.log(
        `  ${title.padEnd(40)} ${rate.toFixed(0).padStart(5)} /s   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms   ${results.toFixed(1)} results, ${named.toFixed(2)} ms to name products`,
      );
    };
    console.log(`${listings.toLocaleString('en-GB')} listings, no product; ${describeLoad()}`);
    const names = await namesOf(world, ctx);
    for (const [title, questions] of Object.entries(names)) await tell(title, questions);
    await syntheticProducts(world, ctx, products);
    console.log(`${products.toLocaleString('en-GB')} products; ${describeLoad()}`);
    for (const [title, questions] of Object.entries(names)) await tell(title, questions);
    for (const [title, questions] of Object.entries(await productsOf(world, ctx)))
      await tell(title, questions);
  });
}

await main();
