import { setTimeout as sleep } from 'node:timers/promises';
import { tenantMigrations } from '@halles/migrations/tenant';
import { openWorld, platformOf, type World } from '@halles/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrateTenants, type MigrationSet, type TenantOutcome } from '.';

class AddNote1999999999998 implements MigrationInterface {
  readonly name = 'AddNote1999999999998';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE enquiry ADD COLUMN note text');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE enquiry DROP COLUMN note');
  }
}

/** Fails in the schema where somebody made a table of this name already, after it has changed something. */
class AddVisit1999999999999 implements MigrationInterface {
  readonly name = 'AddVisit1999999999999';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE commune ADD COLUMN half_done boolean');
    await runner.query('CREATE TABLE visit (id uuid PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE visit');
  }
}

const set: MigrationSet = { classes: [...tenantMigrations, AddNote1999999999998, AddVisit1999999999999] };

interface ColumnRow {
  readonly schema: string;
  readonly shape: string;
}

describe('migrating tenants', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    for (const slug of ['troisieme', 'quatrieme', 'cinquieme']) await world.addTenant(slug);
  });
  afterAll(() => world.close());

  const states = (outcomes: readonly TenantOutcome[]) =>
    Object.fromEntries(outcomes.map(({ slug, state }) => [slug, state]));

  async function shapes(): Promise<Map<string, string>> {
    const rows = await platformOf(world).query<ColumnRow>(
      `SELECT n.nspname AS schema, string_agg(c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' ||
                a.attnotnull || ' ' || coalesce(c.relacl::text, ''), E'\\n' ORDER BY c.relname, a.attnum) AS shape
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE n.nspname ~ '^t_[0-9a-f]{12}$' AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'i')
          AND has_schema_privilege(n.oid, 'USAGE')
          AND EXISTS (SELECT 1 FROM tenant t WHERE t.role_name = n.nspname)
        GROUP BY n.nspname`,
    );
    return new Map(rows.map(({ schema, shape }) => [schema, shape.replaceAll(schema, 'TENANT')]));
  }

  it('leaves the one that fails as it was, does the others, and says so', async () => {
    const broken = 'troisieme';
    const [target] = await platformOf(world).query<{ role: string }>(
      'SELECT role_name AS role FROM tenant WHERE slug = $1',
      [broken],
    );
    const schema = target?.role ?? '';
    await world.installation.onSchema('main', schema, (runner) =>
      runner.query('CREATE TABLE visit (obstacle int)'),
    );
    const seen: string[] = [];
    const report = await migrateTenants(world.installation, {
      set,
      onProgress: ({ slug }, done, total) => seen.push(`${slug} ${done}/${total}`),
    });
    expect(states(report.tenants)).toEqual({
      'ici-bourg': 'done',
      'autre-ville': 'done',
      troisieme: 'failed',
      quatrieme: 'done',
      cinquieme: 'done',
    });
    expect(report.failed).toBe(1);
    expect(seen).toHaveLength(5);
    const half = await world.installation.onSchema('main', schema, (runner) =>
      runner.query(
        "SELECT 1 FROM pg_attribute WHERE attrelid = 'commune'::regclass AND attname = 'half_done'",
      ),
    );
    expect(half).toEqual([]);
    const [row] = await platformOf(world).query<{ state: string; error: string }>(
      'SELECT v.state, v.error FROM schema_version v JOIN tenant t ON t.id = v.tenant_id WHERE t.slug = $1',
      [broken],
    );
    expect(row).toMatchObject({ state: 'failed', error: expect.stringContaining('visit') as string });
    await world.installation.onSchema('main', schema, (runner) => runner.query('DROP TABLE visit'));
  });

  it('resumes with what is missing, and applies nothing twice', async () => {
    const report = await migrateTenants(world.installation, { set });
    expect(report.tenants.filter(({ state }) => state === 'done')).toEqual([
      { slug: 'troisieme', state: 'done', applied: ['AddVisit1999999999999'], passwordRenewed: false },
    ]);
    expect(states((await migrateTenants(world.installation, { set })).tenants)).toEqual(
      Object.fromEntries(
        ['ici-bourg', 'autre-ville', 'troisieme', 'quatrieme', 'cinquieme'].map((slug) => [slug, 'already']),
      ),
    );
  });

  it('two runs at once apply each migration once', async () => {
    class AddFlag2000000000000 implements MigrationInterface {
      readonly name = 'AddFlag2000000000000';
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('ALTER TABLE commune ADD COLUMN flag boolean');
      }
      async down(): Promise<void> {
        // Not taken back by this test.
      }
    }
    const next: MigrationSet = { classes: [...set.classes, AddFlag2000000000000] };
    const [first, second] = await Promise.all([
      migrateTenants(world.installation, { set: next }),
      migrateTenants(world.installation, { set: next }),
    ]);
    expect(first.failed + second.failed).toBe(0);
    const applied = [...first.tenants, ...second.tenants].flatMap((outcome) => outcome.applied);
    expect(applied).toHaveLength(5);
  });

  it('waits for a migration that takes longer than a transaction may be idle', async () => {
    class TakesLong2000000000001 implements MigrationInterface {
      readonly name = 'TakesLong2000000000001';
      async up(runner: QueryRunner): Promise<void> {
        // Longer than the ten seconds of the session, a statement each second.
        for (let second = 0; second < 12; second += 1) {
          await sleep(1000);
          await runner.query('SELECT 1');
        }
      }
      async down(): Promise<void> {
        // Changed nothing.
      }
    }
    const report = await migrateTenants(world.installation, {
      set: { classes: [...set.classes, TakesLong2000000000001] },
      slug: 'troisieme',
    });
    expect(report.tenants).toEqual([
      expect.objectContaining({ state: 'done', applied: ['TakesLong2000000000001'] }),
    ]);
  });

  it('makes a new tenant exactly like one that was migrated', async () => {
    const distinct = new Set((await shapes()).values());
    expect(distinct.size).toBe(1);
  });

  it('gives up after three failures and leaves the rest untried', async () => {
    class AlwaysFails3000000000000 implements MigrationInterface {
      readonly name = 'AlwaysFails3000000000000';
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('SELECT no_such_function()');
      }
      async down(): Promise<void> {
        // Never applied.
      }
    }
    const report = await migrateTenants(world.installation, {
      set: { classes: [...set.classes, AlwaysFails3000000000000] },
    });
    expect(report.failed).toBeGreaterThanOrEqual(3);
    expect(report.tenants).toHaveLength(5);
  });

  it('waits for a long transaction without making the readers behind it wait longer than the lock timeout', async () => {
    class AddLater3000000000001 implements MigrationInterface {
      readonly name = 'AddLater3000000000001';
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('ALTER TABLE enquiry ADD COLUMN later text');
      }
      async down(): Promise<void> {
        // Not taken back by this test.
      }
    }
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const longReader = world.work.write(world.here, async ({ manager }) => {
      await manager.query('SELECT count(*) FROM enquiry');
      await held;
    });
    const migration = migrateTenants(world.installation, {
      slug: world.here.tenant.slug,
      set: { classes: [...tenantMigrations, AddLater3000000000001] },
    });
    setTimeout(finish, 1_500);
    const waits: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const started = performance.now();
      await world.work.read(world.here, ({ manager }) => manager.query('SELECT count(*) FROM enquiry'));
      waits.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await longReader;
    expect((await migration).failed).toBe(0);
    // Without the lock timeout a reader would wait for the whole of the long transaction.
    expect(Math.max(...waits)).toBeLessThan(1_200);
  });
});
