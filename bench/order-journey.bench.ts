import 'reflect-metadata';
import { Agent } from 'node:http';
import { required } from '@halles/kernel';
import { attribute } from './anonymous/form-fields';
import { withWorld } from './engines';
import { describeLoad, measure, median, quantile } from './measure';
import { basketsOf, openBenchShops } from './order-shops';
import { ask, type BenchRequest, startServer } from './portal-process';

/**
 * What customers do from the basket to the confirmation, four requests each, of one portal process with the customers on
 * the same machine. `npm run bench -- order-journey`; needs `npm run build`.
 */
const CLIENTS = 8;
const ROUND = 3_000;
const ROUNDS = 5;
const SHOPS = 40;
const STEPS = ['the basket', 'the summary', 'the order', 'its page'] as const;

/** Where a form of a page is sent, and what a browser sends of it that nobody touches: its hidden fields. */
function formIn(
  html: string,
  path: string,
): { readonly action: string; readonly hidden: [string, string][] } {
  const forms = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([text]) => text);
  const form = required(
    forms.find((text) => attribute(text, 'action')?.endsWith(path)),
    `a form that is sent to …${path}`,
  );
  const hidden = [...form.matchAll(/<input[^>]* type="hidden"[^>]*>/g)];
  return {
    action: attribute(form, 'action') ?? '',
    hidden: hidden.map(([tag]) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']),
  };
}

await withWorld({ env: { TRUSTED_PROXIES: '127.0.0.1' } }, async (world) => {
  const { shops } = await openBenchShops(world, SHOPS);
  const { port, child } = await startServer('portal', world);
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const host = `${world.here.tenant.slug}.localhost`;
  const next = basketsOf(shops);
  const times = STEPS.map((): number[] => []);
  let customer = 0;
  const journey = async (): Promise<void> => {
    customer += 1;
    // Each from a network of their own: what many of one network may do is not the question.
    const address = `10.${(customer >> 8) & 255}.${customer & 255}.7`;
    const { shop, input } = next();
    const who = {
      slot: String(input.slotFrom),
      name: input.name,
      email: input.email ?? '',
      phone: '',
      note: '',
    };
    const quantities: [string, string][] = input.lines.map(({ productId }) => [`q-${productId}`, '1']);
    const step = async (at: number, status: number, question: Pick<BenchRequest, 'path' | 'body'>) => {
      const before = performance.now();
      const answer = await ask({ port, host, agent, address, ...question });
      times[at]?.push(performance.now() - before);
      if (answer.status !== status) throw new Error(`${required(STEPS[at], 'a step')}: ${answer.status}`);
      return answer;
    };
    const { body } = await step(0, 200, { path: `/commerce/x-${String(shop.id)}/commander` });
    const basket = formIn(body, '/commander');
    const filledIn = [...basket.hidden, ...quantities, ...Object.entries(who)];
    const shown = await step(1, 200, { path: basket.action, body: new URLSearchParams(filledIn) });
    const summary = formIn(shown.body, '/commander/confirmer');
    const order = await step(2, 303, { path: summary.action, body: new URLSearchParams(summary.hidden) });
    await step(3, 200, { path: order.location });
  };
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const list of times) list.length = 0;
    const { rate } = await measure(CLIENTS, ROUND, journey);
    if (round > 0) rates.push(rate);
  }
  const orders = median(rates);
  console.log(`From the basket to the confirmation, ${CLIENTS} customers, ${describeLoad()}`);
  console.log(`  ${(orders * STEPS.length).toFixed(0)} requests/s, ${orders.toFixed(0)} orders/s`);
  for (const [at, name] of STEPS.entries()) {
    const sorted = [...required(times[at], 'times')].sort((a, b) => a - b);
    console.log(
      `  ${name.padEnd(12)} p50 ${quantile(sorted, 0.5).toFixed(1)} ms   p99 ${quantile(sorted, 0.99).toFixed(1)} ms`,
    );
  }
  agent.destroy();
  child.kill();
});
