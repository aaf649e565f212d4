import { required } from '@halles/kernel';
import { databaseAddresses, platformDatabase, platformRoles } from '@halles/platform/database';
import {
  addHost,
  connectAdmin,
  makeCanonical,
  removeHost,
  setTenantState,
  verifyHost,
} from '@halles/platform/provisioning';
import { openWorld, platformOf, type World } from '@halles/testing';
import { DatabaseRegistry } from './database-registry';

const until = async (what: () => boolean): Promise<void> => {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('registry', () => {
  let world: World;
  let registry: DatabaseRegistry;
  const warnings: string[] = [];

  beforeAll(async () => {
    world = await openWorld();
    const address = databaseAddresses(world.config).get('main');
    if (!address) throw new Error('no main database');
    registry = new DatabaseRegistry(
      platformDatabase(world.pool, platformRoles.registry),
      address,
      world.config.masterKey,
      {
        warn: (message) => warnings.push(message),
      },
    );
    // It reads everything again from time to time: here it knows but what it is told.
    const polling = jest
      .spyOn(globalThis, 'setInterval')
      .mockImplementation(() => setTimeout(() => undefined));
    await registry.start();
    expect(polling).toHaveBeenCalledTimes(1);
    polling.mockRestore();
  });
  afterAll(async () => {
    await registry.stop();
    await world.close();
  });

  const slug = () => world.here.tenant.slug;

  it('finds tenants by host, slug and role, and no tenant by an unknown host', () => {
    const tenant = registry.bySlug(slug());
    expect(registry.byHost(`${slug()}.localhost`)).toBe(tenant);
    expect(registry.byRole(world.here.tenant.role)).toBe(tenant);
    expect(registry.byHost('inconnu.localhost')).toBeUndefined();
    expect(registry.byHost('localhost')).toBeUndefined();
    expect(Object.isFrozen(tenant) && Object.isFrozen(tenant?.settings.word)).toBe(true);
  });

  it('shuts a suspended tenant as soon as it is told, and opens it again', async () => {
    await setTenantState(world.installation, slug(), 'suspended', 'test');
    await until(() => registry.bySlug(slug())?.state === 'suspended');
    await setTenantState(world.installation, slug(), 'live', 'test');
    await until(() => registry.bySlug(slug())?.state === 'live');
    const log = await world.installation.onSchema('main', world.here.tenant.role, (runner) =>
      runner.query('SELECT action FROM audit_log ORDER BY at'),
    );
    expect(log).toEqual([{ action: 'tenant.suspended' }, { action: 'tenant.live' }]);
  });

  it('lets a custom domain serve only once its record is published, and redirects to it only then', async () => {
    const proof = await addHost(world.installation, slug(), 'Commerces.Exemple.FR');
    await expect(
      verifyHost(world.installation, slug(), proof.host, () => Promise.resolve(['something else'])),
    ).rejects.toMatchObject({ code: 'host-not-proved' });
    await expect(makeCanonical(world.installation, slug(), proof.host)).rejects.toMatchObject({
      code: 'host-not-proved',
    });
    expect(registry.byHost('commerces.exemple.fr')).toBeUndefined();
    await verifyHost(world.installation, slug(), proof.host, (name) =>
      Promise.resolve(name === '_halles.commerces.exemple.fr' ? [proof.token] : []),
    );
    await until(() => registry.byHost('commerces.exemple.fr')?.slug === slug());
    await makeCanonical(world.installation, slug(), proof.host);
    await until(() => registry.bySlug(slug())?.canonicalHost === 'commerces.exemple.fr');
    await expect(removeHost(world.installation, slug(), proof.host)).rejects.toMatchObject({
      code: 'host-in-use',
    });
    await makeCanonical(world.installation, slug(), `${slug()}.localhost`);
    await removeHost(world.installation, slug(), proof.host);
    await until(() => registry.byHost('commerces.exemple.fr') === undefined);
    const log = await world.installation.onSchema('main', world.here.tenant.role, (runner) =>
      runner.query(
        "SELECT action, detail ->> 'host' AS host FROM audit_log WHERE action LIKE 'host.%' ORDER BY at",
      ),
    );
    const { host } = proof;
    expect(log).toEqual([
      { action: 'host.added', host },
      { action: 'host.verified', host },
      { action: 'host.canonical', host },
      { action: 'host.canonical', host: `${slug()}.localhost` },
      { action: 'host.removed', host },
    ]);
  });

  it('refuses a host that another tenant has, or that belongs to the platform', async () => {
    await addHost(world.installation, world.there.tenant.slug, 'pris.example');
    await expect(addHost(world.installation, slug(), 'pris.example')).rejects.toMatchObject({
      code: 'host-taken',
    });
    for (const host of [
      'localhost',
      'console.localhost',
      'autre.localhost',
      '10.0.0.1',
      'sans-point',
      'a b.fr',
      'x.fr:443',
    ]) {
      await expect(addHost(world.installation, slug(), host)).rejects.toMatchObject({
        code: 'host-malformed',
      });
    }
  });

  it('leaves a invalid entry out and serves the others', async () => {
    await platformOf(world).query("UPDATE tenant SET settings = settings - 'title' WHERE slug = $1", [
      world.there.tenant.slug,
    ]);
    await until(() => registry.bySlug(world.there.tenant.slug) === undefined);
    expect(registry.bySlug(slug())).toBeDefined();
    expect(warnings.join()).toContain(world.there.tenant.slug);
  });

  it('follows again after its connection was cut', async () => {
    const admin = await connectAdmin(
      world.config,
      required(databaseAddresses(world.config).get('main'), 'main'),
    );
    const { rowCount } = await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'halles-listen-halles_registry' AND datname = current_database()",
    );
    await admin.end();
    expect(rowCount).toBe(1);
    await setTenantState(world.installation, slug(), 'suspended', 'test');
    await until(() => registry.bySlug(slug())?.state === 'suspended');
  });
});
