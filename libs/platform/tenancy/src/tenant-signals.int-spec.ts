import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { required } from '@halles/kernel';
import { openWorld, type World } from '@halles/testing';
import { DatabaseTenantSignals, signal } from './tenant-signals';

describe('signals of tenants', () => {
  let world: World;
  let signals: DatabaseTenantSignals;
  const heard: (readonly [string | undefined, string | undefined])[] = [];

  beforeAll(async () => {
    world = await openWorld();
    signals = new DatabaseTenantSignals(databaseAddresses(world.config), world.config.masterKey);
    expect(signals.isConnected('main')).toBe(false);
    signals.onSignal((role, subject) => heard.push([role, subject]));
    await until(() => heard.length > 0);
    // Whatever was said before it listened was not heard.
    expect([signals.isConnected(world.here.tenant.database), heard]).toEqual([
      true,
      [[undefined, undefined]],
    ]);
  });
  afterAll(async () => {
    await signals.stop();
    await world.close();
  });
  beforeEach(() => {
    heard.length = 0;
  });

  async function until(what: () => boolean): Promise<void> {
    while (!what()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('are heard once they are committed, and not where they were taken back', async () => {
    const refused = world.work.write(world.there, async (tx) => {
      await signal(tx, 'orders 7');
      throw new Error('taken back');
    });
    await expect(refused).rejects.toThrow('taken back');
    await world.work.write(world.here, (tx) => signal(tx, 'orders 12'));
    await until(() => heard.length > 0);
    expect(heard).toEqual([[world.here.tenant.role, 'orders 12']]);
  });

  it('are names and ids: nothing else is said, and nothing else is listened to', async () => {
    for (const subject of ["orders 1'; DROP TABLE listing; --", 'orders', 'Orders 1', 'orders é', ''])
      await expect(world.work.write(world.here, (tx) => signal(tx, subject))).rejects.toThrow('no signal');
    await world.work.write(world.here, ({ manager }) => manager.query("NOTIFY halles_signal, 'anything'"));
    await world.work.write(world.here, (tx) => signal(tx, 'orders 1'));
    await until(() => heard.length > 0);
    expect(heard).toEqual([[world.here.tenant.role, 'orders 1']]);
  });

  it('are heard by nobody who stopped listening', async () => {
    const more: unknown[] = [];
    signals.onSignal((role) => more.push(role))();
    await world.work.write(world.here, (tx) => signal(tx, 'orders 1'));
    await until(() => heard.length > 0);
    expect(more).toEqual([]);
  });

  it('may have been missed while the connection was away, which is said', async () => {
    const address = required(databaseAddresses(world.config).get('main'), 'main');
    const admin = await connectAdmin(world.config, address);
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
      ['halles-listen-halles_signal'],
    );
    await admin.end();
    await until(() => heard.length > 0);
    expect(heard).toEqual([[undefined, undefined]]);
  });
});
