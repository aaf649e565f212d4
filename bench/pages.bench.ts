import { baseCategories } from '@halles/domain/categories';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TenantSettings } from '@halles/contracts';
import { required } from '@halles/kernel';
import { ThemeRegistry } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';
import autocannon from 'autocannon';
import { fastify } from 'fastify';
import { identify, presentLayout } from '../apps/portal/src/rendering/layout.presenter';
import type { PageScope } from '../apps/portal/src/rendering/page-scope';
import { presentHome } from '../apps/portal/src/static-pages/home.presenter';
import { withWorld } from './engines';
import { compare, median, printComparison, type Sample } from './measure';
import { describeSite } from '../apps/portal/src/rendering/json-ld';

/**
 * The home page, kept and fresh, against the raw limit of each: Fastify sending a buffer, and Fastify rendering the same
 * template from the same data. Budgets: kept ≥ 60 % (goal 80 %), fresh ≥ 60 %. Needs `npm run build`.
 */
const CONNECTIONS = 32;
const SECONDS = 2;
const ROUNDS = 7;
const SLUG = 'ici-bourg';
const RAW_ORIGIN = 'http://raw.example';
const root = process.cwd();

type Raw = 'hello' | 'buffer' | 'template';

/** A server of a few lines, in a process of its own. */
async function serveRaw(kind: Raw, port: number): Promise<void> {
  const settings = aTerritory(SLUG);
  const themes = new ThemeRegistry({
    root,
    production: true,
    watch: false,
    onError: (slug, error) => console.error(slug, error),
  });
  const render = (): string => renderHome(themes, settings);
  const cached = Buffer.from(render());
  const server = fastify({ logger: false });
  server.get('/', (_request, reply) => {
    if (kind === 'hello') return reply.send('hello');
    void reply.header('content-type', 'text/html; charset=utf-8');
    return reply.send(kind === 'buffer' ? cached : render());
  });
  await server.listen({ port, host: '127.0.0.1' });
  process.send?.('ready');
}

const scopes = new WeakMap<ThemeRegistry, { scope: PageScope; page: object }>();

/** The template alone: its data are made once. */
function renderHome(themes: ThemeRegistry, settings: TenantSettings): string {
  const theme = themes.forTenant(settings);
  let known = scopes.get(themes);
  if (!known) {
    const scope: PageScope = {
      settings,
      locale: 'fr',
      texts: theme.texts('fr'),
      origin: RAW_ORIGIN,
      urls: theme.urls,
      themeColor: { light: theme.tokens.light.ground, dark: theme.tokens.dark.ground },
    };
    const body = presentHome(scope, {
      tree: baseCategories,
      figures: { communes: 1, population: 267_991 },
      listings: 0,
      open: null,
      covers: null,
      ordering: null,
      posts: null,
      rules: null,
      now: 0,
    });
    scopes.set(
      themes,
      (known = {
        scope,
        page: {
          layout: { ...presentLayout(scope, identify(scope, 'home')), jsonLd: [describeSite(scope)] },
          body,
        },
      }),
    );
  }
  return theme.render('static-pages/home', 'fr', known.page);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

interface Server {
  readonly port: number;
  readonly child: ChildProcess;
}

async function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Server> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    args.map((arg) => arg.replace('{port}', String(port))),
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...env, PORT: String(port) },
      cwd: root,
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
  });
  return { port, child };
}

/** Visitors of distinct addresses, below the limit of reads of each. */
const visitors = Array.from({ length: 4_000 }, (_, n) => `10.${n >> 8}.${n & 255}.7`);

/** By contender, a figure a round. */
const cpuMicroseconds: Record<string, number[]> = {};

/**
 * CPU of a process so far in all its threads, in microseconds: a load generator on the same cores distorts rates, not
 * this. From the scheduler, which counts nanoseconds where `stat` counts hundredths of a second.
 */
function cpuOf(pid: number): number {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1_000;
}

async function load(name: string, { port, child }: Server, path: string): Promise<Sample> {
  const before = cpuOf(required(child.pid, 'the process'));
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: visitors.map((address) => ({
      path,
      headers: { host: `${SLUG}.localhost`, 'x-forwarded-for': address },
    })),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} refusals, ${result.errors} errors`);
  const spent = cpuOf(required(child.pid, 'the process')) - before;
  (cpuMicroseconds[name] ??= []).push(spent / result.requests.total);
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

/** Median and least of the rounds but the first, which warms up: on a busy machine the least is the truer one. */
function printCpu(title: string, base: string, name: string): void {
  console.log(`\n${title}`);
  const [limit, ours] = [base, name].map((contender) => {
    const rounds = (cpuMicroseconds[contender] ?? []).slice(1);
    return { contender, middle: median(rounds), least: Math.min(...rounds) };
  });
  if (!limit || !ours) return;
  for (const { contender, middle, least } of [limit, ours]) {
    const [ofMiddle, ofLeast] = [(limit.middle / middle) * 100, (limit.least / least) * 100];
    console.log(
      `  ${contender.padEnd(30)} ${middle.toFixed(1).padStart(7)} µs of CPU a request, least ${least.toFixed(1).padStart(6)} µs   ` +
        `${ofMiddle.toFixed(0)} %, of the least ${ofLeast.toFixed(0)} %`,
    );
  }
}

/** Both sides must send the same page, or their ratio says nothing. @throws Error where they do not */
async function requireSamePage(raw: Server, portal: Server): Promise<void> {
  const pageOf = async ({ port }: Server, path: string): Promise<string> => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, headers: { host: `${SLUG}.localhost` } }, resolve).once(
        'error',
        reject,
      );
    });
    return text(answer);
  };
  const own = await pageOf(portal, '/?fresh');
  const canonical = /<link rel="canonical" href="(http[^"]*?)\/"/.exec(own)?.[1] ?? '';
  const limit = await pageOf(raw, '/');
  if (canonical === '' || own.replaceAll(canonical, RAW_ORIGIN) !== limit)
    throw new Error(`the pages differ: ${own.length} characters of ours, ${limit.length} of the raw one`);
}

async function main(): Promise<void> {
  await withWorld(
    {
      env: {
        BIND_ADDRESS: '127.0.0.1',
        NODE_ENV: 'production',
        TRUSTED_PROXIES: '127.0.0.0/8',
        LOG_LEVEL: 'info',
      },
    },
    async (world) => {
      const self = required(process.argv[1], 'the path of the benchmark');
      const raw = (kind: Raw) => start([self, kind, '{port}'], process.env);
      const servers = {
        hello: await raw('hello'),
        buffer: await raw('buffer'),
        template: await raw('template'),
        portal: await start([join(root, 'dist/apps/portal/main.js')], { ...process.env, ...world.serverEnv }),
      };
      try {
        await requireSamePage(servers.template, servers.portal);
        const cached = {
          'Fastify, a buffer': 'buffer',
          'the portal, a kept page': 'portal',
          'Fastify, hello': 'hello',
        } as const;
        const fresh = { 'Fastify, the template': 'template', 'the portal, a fresh page': 'portal' } as const;
        const run = (of: Readonly<Record<string, keyof typeof servers>>, portalPath: string) =>
          compare(
            Object.fromEntries(
              Object.entries(of).map(([name, server]) => [
                name,
                () => load(name, servers[server], server === 'portal' ? portalPath : '/'),
              ]),
            ),
            ROUNDS,
          );
        printComparison('A kept page (budget 60 %, goal 80 %)', await run(cached, '/'));
        printComparison(
          'A page rendered anew, what it tells at most a minute old (budget 60 %)',
          await run(fresh, '/?fresh'),
        );
        printCpu('CPU of a kept page', 'Fastify, a buffer', 'the portal, a kept page');
        printCpu('CPU of a page rendered anew', 'Fastify, the template', 'the portal, a fresh page');
      } finally {
        for (const { child } of Object.values(servers)) child.kill();
      }
    },
  );
}

const [, , kind, port] = process.argv;
if (kind === 'hello' || kind === 'buffer' || kind === 'template') await serveRaw(kind, Number(port));
else await main();
