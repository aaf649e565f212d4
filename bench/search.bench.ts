import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { derivePassword } from '@halles/platform/database';
import { SearchModule, SearchService } from '@halles/domain/search';
import type { TenantContext } from '@halles/platform/tenancy';
import { servicesOf, type World } from '@halles/testing';
import pg from 'pg';
import { withWorld } from './engines';
import { compare, describeLoad, measure, type Sample } from './measure';
import { BenchPortal } from './search/portal';
import { type Question, questionsOf } from './search/questions';
import { run, RecordingUnitOfWork, type RecordedStatement, replay } from './search/recording';
import { syntheticTenant } from './search/synthetic-directory';

/**
 * Every way to search, over HTTP and as pages, beside the very statements that it asks replayed by pg, prepared, in the
 * same run: `npm run bench -- search [listings]`, 60,000 unless said. Budgets: JSON ≥ 50 % of the statements alone, p99
 * below twenty times the p50 of the statements with one client.
 */
const CLIENTS = 16;
const ROUND = 1_500;
const ROUNDS = 3;
const QUESTIONS = 400;
const SLUG = 'grande-region';

/** Takes the questions in turn. */
function inTurn<T>(items: readonly T[], work: (item: T) => Promise<unknown>): () => Promise<unknown> {
  let turn = 0;
  return () => {
    const item = items[turn % items.length] as T;
    turn += 1;
    return work(item);
  };
}

function rawPool(world: World, ctx: TenantContext): pg.Pool {
  const address = world.installation.addresses.get('main');
  const { role, schema } = ctx.tenant;
  return new pg.Pool({
    host: address?.host,
    port: address?.port,
    database: address?.database,
    user: role,
    password: derivePassword(world.config.masterKey, role),
    options: `-c search_path=${schema}`,
    max: CLIENTS,
  });
}

interface Contenders {
  readonly world: World;
  readonly ctx: TenantContext;
  readonly raw: pg.Pool;
  readonly portal: BenchPortal | null;
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text) ?? `b${names.size}`;
  names.set(text, known);
  return known;
}

async function record(
  { world, ctx }: Contenders,
  questions: readonly Question[],
): Promise<RecordedStatement[][]> {
  const recorder = new RecordingUnitOfWork(world.work);
  const search = (await servicesOf({ ...world, work: recorder }, [SearchModule])).get(SearchService);
  // The first question also asks what is then remembered.
  for (const { call } of questions.slice(0, 1)) await run(search, ctx, call);
  recorder.take();
  const recorded: RecordedStatement[][] = [];
  for (const { call } of questions) {
    await run(search, ctx, call);
    recorded.push(recorder.take());
  }
  return recorded;
}

const paged = (path: string): string =>
  path
    .replace('/api/v1/search', '/commerces')
    .replace('near=', 'autour=')
    .replace('radius=', 'rayon=')
    .replace('category=', 'categorie=');

async function contenders(title: string, all: Contenders, questions: readonly Question[]) {
  const { world, ctx, raw, portal } = all;
  const recorded = await record(all, questions);
  const search = (await servicesOf(world, [SearchModule])).get(SearchService);
  const statements = recorded.reduce((sum, list) => sum + list.length, 0) / recorded.length;
  const bare = await measure(
    1,
    ROUND,
    inTurn(recorded, (list) => replay(raw, list, nameOf)),
  );
  const runs: Record<string, () => Promise<Sample>> = {
    [`the ${statements.toFixed(1)} statements alone`]: () =>
      measure(
        CLIENTS,
        ROUND,
        inTurn(recorded, (list) => replay(raw, list, nameOf)),
      ),
    'the service in this process': () =>
      measure(
        CLIENTS,
        ROUND,
        inTurn(questions, ({ call }) => run(search, ctx, call)),
      ),
  };
  const answered = portal && (await portal.get(questions[0]?.path ?? '/')).status === 200 ? portal : null;
  if (answered) {
    const get = async (path: string) => {
      const { status, body } = await answered.get(path);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${body.slice(0, 300)}`);
    };
    runs['JSON over HTTP'] = () =>
      measure(
        CLIENTS,
        ROUND,
        inTurn(questions, ({ path }) => get(path ?? '/')),
      );
    if (questions[0]?.call.kind === 'search')
      runs['the page over HTTP'] = () =>
        measure(
          CLIENTS,
          ROUND,
          inTurn(questions, ({ path }) => get(paged(path ?? '/'))),
        );
  }
  const results = await compare(runs, ROUNDS);
  print(`${title} (one client: p50 ${bare.p50.toFixed(2)} ms)`, results, bare.p50);
}

function print(title: string, results: Readonly<Record<string, Sample>>, bare: number): void {
  console.log(`\n${title}`);
  const [base] = Object.values(results);
  for (const [name, { rate, p50, p99 }] of Object.entries(results)) {
    const ratio = base ? `${((rate / base.rate) * 100).toFixed(0)} %` : '';
    const tail = `p99 ${p99.toFixed(1)} ms (${(p99 / bare).toFixed(0)} ×)`;
    console.log(
      `  ${name.padEnd(32)} ${rate.toFixed(0).padStart(6)} /s   p50 ${p50.toFixed(2)} ms   ${tail}   ${ratio}`,
    );
  }
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 60_000);
  const env = {
    POOL_MAX_PER_TENANT: String(CLIENTS),
    BIND_ADDRESS: '127.0.0.1',
    NODE_ENV: 'production',
    TRUSTED_PROXIES: '127.0.0.0/8',
  };
  await withWorld({ env }, async (world) => {
    const started = performance.now();
    const ctx = await syntheticTenant(world, count, SLUG);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(`${count.toLocaleString('en-GB')} listings made in ${seconds} s; ${describeLoad()}`);
    const raw = rawPool(world, ctx);
    const portal = await BenchPortal.start(world, SLUG, CLIENTS);
    if (!portal) console.log('The portal is not built (npm run build): the service alone is measured.');
    try {
      const questions = await questionsOf(world.work, ctx, QUESTIONS);
      for (const [title, each] of Object.entries(questions))
        await contenders(title, { world, ctx, raw, portal }, each);
    } finally {
      portal?.stop();
      await raw.end();
    }
    console.log(`\n${describeLoad()}`);
  });
}

await main();
