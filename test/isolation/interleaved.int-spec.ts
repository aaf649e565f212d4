import { MINUTE, required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, type World } from '@halles/testing';
import { runInterleaved } from './interleaved';

/** The suite runs 2,000; `ISOLATION_REQUESTS=20000 npm test -- interleaved` the whole measure. */
const REQUESTS = Number(process.env['ISOLATION_REQUESTS'] ?? 2_000);
const TENANTS = 90;

/** For what hangs: ninety tenants take a while to make on a machine with other work. */
jest.setTimeout(10 * MINUTE);

describe('ninety tenants interleaved', () => {
  let world: World;
  const tenants: TenantContext[] = [];

  beforeAll(async () => {
    world = await openWorld({
      ownRoles: true,
      env: {
        POOL_MAX: '40',
        POOL_MAX_PER_TENANT: '4',
        STATEMENT_TIMEOUT_MS: '150',
        POOL_ACQUIRE_TIMEOUT_MS: '30000',
      },
    });
    for (let i = 0; i < TENANTS; i += 1) {
      // Two doubled letters: any two of these slugs differ in two places, since look-alikes are refused.
      const letter = (index: number): string => 'abdefghjkm'.charAt(index).repeat(2);
      const slug = `ville-${letter(Math.floor(i / 10))}${letter(i % 10)}`;
      tenants.push(await world.addTenant(slug));
    }
    await letThemSleep();
    for (const ctx of tenants) {
      await world.work.write(ctx, ({ manager }) =>
        manager.query('UPDATE commune SET name = $1', [ctx.tenant.slug]),
      );
    }
  });
  // Ninety roles with their schemas go one after another.
  afterAll(() => world.close());

  /** Tenants may not: here a statement has to last without keeping a processor busy. */
  async function letThemSleep(): Promise<void> {
    const admin = await connectAdmin(
      world.config,
      required(databaseAddresses(world.config).get('main'), 'main'),
    );
    await admin.query('GRANT EXECUTE ON FUNCTION pg_sleep(double precision) TO PUBLIC');
    await admin.end();
  }

  it('never shows a request another tenant, and gives every connection back', async () => {
    const result = await runInterleaved(world, tenants, REQUESTS, 60, 20_261_125);
    expect(result.wrong).toBe(0);
    expect(result.otherErrors).toEqual([]);
    expect(result.timeouts).toBeGreaterThan(0);
    expect(result.open).toBeLessThanOrEqual(40);
    // What was abandoned finishes or is closed: then nothing is out on loan, and nobody waits.
    const isAtRest = (): boolean => {
      const { open, idle, waiting } = world.pool.figures;
      return open === idle && waiting === 0;
    };
    while (!isAtRest()) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
