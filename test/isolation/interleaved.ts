import type { TenantContext } from '@halles/platform/tenancy';
import { seededRandom, type World } from '@halles/testing';

export interface InterleavedResult {
  readonly requests: number;
  readonly wrong: number;
  readonly timeouts: number;
  readonly otherErrors: readonly string[];
  readonly open: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Requests of many tenants at once, in random order, with random waits between statements; one in twenty is cancelled by
 * the statement timeout, one in twenty goes away without waiting for its statement. Each says which tenant it saw.
 */
export async function runInterleaved(
  world: World,
  tenants: readonly TenantContext[],
  requests: number,
  concurrency: number,
  seed: number,
): Promise<InterleavedResult> {
  const random = seededRandom(seed);
  let wrong = 0;
  let timeouts = 0;
  const otherErrors: string[] = [];
  let next = 0;

  async function one(ctx: TenantContext, dice: number): Promise<void> {
    const mode = dice < 0.35 ? 'write' : 'read';
    await world.work[mode](ctx, async ({ manager }) => {
      if (dice > 0.95) {
        // Far beyond the statement timeout, and it costs the server nothing to wait.
        await manager.query('SELECT pg_sleep(60)');
        return;
      }
      if (dice > 0.9) {
        // Goes away without waiting: the pool must not hand this connection to anybody.
        manager.query('SELECT pg_sleep(0.05)').catch(() => undefined);
        return;
      }
      for (let statement = 0; statement < 2; statement += 1) {
        const [row] = await manager.query<{ role: string; name: string }[]>(
          'SELECT session_user AS role, name FROM commune',
        );
        if (row?.role !== ctx.tenant.role || row.name !== ctx.tenant.slug) wrong += 1;
        await pause(Math.floor(dice * 10) % 4);
      }
    });
  }

  async function lane(): Promise<void> {
    while (next < requests) {
      next += 1;
      const ctx = tenants[Math.floor(random() * tenants.length)];
      if (!ctx) return;
      await one(ctx, random()).catch((error: { driverError?: { code?: string }; message: string }) => {
        if (error.driverError?.code === '57014') timeouts += 1;
        else otherErrors.push(error.message);
      });
    }
  }

  await Promise.all(Array.from({ length: concurrency }, lane));
  return { requests: next, wrong, timeouts, otherErrors, open: world.pool.figures.open };
}
