import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { connectAdmin } from '@halles/platform/provisioning';
import { openWorld, type World } from '@halles/testing';
import { publishChange, DatabaseChangeBus, TENANT_CHANNEL } from './change-bus';
import { TypeOrmUnitOfWork } from './unit-of-work';

describe('news of tenants', () => {
  let world: World;
  let news: DatabaseChangeBus;
  const heard: (string | undefined)[] = [];
  beforeAll(async () => {
    world = await openWorld();
    news = new DatabaseChangeBus(databaseAddresses(world.config), world.config.masterKey);
    expect(news.isConnected(world.here.tenant)).toBe(false);
    news.onChange((role) => heard.push(role));
    await until(() => news.isConnected(world.here.tenant));
  });
  afterAll(async () => {
    await news.stop();
    await world.close();
  });
  beforeEach(() => {
    heard.length = 0;
  });

  async function until(what: () => boolean): Promise<void> {
    while (!what()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('name the tenant whose change was committed, and none whose change was taken back', async () => {
    const refused = world.work.write(world.there, async (tx) => {
      await publishChange(tx);
      throw new Error('taken back');
    });
    await expect(refused).rejects.toThrow('taken back');
    await world.work.write(world.here, publishChange);
    await until(() => heard.length > 0);
    expect(heard).toEqual([world.here.tenant.role]);
  });

  it('reach the process that wrote before its write is over, and not where it was taken back', async () => {
    const told: (string | undefined)[] = [];
    const work = new TypeOrmUnitOfWork(world.dataSource, (role) => told.push(role));
    const refused = work.write(world.there, async (tx) => {
      await publishChange(tx);
      throw new Error('taken back');
    });
    await expect(refused).rejects.toThrow('taken back');
    await work.write(world.there, () => Promise.resolve());
    expect(told).toEqual([]);
    await work.write(world.here, publishChange);
    expect(told).toEqual([world.here.tenant.role]);
    // The others are told by the database.
    await until(() => heard.length > 0);
  });

  it('are of no tenant in particular after a connection that was cut', async () => {
    const address = required(databaseAddresses(world.config).get('main'), 'main');
    const admin = await connectAdmin(world.config, address);
    const { rowCount } = await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
      [`halles-listen-${TENANT_CHANNEL}`],
    );
    await admin.end();
    expect(rowCount).toBe(1);
    await until(() => !news.isConnected(world.here.tenant));
    await until(() => heard.length > 0);
    expect(heard).toEqual([undefined]);
    expect(news.isConnected(world.here.tenant)).toBe(true);
  });

  it('are not heard of a database that is not there', () => {
    expect(news.isConnected({ database: 'nowhere' })).toBe(false);
  });
});
