import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { required } from '@halles/kernel';
import { aPicture, multipartForm, signInAs, type World, writeListings } from '@halles/testing';
import sharp from 'sharp';
import { withWorld } from './engines';
import { describeLoad } from './measure';
import { startServer } from './portal-process';

/**
 * Memory of a portal to which forty merchants of two territories send a photograph of nine megabytes at once; who is told
 * that there is no place comes again, as the answer says. Budget: the portal's own process takes 200 MB more than before at
 * most; ends with 1 where it is more. Needs `npm run build`.
 */
const AT_ONCE = 40;
const BUDGET_MB = 200;
const MEGABYTE = 1024 * 1024;
const LOOK_MS = 50;
/** What the collector gives back, it gives back in its own time. */
const SETTLE_MS = 15_000;
const agent = new Agent({ maxSockets: AT_ONCE });

interface Merchant {
  readonly host: string;
  readonly path: string;
  readonly cookie: string;
  readonly address: string;
}

/** Resident memory of a process, megabytes (proc(5), status). */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** The processes that one has begun: those in which it opens files. */
const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

/** A photograph of nine megabytes, with the grain of a camera. */
async function photograph(): Promise<Buffer> {
  const size = { width: 4_000, height: 3_000 };
  const noise = { type: 'gaussian', mean: 0, sigma: 16 } as const;
  const grain = await sharp({ create: { ...size, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  const picture = await aPicture(size.width, size.height)
    .composite([{ input: grain, blend: 'overlay' }])
    .png()
    .toBuffer();
  for (let quality = 99; ; quality -= 1) {
    const bytes = await sharp(picture).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    if (bytes.length < 9.5 * MEGABYTE) return bytes;
  }
}

async function aMerchant(world: World, at: number): Promise<Merchant> {
  const ctx = at % 2 === 0 ? world.here : world.there;
  const [listing = 0] = await writeListings(world, ctx, [{}]);
  const { cookie } = await signInAs(world, ctx, { grants: [{ listingId: listing }] });
  return {
    host: `${ctx.tenant.slug}.localhost`,
    path: `/pro/commerces/${listing}/photos`,
    cookie,
    address: `10.0.0.${at + 1}`,
  };
}

/** @returns the status, and after how many seconds to come again */
function sendOnce(
  port: number,
  { host, path, cookie, address }: Merchant,
  form: ReturnType<typeof multipartForm>,
): Promise<{ readonly status: number; readonly again: number }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        path,
        agent,
        method: 'POST',
        headers: { ...form.headers, host, cookie, accept: 'application/json', 'x-forwarded-for': address },
      },
      (incoming) =>
        incoming.resume().once('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            again: Number(incoming.headers['retry-after'] ?? 1),
          }),
        ),
    );
    outgoing.once('error', reject);
    outgoing.end(form.body);
  });
}

await withWorld(
  { env: { LOG_LEVEL: 'silent', TRUSTED_PROXIES: '127.0.0.1/32,::1/128', MEDIA_QUOTA_MB: '10000' } },
  async (world) => {
    const merchants: Merchant[] = [];
    for (let at = 0; at < AT_ONCE; at += 1) merchants.push(await aMerchant(world, at));
    const bytes = await photograph();
    const form = multipartForm({ kind: 'photo' }, [
      { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes },
    ]);
    const portal = await startServer('portal', world);
    const pid = required(portal.child.pid, 'the process of the portal');
    try {
      await wait(SETTLE_MS);
      const idle = residentOf(pid);
      let [own, all, turnedAway] = [idle, idle, 0];
      const timer = setInterval(() => {
        const now = residentOf(pid);
        own = Math.max(own, now);
        all = Math.max(
          all,
          childrenOf(pid).reduce((sum, child) => sum + residentOf(child), now),
        );
      }, LOOK_MS);
      const started = performance.now();
      const statuses = await Promise.all(
        merchants.map(async (merchant) => {
          for (;;) {
            const { status, again } = await sendOnce(portal.port, merchant, form).catch(() => ({
              // Cut off after the answer, before it was read.
              status: 503,
              again: 10,
            }));
            if (status !== 503) return status;
            turnedAway += 1;
            await wait(again * 1_000);
          }
        }),
      );
      const seconds = (performance.now() - started) / 1_000;
      clearInterval(timer);
      await wait(SETTLE_MS);
      const stored = statuses.filter((status) => status === 201).length;
      const grown = own - idle;
      console.log(
        `${AT_ONCE} photographs of ${(bytes.length / MEGABYTE).toFixed(1)} MB at once: ${stored} stored in ${seconds.toFixed(0)} s, ` +
          `${turnedAway} times told to come again (${describeLoad()})\n` +
          `the portal's process: ${Math.round(idle)} MB idle, ${Math.round(own)} MB at most, ${Math.round(residentOf(pid))} MB after; ` +
          `with the processes that open files ${Math.round(all)} MB at most`,
      );
      if (stored < AT_ONCE || grown > BUDGET_MB) process.exitCode = 1;
    } finally {
      portal.child.kill('SIGTERM');
      await new Promise((resolve) => portal.child.once('exit', resolve));
    }
  },
);
