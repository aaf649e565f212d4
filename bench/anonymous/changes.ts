import { Agent } from 'node:http';
import { pathTo } from '@halles/contracts';
import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { platformOf, type World } from '@halles/testing';
import { parameters, routeTable } from '../../apps/console-api/src/console-route-table.fake';
import { askersOf } from '../../apps/portal/testing/portal-harness';
import { publicForms } from '../../test/isolation/portal-forms';
import { plant } from '../../test/isolation/portal-planted';
import { type Address, bodyOf, pathOf } from '../../test/isolation/portal-addresses';
import { guardedRows, publicRows } from '../../test/isolation/portal-routes';
import { startServer } from '../portal-process';
import { fieldsOf } from './form-fields';
import { largestForms, largestJson, largestMultiparts, otherBodies } from './largest-bodies';
import { costsOf, type PostCost, sendPost, type Target } from './posting';
import type { DearShop } from './shop';

export interface RouteCost extends PostCost {
  readonly route: string;
}

/** Where the businesses of the planting begin to be numbered: beyond those of any territory. */
const FIRST_NUMBER = 8_000_000;

/** How often the first bodies are sent before anything is measured. */
const WARM_UP = 3;

/** How often each status was answered, as `303 × 12`: a route that answers nothing but 404 was not reached by any body. */
function statusesOf(found: readonly PostCost[]): string {
  const counts = new Map<number, number>();
  for (const { status } of found) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status} × ${count}`)
    .join(', ');
}

/** The dearest of a route, while the others are measured. */
function tellProgress(route: string, found: readonly PostCost[]): void {
  console.log(`${route}: ${found.length} bodies, ${statusesOf(found)}`);
  const dearest = [...found].sort((one, other) => other.ms - one.ms).slice(0, 3);
  for (const { ms, loopMs, status, what } of dearest)
    console.log(
      `  ${ms.toFixed(1)} ms, ${loopMs.toFixed(1)} ms of the loop  ${status}  ${what.slice(0, 100)}`,
    );
}

const addressOf = (route: string): Address => {
  const [method = '', fr = ''] = route.split(' ');
  return { route, method, fr, en: null, isPublic: true };
};

/** What every route has to refuse, or to read in vain. */
const generalBodies = (fields: Parameters<typeof largestForms>[0], json: object) => [
  ...largestForms(fields),
  ...largestJson(json),
  ...largestMultiparts(),
  ...otherBodies(),
];

/** Where and of which territory routes are measured. */
interface MeasuredPortal {
  readonly world: World;
  readonly ctx: TenantContext;
  readonly target: Target;
  /** A shop whose pages are as dear as a merchant can make them. */
  readonly dear: DearShop;
}

/**
 * What each route of the portal costs by which something is changed, sent by nobody in particular. Of those that ask who
 * somebody is, no more than that is reached, and the fewest bodies say so.
 */
export async function costsOfPortal(
  { world, ctx, target, dear }: MeasuredPortal,
  only: string,
): Promise<RouteCost[]> {
  const costs: RouteCost[] = [];
  const general = await plant({ world, ...askersOf(target.port) }, ctx, 'SEMIS', FIRST_NUMBER);
  // They are planted in a commune of the tests' territories, which is outside of others: no page would show them.
  await world.work.write(ctx, ({ manager }) =>
    manager.query(
      `UPDATE listing SET visibility = 'public', commune = (SELECT min(code) FROM commune) WHERE id >= $1`,
      [FIRST_NUMBER],
    ),
  );
  // A proposal is planted with all that it may hold: of a weight, for an order that nobody weighs. Nobody could agree to that one.
  await platformOf(world).query(
    `UPDATE ${ctx.tenant.schema}.order_amendment SET declined_lines = NULL WHERE listing_id >= $1`,
    [FIRST_NUMBER],
  );
  const isChange = (route: string): boolean => !route.startsWith('GET ') && route.includes(only);
  const few = [...largestForms([]), ...largestJson({}), ...largestMultiparts(), ...otherBodies()];
  // What compiles while the first of them are sent is nobody's cost.
  for (let turn = 0; turn < WARM_UP; turn += 1)
    await costsOf(target, { method: 'POST', path: pathTo('contact', 'fr') }, few);
  for (const route of publicRows.filter(isChange)) {
    const address = addressOf(route);
    const things = { ...general, listingSlug: dear.shop, agendaService: dear.service };
    const path = pathOf(address, 'fr', things);
    const cookie = things.browser;
    const page = await sendPost(target, { method: 'GET', path, cookie });
    const fields = fieldsOf(
      page.status === 200 ? page.body : '',
      required(publicForms(things)[route], `a form for ${route}`),
    );
    const body = bodyOf(route, things);
    const json =
      body.kind === 'json'
        ? body.value
        : Object.fromEntries(fields.slice(0, 10).map(({ name, value }) => [name, value]));
    const found = await costsOf(
      target,
      { method: address.method, path, cookie },
      generalBodies(fields, json),
    );
    costs.push(...found.map((cost) => ({ route, ...cost })));
    tellProgress(route, found);
  }
  for (const route of guardedRows.map((row) => row.route).filter(isChange)) {
    const address = addressOf(route);
    const found = await costsOf(
      target,
      { method: address.method, path: pathOf(address, 'fr', general) },
      few,
    );
    costs.push(...found.map((cost) => ({ route, ...cost })));
  }
  return costs;
}

/** The same of the console's server. */
export async function costsOfConsole(world: World, only: string): Promise<RouteCost[]> {
  const { port, child } = await startServer('console-api', world);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const target: Target = {
    port,
    pid: required(child.pid, 'a process'),
    host: world.config.consoleHost,
    agent,
  };
  try {
    const costs: RouteCost[] = [];
    for (const { route, body = {} } of routeTable) {
      const [method = '', pattern = ''] = route.split(' ');
      if (method === 'GET' || !route.includes(only)) continue;
      const path = pattern.replaceAll(/:([a-z]+)/g, (_, name: string) => parameters[name] ?? 'ici-bourg');
      const bodies = [...largestJson(body), ...largestForms([]), ...largestMultiparts(), ...otherBodies()];
      const found = await costsOf(target, { method, path }, bodies);
      costs.push(...found.map((cost) => ({ route: `console: ${route}`, ...cost })));
    }
    return costs;
  } finally {
    agent.destroy();
    child.kill();
  }
}
