import { MINUTE, required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, type World } from '@halles/testing';
import { runInterleaved } from './interleaved';

/** `ISOLATION_REQUESTS=20000 npm test -- interleaved` is the whole measure, with ninety tenants. */
const MEASURED = process.env['ISOLATION_REQUESTS'];
/** In the suite a quarter of the tenants: they take long to make, and what they do to one another is the same. */
const SIZE =
  MEASURED === undefined
    ? { requests: 2_000, tenants: 24, connections: 10, atOnce: 20 }
    : { requests: Number(MEASURED), tenants: 90, connections: 40, atOnce: 60 };

/** For what hangs: so many tenants take a while to make on a machine with other work. */
jest.setTimeout(10 * MINUTE);

describe('more tenants than connections, interleaved', () => {
  let world: World;
  const tenants: TenantContext[] = [];

  beforeAll(async () => {
    world = await openWorld({
      ownRoles: true,
      env: {
        POOL_MAX: String(SIZE.connections),
        POOL_MAX_PER_TENANT: '4',
        STATEMENT_TIMEOUT_MS: '150',
        POOL_ACQUIRE_TIMEOUT_MS: '30000',
      },
    });
    for (let i = 0; i < SIZE.tenants; i += 1) {
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
  // So many roles with their schemas go one after another.
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
    const result = await runInterleaved(world, tenants, SIZE.requests, SIZE.atOnce, 20_261_125);
    expect(result.wrong).toBe(0);
    expect(result.otherErrors).toEqual([]);
    expect(result.timeouts).toBeGreaterThan(0);
    expect(result.open).toBeLessThanOrEqual(SIZE.connections);
    // What was abandoned finishes or is closed: then nothing is out on loan, and nobody waits.
    const isAtRest = (): boolean => {
      const { open, idle, waiting } = world.pool.figures;
      return open === idle && waiting === 0;
    };
    while (!isAtRest()) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
