import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '@halles/kernel';
import { startMailbox } from '@halles/platform/mail';
import type { World } from '@halles/testing';
import { withWorld } from './engines';
import { describeLoad, quantile } from './measure';
import { basketsOf, openBenchShops } from './order-shops';
import { startServer } from './portal-process';

/**
 * How long the mails of an order take from the customer's confirmation until the mail server has taken them, while fifty
 * orders a second come for a minute, two mails each: `npm run bench -- order-mails [orders a second] [seconds] [workers]`.
 * Budget: p99 five seconds. A worker sends one mail after the other. Needs `npm run build`.
 */
const RATE = Number(process.argv[2] ?? 50);
const SECONDS = Number(process.argv[3] ?? 60);
const WORKERS = Number(process.argv[4] ?? 1);
const SHOPS = 40;
const ORDERS = RATE * SECONDS;
/** How long is waited for what is left once no more orders come. */
const REST = 10 * MINUTE;

async function main(world: World): Promise<void> {
  const { orders, shops } = await openBenchShops(world, SHOPS);
  const workers = [];
  for (let n = 0; n < WORKERS; n += 1) workers.push(await startServer('worker', world));
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
  for (const { child } of workers) child.kill();
}

const folder = await mkdtemp(join(tmpdir(), 'halles-bench-mail-'));
const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder });
await withWorld({ env: { SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}` } }, main);
await mailbox.close();
await rm(folder, { recursive: true, force: true });
