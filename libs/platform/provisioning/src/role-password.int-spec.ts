import { PLATFORM_SCHEMA } from '@halles/platform/database';
import type { TenantContext } from '@halles/platform/tenancy';
import { aPerimeter, aTerritory, openWorld, platformOf, type World } from '@halles/testing';
import { createTenant, migrateTenants } from '.';
import { passwordStatement } from './tenant-schema';

const FORMER_KEY = 'former-master-key-0123456789abcdef0123456789';

describe('a master key that was changed', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
  });
  afterAll(() => world.close());

  /** As it is when the servers start with another key than the roles were made with. */
  async function underFormerKey({ tenant }: TenantContext): Promise<void> {
    await world.installation.onSchema('main', PLATFORM_SCHEMA, (runner) =>
      runner.query(passwordStatement(tenant.role, FORMER_KEY)),
    );
    await world.pool.forget(tenant.role);
  }

  const communesOf = (ctx: TenantContext) =>
    world.work.read(ctx, ({ manager }) => manager.query<unknown[]>('SELECT code FROM commune'));

  const renewed = async (slug?: string) => {
    const { tenants } = await migrateTenants(world.installation, slug === undefined ? {} : { slug });
    return tenants.filter(({ passwordRenewed }) => passwordRenewed).map((outcome) => outcome.slug);
  };

  it('shuts the tenants out until they are migrated; then each is renewed once, and said so', async () => {
    await underFormerKey(world.here);
    await underFormerKey(world.there);
    await expect(communesOf(world.here)).rejects.toMatchObject({ code: 'database-unreachable' });

    expect(await renewed('ici-bourg')).toEqual(['ici-bourg']);
    expect(await communesOf(world.here)).toHaveLength(1);
    await expect(communesOf(world.there)).rejects.toMatchObject({ code: 'database-unreachable' });

    expect(await renewed()).toEqual(['autre-ville']);
    expect(await communesOf(world.there)).toHaveLength(1);
    expect(await renewed()).toEqual([]);
  });

  it('two runs at once renew without getting in each other’s way', async () => {
    await underFormerKey(world.here);
    const both = await Promise.all([migrateTenants(world.installation), migrateTenants(world.installation)]);
    expect(both.map(({ failed }) => failed)).toEqual([0, 0]);
    expect(await communesOf(world.here)).toHaveLength(1);
  });

  it('leaves the password of a role that has as many connections as it may', async () => {
    const { role } = world.here.tenant;
    const limit = (most: number) =>
      world.installation.onSchema('main', PLATFORM_SCHEMA, (runner) =>
        runner.query(`ALTER ROLE ${role} CONNECTION LIMIT ${most}`),
      );
    await limit(0);
    const report = await migrateTenants(world.installation, { slug: 'ici-bourg' });
    expect(report.tenants).toMatchObject([{ state: 'already', passwordRenewed: false }]);
    await limit(40);
  });

  it('is taken up by a creation that was interrupted under the former one', async () => {
    await underFormerKey(world.here);
    await platformOf(world).query("UPDATE tenant SET provisioned_at = NULL WHERE slug = 'ici-bourg'");
    const settings = aTerritory('ici-bourg');
    await createTenant(world.installation, { settings, perimeter: aPerimeter(), state: 'live' });
    expect(await communesOf(world.here)).toHaveLength(1);
  });
});
