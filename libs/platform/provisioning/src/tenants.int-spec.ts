import { aPerimeter, aTerritory, openWorld, platformOf, type World } from '@halles/testing';
import { createTenant, dropTenant, setTenantState } from '.';

describe('opening, shutting and erasing a tenant', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
  });
  afterAll(() => world.close());

  const open = (slug: string) =>
    createTenant(world.installation, { settings: aTerritory(slug), perimeter: aPerimeter(), state: 'live' });

  it('refuses a slug that is taken, reserved or looks like another, and makes nothing', async () => {
    await expect(open('ici-bourg')).rejects.toMatchObject({ code: 'tenant-exists' });
    for (const slug of ['admin', 'ici-b0urg', 'autre-vllle'])
      await expect(open(slug)).rejects.toMatchObject({ code: 'slug-refused' });
    expect(await platformOf(world).query('SELECT count(*)::int AS n FROM tenant')).toEqual([{ n: 2 }]);
  });

  it('two operators open the same territory at once: one tenant', async () => {
    const outcomes = await Promise.allSettled([open('dunkerque'), open('dunkerque')]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    const rows = await platformOf(world).query(
      "SELECT role_name FROM tenant WHERE slug = 'dunkerque' AND provisioned_at IS NOT NULL",
    );
    expect(rows).toHaveLength(1);
  });

  it('waits for another territory that takes its time to be filled', async () => {
    let begun = (): void => undefined;
    const filling = new Promise<void>((resolve) => (begun = resolve));
    const slow = createTenant(world.installation, {
      settings: aTerritory('guingamp'),
      perimeter: aPerimeter(),
      fill: async () => {
        begun();
        await new Promise((resolve) => setTimeout(resolve, 800));
      },
    });
    await filling;
    await expect(open('landerneau')).resolves.toMatchObject({ slug: 'landerneau', state: 'live' });
    await slow;
  });

  it('takes an interrupted creation up again', async () => {
    await expect(
      createTenant(world.installation, {
        settings: aTerritory('perpignan'),
        perimeter: aPerimeter(),
        fill: () => Promise.reject(new Error('the power went')),
      }),
    ).rejects.toThrow('the power went');
    const [half] = await platformOf(world).query<{ role: string }>(
      "SELECT role_name AS role FROM tenant WHERE slug = 'perpignan' AND provisioned_at IS NULL",
    );
    const made = await platformOf(world).query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [half?.role]);
    expect(made).toEqual([]);
    const tenant = await open('perpignan');
    expect(tenant.role).toBe(half?.role);
  });

  it('keeps nothing of an attempt that was killed before it was published', async () => {
    const filledWith = (name: string) =>
      createTenant(world.installation, {
        settings: aTerritory('morlaix'),
        perimeter: aPerimeter(),
        fill: async (runner) => {
          await runner.query(
            "INSERT INTO commune (code, name, population, longitude, latitude) VALUES ('56121', $1, 1, -3.4, 47.7)",
            [name],
          );
        },
      });
    const names = async (role: string) =>
      platformOf(world).query(`SELECT name FROM ${role}.commune ORDER BY name`);
    const { role } = await filledWith('of one archive');
    expect(await names(role)).toEqual([{ name: 'of one archive' }]);
    // As a kill between the two transactions leaves it.
    const unpublish = () =>
      platformOf(world).query("UPDATE tenant SET provisioned_at = NULL WHERE slug = 'morlaix'");
    await unpublish();
    expect((await filledWith('of another')).role).toBe(role);
    expect(await names(role)).toEqual([{ name: 'of another' }]);
    await unpublish();
    await open('morlaix');
    expect(await names(role)).not.toContainEqual({ name: 'of another' });
  });

  it('refuses a database that is not configured', async () => {
    const input = { settings: aTerritory('quimper'), perimeter: aPerimeter(), database: 'nowhere' };
    await expect(createTenant(world.installation, input)).rejects.toMatchObject({ code: 'unknown-database' });
  });

  it('knows which states follow which', async () => {
    await setTenantState(world.installation, 'perpignan', 'archived', 'test');
    await expect(setTenantState(world.installation, 'perpignan', 'suspended', 'test')).rejects.toMatchObject({
      code: 'tenant-state-refused',
    });
    expect((await setTenantState(world.installation, 'perpignan', 'live', 'test')).state).toBe('live');
  });

  it('erases schema, role, addresses and what the outbox owed, and nothing of another tenant', async () => {
    const tenant = await open('lorient');
    await dropTenant(world.installation, 'lorient');
    const left = await platformOf(world).query(
      `SELECT 'schema' AS what FROM pg_namespace WHERE nspname = $1 UNION ALL SELECT 'role' FROM pg_roles WHERE rolname = $1
       UNION ALL SELECT 'host' FROM host WHERE host LIKE 'lorient.%' UNION ALL SELECT 'entry' FROM tenant WHERE slug = 'lorient'`,
      [tenant.role],
    );
    expect(left).toEqual([]);
    const rows = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>('SELECT code FROM commune'),
    );
    expect(rows).toHaveLength(1);
    await expect(dropTenant(world.installation, 'lorient')).rejects.toMatchObject({ code: 'no-such-tenant' });
  });
});
