import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createTenant, headOf, tenantSet } from '@halles/platform/provisioning';
import { aPerimeter, aTerritory, openWorld, platformOf, type World } from '@halles/testing';

/** The suite migrates 40 territories; `MIGRATE_TENANTS=300 npm test -- migrate-killed` the whole measure. */
const TENANTS = Number(process.env['MIGRATE_TENANTS'] ?? 40);
const KILLS = 5;

interface Shape {
  readonly slug: string;
  readonly shape: string;
}

describe('halles migrate, killed and run again', () => {
  let world: World;
  const slugs: string[] = [];

  beforeAll(async () => {
    world = await openWorld();
    const letter = (digit: string): string => 'abdefghjkm'.charAt(Number(digit)).repeat(2);
    for (let i = 0; i < TENANTS; i += 1) {
      const slug = `ville-${[...String(i).padStart(3, '0')].map(letter).join('')}`;
      slugs.push(slug);
      // A schema of before the first migration.
      await createTenant(world.installation, {
        settings: aTerritory(slug),
        perimeter: aPerimeter(),
        migrations: { classes: [] },
        fill: () => Promise.resolve(),
      });
    }
  }, 180_000);
  afterAll(() => world.close());

  function migrate() {
    const env = { PATH: process.env['PATH'], ...world.env };
    return spawn(process.execPath, ['bin/halles.mjs', 'migrate', '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** How many schemas have noted as many migrations as one that was made at the newest version: each is noted once it is done. */
  async function migrated(): Promise<number> {
    const db = platformOf(world);
    const begun = await db.query<{ role: string }>(
      `SELECT role_name AS role FROM tenant WHERE slug = ANY ($1) AND to_regclass(role_name || '.schema_migration') IS NOT NULL`,
      [slugs],
    );
    const counts = begun.map(({ role }) => `SELECT count(*) AS notes FROM ${role}.schema_migration`);
    if (counts.length === 0) return 0;
    const rows = await db.query(
      `SELECT 1 FROM (${counts.join(' UNION ALL ')}) AS noted
        WHERE notes = (SELECT count(*) FROM ${world.here.tenant.role}.schema_migration)`,
    );
    return rows.length;
  }

  it('brings every schema to the same version, applies nothing twice and loses nothing', async () => {
    const progress: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = await migrated();
      const child = migrate();
      const deadline = Date.now() + 20_000;
      while ((await migrated()) < before + 3 && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await once(child, 'exit');
      progress.push(await migrated());
    }
    expect(progress.at(-1)).toBeLessThan(TENANTS);
    const last = migrate();
    let output = '';
    last.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(last, 'exit')) as [number];
    expect(code).toBe(0);
    const report = JSON.parse(output) as { failed: number; tenants: { slug: string; state: string }[] };
    expect(report.failed).toBe(0);
    // Those of the killed runs are not done again.
    expect(report.tenants.filter(({ state }) => state === 'done').length).toBeLessThanOrEqual(
      TENANTS - (progress.at(-1) ?? 0),
    );
    const shapes = await platformOf(world).query<Shape>(
      `SELECT t.slug,
              (SELECT string_agg(c.relname || a.attname, ',' ORDER BY c.relname, a.attnum) FROM pg_class c
                 JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE n.nspname = t.role_name AND a.attnum > 0) AS shape
         FROM tenant t JOIN schema_version v ON v.tenant_id = t.id AND v.state = 'done' AND v.version = $1`,
      [headOf(tenantSet)],
    );
    expect(shapes).toHaveLength(TENANTS + 2);
    expect(new Set(shapes.map(({ shape }) => shape)).size).toBe(1);
  }, 150_000);
});
