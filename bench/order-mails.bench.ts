import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '@halles/kernel';
import type { World } from '@halles/testing';
import { SMTPServer } from 'smtp-server';
import { withWorld } from './engines';
import { describeLoad, quantile } from './measure';
import { basketsOf, openBenchShops } from './order-shops';
import { type Server, startServer } from './portal-process';

/**
 * How long the mails of an order take from the customer's confirmation until the mail server has taken them, while fifty
 * orders a second come for a minute, two mails each: `npm run bench -- order-mails [orders a second] [seconds] [workers]`.
 * Budget: p99 five seconds. The mails of a worker leave one at a time (ADR 74). Needs `npm run build`.
 */
const RATE = Number(process.argv[2] ?? 50);
const SECONDS = Number(process.argv[3] ?? 60);
const WORKERS = Number(process.argv[4] ?? 1);
const SHOPS = 40;
const ORDERS = RATE * SECONDS;
/** How long is waited for what is left once no more orders come. */
const REST = 10 * MINUTE;

/** CPU that a process has used, ms; of Linux, in whose ticks it is counted. */
async function cpuOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}

async function main(world: World): Promise<void> {
  const { orders, shops } = await openBenchShops(world, SHOPS);
  const workers: Server[] = [];
  for (let n = 0; n < WORKERS; n += 1) workers.push(await startServer('worker', world));
  const cpuOfWorkers = async () => {
    const each = await Promise.all(workers.map(({ child }) => cpuOf(child.pid)));
    return each.reduce((sum, ms) => sum + ms, 0);
  };
  const cpuBefore = await cpuOfWorkers();
  const next = basketsOf(shops);
  const place = async (): Promise<void> => {
    const { shop, input } = next();
    orders.at(new Date());
    await orders.place(shop.id, input);
  };
  // Who is told to try again, as customers are where more come than the machine can take, is counted and not mailed.
  const refusals = new Map<string, number>();
  const refused = (error: { readonly code?: string }): void => {
    if (error.code !== 'database-busy' && error.code !== 'database-unreachable') throw error as Error;
    refusals.set(error.code, (refusals.get(error.code) ?? 0) + 1);
  };
  const placing: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < ORDERS; n += 1) {
    await sleep(Math.max(0, started + (n * 1_000) / RATE - performance.now()));
    placing.push(place().catch(refused));
  }
  await Promise.all(placing);
  const seconds = (performance.now() - started) / 1_000;
  const placed = ORDERS - [...refusals.values()].reduce((sum, count) => sum + count, 0);
  const waits = (table: 'order_recipient' | 'order_event') =>
    orders.rowsOf<{ seconds: number }>(
      `SELECT extract(epoch FROM d.sent_at - o.created_at)::float8 AS seconds
         FROM customer_order o JOIN ${table} r ON r.order_id = o.id JOIN mail_delivery d ON d.ref = r.id
        WHERE d.status = 'sent' ORDER BY 1`,
    );
  const mails = async () => [await waits('order_recipient'), await waits('order_event')] as const;
  const until = performance.now() + REST;
  let [toShops, toCustomers] = await mails();
  while (toShops.length + toCustomers.length < 2 * placed && performance.now() < until) {
    const left = 2 * placed - toShops.length - toCustomers.length;
    process.stderr.write(`${left} mails of ${placed} orders are not sent yet\n`);
    await sleep(5_000);
    [toShops, toCustomers] = await mails();
  }
  console.log(
    `${RATE} orders/s for ${SECONDS} s, ${placed} placed in ${seconds.toFixed(1)} s, ${WORKERS} workers, ${describeLoad()}`,
  );
  for (const [code, count] of refusals) console.log(`  ${count} orders were refused: ${code}`);
  for (const [name, rows] of Object.entries({ 'to shops': toShops, 'to customers': toCustomers })) {
    const sorted = rows.map(({ seconds }) => seconds);
    const [p50, p99, most] = [0.5, 0.99, 1].map((rank) => quantile(sorted, rank).toFixed(2));
    console.log(
      `  ${name.padEnd(14)} ${sorted.length} of ${placed} mails, s: p50 ${p50}   p99 ${p99}   most ${most}`,
    );
  }
  const cpu = (await cpuOfWorkers()) - cpuBefore;
  console.log(`  CPU of the workers: ${(cpu / (2 * placed)).toFixed(1)} ms a mail`);
  for (const { child } of workers) child.kill();
}

/** A mail server takes what comes, and keeps nothing: what it would do with it is no work of ours. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, callback) => {
    stream.resume().once('end', () => callback(null));
  },
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.server.address() as AddressInfo;
await withWorld({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } }, main);
await new Promise<void>((resolve) => server.close(() => resolve()));
