import { Agent, request } from 'node:http';
import { SECOND } from '@halles/kernel';
import { hostileTexts, inQuery } from '@halles/testing';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService } from '@nestjs/core';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { type DeclaredRoute, listRoutes } from '@halles/platform/http';
import fc from 'fast-check';

interface ObjectSchema {
  readonly shape?: Readonly<Record<string, unknown>>;
}

/** Names that a schema reads, also one that makes something else of them; undefined where it reads no object. */
function namesOf(schema: HandlerArgument['schema']): readonly string[] | undefined {
  const shape = schema?.shape ?? schema?.in?.shape;
  return shape && Object.keys(shape);
}

/** The parameter of a handler, as Nest keeps it. */
interface HandlerArgument {
  /** The name in `@Query('name')`. */
  readonly data?: unknown;
  readonly schema?: ObjectSchema & { readonly in?: ObjectSchema };
}

export interface ReadRoute extends DeclaredRoute {
  /** Names of the query parameters that the handler declares; null where it reads the query without saying what of it. */
  readonly query: readonly string[] | null;
}

/** Every route of an application with the parameters of the query that its handler declares. */
export function routesWithQuery(app: INestApplicationContext): ReadRoute[] {
  const discovery = app.get(DiscoveryService);
  const controllers = new Map(
    discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? [[metatype.name, metatype as Type]] : [])),
  );
  return listRoutes(discovery).map((route) => {
    const args = (Reflect.getMetadata(
      ROUTE_ARGS_METADATA,
      controllers.get(route.controller) ?? Object,
      route.handler,
    ) ?? {}) as Readonly<Record<string, HandlerArgument>>;
    const names = Object.entries(args)
      .filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`))
      .map(([, { data, schema }]) => (typeof data === 'string' ? [data] : namesOf(schema)));
    return { ...route, query: names.includes(undefined) ? null : names.flatMap((each) => each ?? []) };
  });
}

const word = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const cursor = { o: [1e9, -1e9], m: [5, 1], a: 0, n: 1, w: null, l: null };

const dates = [
  '2026-02-31',
  '0000-01-01',
  '9999-12-31',
  '0001-01-01',
  '1899-12-31',
  '2026-13-01',
  '+275760-09-13',
];

const numbers = [
  '-1',
  '0',
  '2147483647',
  '2147483648',
  '999999',
  '9007199254740993',
  '99999999999999999999',
  '1e309',
  'NaN',
  '0x10',
];

/** Cursors that nobody gave, of every kind that an address may hold. */
const cursors = [
  word(cursor),
  word({
    ...cursor,
    m: [2_147_483_647, 2_147_483_647],
    w: [-1e9, 2_147_483_647],
    l: [9, 1e9, 2_147_483_647],
  }),
  word({ ...cursor, m: [2_147_483_640, 2_147_483_647] }),
  word({ ...cursor, o: [0, 0], m: [0, 0], a: 50, n: 100_000 }),
  word({ ...cursor, o: [Number.MAX_VALUE, 0] }),
  word(null),
  `999999999999999_${UUID}`,
  `0_${UUID}`,
  `0_${'-'.repeat(36)}`,
  `${UUID}_${UUID}`,
];

/** Values that are wrong in some way, as they stand in an address: nothing of them is encoded any further. */
export const hostileValues: readonly string[] = [
  '',
  ...dates,
  ...dates.map((date) => `${date}T10:00`),
  '2026-03-29T02:30',
  ...numbers,
  ...cursors,
  ...[
    'now',
    'maintenant',
    UUID,
    '0,0',
    '85,180',
    '-180,-85,180,85',
    '0.1,0.1,0.100000001,0.100000001',
    '1,2,3,4',
  ],
  // Bytes that are no UTF-8: half of a pair of surrogates, an overlong slash, a byte that no text has.
  ...['%ED%A0%80', '%C0%AF', '%FF', '%00', '%', '%7F%C2%85%E2%80%A8'],
  ...hostileTexts.filter(({ length }) => length < 100).map(inQuery),
];

/** The same for the places of a path, which have one type each: fewer say as much. */
export const hostileSegments: readonly string[] = [
  ...[
    '0',
    '-1',
    '2147483647',
    '2147483648',
    '9007199254740993',
    '99999999999999999999',
    '1e9',
    'x-2147483648',
  ],
  ...[UUID, `1-${2 ** 31}`, '1-1', '%ED%A0%80', '%FF', '%00', 'a%00b', '%2e%2e', '%F0%9F%A5%96', '__proto__'],
  ...["'%22", 'x'.repeat(300), `${UUID}.jpg`, 'a.b.c'],
];

/** Any of the list, and any text. Made once: what fast-check prepares for a text takes as long as many requests. */
const hostileValue = fc.oneof(
  fc.constantFrom(...hostileValues),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => inQuery(text)),
  fc.tuple(fc.integer(), fc.integer()).map((pair) => pair.join(',')),
  fc.date({ noInvalidDate: true }).map((date) => encodeURIComponent(date.toISOString().slice(0, 16))),
);

/** Queries of several parameters at once, with values of the list and any text. Repeated by their seed. */
export function mixedQueries(names: readonly string[], howMany: number): string[] {
  const name = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names, 'q') },
    fc.constantFrom('__proto__', 'unknown', 'q[]', 'q[a]', '', '%00', '%ED%A0%80'),
  );
  const query = fc
    .array(fc.tuple(name, hostileValue), { minLength: 1, maxLength: 6 })
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
  return fc.sample(query, { seed: 20_261_126, numRuns: howMany });
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends requests of one host over few connections that stay open, and looks at nothing but the status. */
export class StatusClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(
    private readonly port: number,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** The status of each, in their order. */
  async statuses(paths: readonly string[]): Promise<number[]> {
    return Promise.all(paths.map((path) => this.status(path)));
  }

  status(path: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { port: this.port, path, method, agent: this.agent, headers: { ...this.headers, ...headers } },
        (incoming) => {
          const { statusCode = 0, headers: answered } = incoming;
          // A stream of events has no end.
          if (answered['content-type']?.startsWith('text/event-stream')) incoming.destroy();
          else incoming.resume();
          incoming.on('error', () => undefined);
          incoming.on('close', () => resolve(statusCode));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Times that an answer is asked for again before it counts. */
const AGAIN = 3;

/**
 * Those of the paths that are answered with an error of the server whenever they are asked, cut to what can be read: what is
 * broken by its input is broken each time, what a busy machine did not answer in time is not.
 */
export async function brokenBy(client: StatusClient, paths: readonly string[]): Promise<string[]> {
  const isBroken = (status: number | undefined): boolean => status === undefined || status >= 500;
  const statuses = await client.statuses(paths);
  const broken: string[] = [];
  for (const path of paths.filter((_, at) => isBroken(statuses[at]))) {
    let status = 500;
    for (let tries = 0; tries < AGAIN && isBroken(status); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, tries * SECOND));
      status = await client.status(path);
    }
    if (isBroken(status)) broken.push(`${status} ${path.slice(0, 160)}`);
  }
  return broken;
}

/** What is asked of an address whose query may be anything: each declared parameter alone with each value, and mixtures. */
export function hostileQueries(path: string, names: readonly string[]): string[] {
  const single = names.flatMap((name) => hostileValues.map((value) => `${path}?${name}=${value}`));
  const mixed = mixedQueries(names, names.length === 0 ? 2 : 12).map((query) => `${path}?${query}`);
  return [...single, ...names.map((name) => `${path}?${name}=1&${name}=2&${name}[a]=3`), ...mixed];
}

/** Values of JSON that are wrong in some way, as they stand in a body. */
const hostileJson: readonly string[] = [
  ...['null', 'true', '-1', '0.5', '2147483648', '9007199254740993', '1e309', '""', '"9999-12-31"'],
  ...['"a\\u0000b"', '"\\ud800"', '"2147483648"', '[]', '[[null]]', '[{}]', '{}', '{"toString":1}'],
  JSON.stringify('x'.repeat(5_000)),
];

/** A body with one member at a time replaced by each value, members of members too; then no such body at all. */
export function hostileJsonBodies(body: object): string[] {
  const marker = '\u{E000}';
  const variants = (value: unknown): unknown[] => {
    if (Array.isArray(value))
      return [
        marker,
        [marker],
        ...value
          .slice(0, 1)
          .flatMap(variants)
          .map((one) => [one]),
      ];
    if (typeof value !== 'object' || value === null) return [marker];
    const members = Object.entries({ ...value, unknown: 0 });
    return [
      marker,
      ...members.flatMap(([name, member]) => variants(member).map((one) => ({ ...value, [name]: one }))),
    ];
  };
  const replaced = variants(body).flatMap((variant) =>
    hostileJson.map((value) => JSON.stringify(variant).replace(JSON.stringify(marker), () => value)),
  );
  return [...replaced, '', '{', '\u0000', '{"__proto__":{}}'];
}

/** A request whose body is JSON. */
export interface BodyRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Those that are answered with an error of the server, twice: once is what a busy machine did not answer in time. */
export async function brokenBodies(
  client: StatusClient,
  requests: readonly BodyRequest[],
): Promise<string[]> {
  const answers = await Promise.all(
    requests.map(async ({ method, path, body }) => {
      const send = () =>
        client.status(path, { method, body, headers: { 'content-type': 'application/json' } });
      const status = (await send()) < 500 ? 200 : await send();
      return status >= 500 ? [`${status} ${method} ${path} ${body.slice(0, 120)}`] : [];
    }),
  );
  return answers.flat();
}
