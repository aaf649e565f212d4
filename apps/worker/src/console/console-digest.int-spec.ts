import { listingReportSchema } from '@halles/contracts';
import { ConsoleDigests } from '@halles/domain/console-accounts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { CaseQueues, CasesModule } from '@halles/domain/cases';
import { ReportEntity, ReportService, ReportsModule } from '@halles/domain/reports';
import { TerritoriesModule, TerritoryService } from '@halles/domain/territories';
import { DAY, HOUR } from '@halles/kernel';
import { platformDatabase, platformRoles } from '@halles/platform/database';
import { MemoryTransport } from '@halles/platform/mail';
import { Outbox } from '@halles/platform/outbox';
import { PushModule } from '@halles/platform/push';
import { StorageModule } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, platformOf, servicesOf, type World, writeListings } from '@halles/testing';
import { addAccount, type TestAccount } from '@halles/testing/console';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { ConsoleDigestProcessor } from './console-digest.processor';
import { ConsoleDigestTask } from './console-digest.task';

/** Half past seven on a Friday in Paris. */
const MORNING = new Date('2026-11-27T06:30:00Z');

describe('the mail of what waits', () => {
  const transport = new MemoryTransport();
  let world: World;
  let task: ConsoleDigestTask;
  let processor: ConsoleDigestProcessor;
  let digests: ConsoleDigests;
  let reports: ReportService;
  let agent: TestAccount;
  let manager: TestAccount;
  let now = MORNING;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity, ReportEntity] });
    const module = await servicesOf(
      world,
      [StorageModule, DeliveriesModule, CasesModule, PushModule, ReportsModule, TerritoriesModule],
      [mailerTo(transport, world)],
    );
    const db = platformDatabase(world.pool, platformRoles.console);
    const queues = module.get(CaseQueues, { strict: false });
    digests = new ConsoleDigests(db);
    reports = module.get(ReportService, { strict: false });
    task = new ConsoleDigestTask(digests, queues, new Outbox(), module.get(TerritoryService));
    const clock = { now: () => now };
    const deliveries = module.get(DeliveryService);
    processor = new ConsoleDigestProcessor(world.config, digests, queues, deliveries, clock);
    const tenantId = world.here.tenant.id;
    agent = await addAccount(world, { role: 'agent', tenantId });
    manager = await addAccount(world, { role: 'manager', tenantId });
    await addAccount(world);
    await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    now = MORNING;
    transport.sent.length = 0;
    await platformOf(world).query('DELETE FROM console_digest');
    await platformOf(world).query("DELETE FROM outbox WHERE kind = 'console.digest'");
    await world.work.write(world.here, ({ manager: db }) => db.query('DELETE FROM listing_report'));
    await world.work.write(world.here, ({ manager: db }) => db.query('DELETE FROM correction'));
  });

  async function report(kept = false): Promise<void> {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    if (kept) await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'closed', message: 'Vu' });
    await reports.report(world.here, { ...form, listing }, 'fr');
  }
  const waitSince = (now: Date, days: number) =>
    world.work.write(world.here, ({ manager: db }) =>
      db.query('UPDATE listing_report SET created_at = $1', [new Date(now.getTime() - days * DAY)]),
    );
  const promise = async (now = MORNING, ctx: TenantContext = world.here): Promise<unknown> =>
    task.promise(ctx, { now, signal: new AbortController().signal });
  const owed = () =>
    platformOf(world).query<{ id: string; ref: string; account: string }>(
      `SELECT o.id, o.ref, d.account_id AS account FROM outbox o JOIN console_digest d ON d.id = o.ref
        WHERE o.kind = 'console.digest'`,
    );
  const sendAll = async (ctx = world.here): Promise<void> => {
    for (const { id, ref } of await owed()) await processor.run({ ctx, outboxId: id, ref, failures: 0 });
  };

  it('is promised once a day to each who works for the town, however often and at once it is tried', async () => {
    await report();
    await Promise.all([promise(), promise()]);
    await promise(new Date(MORNING.getTime() + 60_000));
    expect((await owed()).map(({ account }) => account).sort()).toEqual([agent.id, manager.id].sort());
    await promise(new Date(MORNING.getTime() + 3 * DAY));
    expect(await owed()).toHaveLength(4);
  });

  it('says what waits and for how long, once, however often the job runs', async () => {
    await report();
    await report();
    await waitSince(MORNING, 8);
    await promise();
    await sendAll();
    await sendAll();
    expect(transport.sent.map(({ to }) => to.address).sort()).toEqual([agent.email, manager.email].sort());
    const [mail] = transport.sent;
    expect(mail?.subject).toBe('2 dossiers attendent la collectivité');
    const text = mail?.text.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(text).toContain('Signalements : 2 (depuis 8 jours au plus)');
    expect(text).toContain('/territoires/ici-bourg/signalements');
    expect(text).toContain('les matins des jours ouvrés');
    expect(text).not.toContain('Litige');
  });

  it('names the addresses that businesses ask for apart from corrections by link', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const waits = (doubt: string) =>
      world.work.write(world.here, ({ manager: db }) =>
        db.query(
          `INSERT INTO correction (id, listing_id, changes, state, doubt, created_at) VALUES ($1, $2, '{}', 'open', $3, $4)`,
          [uuid(), listing, doubt, new Date(MORNING.getTime() - DAY)],
        ),
      );
    for (const doubt of ['moved', 'commune', 'policy']) await waits(doubt);
    await promise();
    await sendAll();
    const text = transport.sent[0]?.text.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(text).toContain('Adresses à vérifier : 2 (depuis hier au plus)');
    expect(text).toContain('Correction : 1 (depuis hier au plus)');
  });

  it('is not promised where nothing waits, or only what a merchant may answer first', async () => {
    await promise();
    await report(true);
    await promise();
    await promise(MORNING, world.there);
    expect(await owed()).toEqual([]);
  });

  it('is not promised at the weekend, nor later than in the morning', async () => {
    await report();
    await promise(new Date('2026-11-28T07:00:00Z'));
    await promise(new Date('2026-11-27T12:00:00Z'));
    expect(await owed()).toEqual([]);
  });

  it('is not promised on public holidays, those of the place included', async () => {
    await report();
    await promise(new Date('2026-12-25T06:30:00Z'));
    await promise(new Date('2028-05-01T05:30:00Z'));
    expect(await owed()).toEqual([]);
    // The day after Christmas is one in Alsace alone, and the towns are elsewhere.
    await promise(new Date('2028-12-26T06:30:00Z'));
    expect(await owed()).toHaveLength(2);
  });

  it('is promised to nobody who wants none, and not sent to who wants none since', async () => {
    await report();
    await digests.choose(manager.id, false);
    await promise();
    expect((await owed()).map(({ account }) => account)).toEqual([agent.id]);
    await digests.choose(agent.id, false);
    await sendAll();
    expect(transport.sent).toEqual([]);
    for (const { id } of [agent, manager]) await digests.choose(id, true);
  });

  it('is not sent at noon nor on the next morning, by a worker or to a mail server that was away', async () => {
    await report();
    await promise();
    for (const hours of [6, 3 * 24]) {
      now = new Date(MORNING.getTime() + hours * HOUR);
      await sendAll();
    }
    expect(transport.sent).toEqual([]);
    now = new Date(MORNING.getTime() + HOUR);
    await sendAll();
    expect(transport.sent).toHaveLength(2);
  });

  it('is not sent where all was decided on meanwhile or the portal has ended, nor in the name of another territory', async () => {
    await report();
    await promise();
    await sendAll(world.there);
    await sendAll({ ...world.here, tenant: { ...world.here.tenant, state: 'archived' } });
    expect(transport.sent).toEqual([]);
    await world.work.write(world.here, ({ manager: db }) => db.query('DELETE FROM listing_report'));
    await sendAll();
    expect(transport.sent).toEqual([]);
  });
});
