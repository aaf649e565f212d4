import { enquiryMails } from '@halles/domain/enquiries';
import type { Job } from '@halles/platform/outbox';
import { openWorld, type World, servicesOf } from '@halles/testing';
import { HeldTransport, mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { DeliveriesModule } from './deliveries.module';
import { DeliveryEntity } from './delivery.entity';
import { TenantDeliveryRecords } from './delivery-records';
import { DeliveryService } from './delivery.service';

describe('mails that wait for their turn', () => {
  const transport = new HeldTransport();
  let world: World;
  let deliveries: DeliveryService;
  let records: TenantDeliveryRecords;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(world, [DeliveriesModule], [mailerTo(transport, world)]);
    deliveries = module.get(DeliveryService);
    records = module.get(TenantDeliveryRecords);
  });
  afterAll(() => world.close());

  const attemptsOf = async ({ ctx, ref }: Job): Promise<number> =>
    (await deliveries.listByRef(ctx, ref)).reduce((sum, { attempts }) => sum + attempts, 0);

  const begin = (): Job => ({ ctx: world.here, outboxId: uuid(), ref: uuid(), failures: 0 });
  const deliver = (job: Job, address = 'jeanne@habitante.example'): Promise<void> =>
    deliveries.deliver(job, {
      mail: enquiryMails.acknowledge,
      locale: 'fr',
      to: { name: '', address, isProven: true },
      model: enquiryMails.acknowledge.fixtures[0],
    });
  const hasBegun = async (job: Job, attempts = 1): Promise<void> => {
    while ((await attemptsOf(job)) < attempts) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const statusOf = async ({ ctx, ref }: Job): Promise<string[]> =>
    (await deliveries.listByRef(ctx, ref)).map(({ status }) => status);

  beforeEach(() => {
    transport.sent.length = 0;
    transport.hold();
  });

  it('are sent once, though two jobs for the same delivery had begun', async () => {
    const job = begin();
    const both = [deliver(job), deliver(job)];
    // One that fails says so here, or what has begun would be waited for without end.
    await Promise.race([hasBegun(job, 2), Promise.all(both)]);
    transport.release();
    await Promise.all(both);
    expect(transport.sent).toHaveLength(1);
    expect(await statusOf(job)).toEqual(['sent']);
  });

  it('are under way side by side, and leave one after the other: the next once the one before is recorded', async () => {
    const jobs = [begin(), begin(), begin()];
    const all = jobs.map((job, n) => deliver(job, `voisine-${n}@habitante.example`));
    while (transport.opened < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    const before: number[] = [];
    const note = jest.spyOn(records, 'sent').mockImplementation(async (job, response) => {
      before.push(transport.sent.length);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await records.withheld(job);
      expect(response).toContain('250');
    });
    transport.release();
    await Promise.all(all);
    note.mockRestore();
    expect(before).toEqual([1, 2, 3]);
  });

  it('to one mailbox begin one after the other, as they were begun', async () => {
    const jobs = [begin(), begin()];
    const all = jobs.map((job) => deliver(job));
    while (transport.opened < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all(jobs.map((job) => hasBegun(job)));
    expect(transport.opened).toBe(1);
    transport.release();
    await Promise.all(all);
    expect(transport.sent).toHaveLength(2);
  });

  it('are not sent again where the database was away when they had been: the next attempt notes it', async () => {
    const job = begin();
    transport.release();
    const away = jest.spyOn(records, 'sent').mockRejectedValueOnce(new Error('the database is away'));
    await expect(deliver(job)).rejects.toThrow('the database is away');
    expect(await statusOf(job)).toEqual(['queued']);
    await deliver(job);
    away.mockRestore();
    expect([transport.sent.length, await statusOf(job)]).toEqual([1, ['sent']]);
  });

  it('are remembered no longer than it takes to note them, whoever does', async () => {
    const remembered = (deliveries as unknown as { readonly taken: { readonly size: number } }).taken;
    transport.release();
    const note = records.sent.bind(records);
    for (const meanwhile of ['before the next attempt', 'while it waits for its turn']) {
      // Noted by another worker, or by a commit whose answer was lost.
      const away = jest.spyOn(records, 'sent').mockImplementationOnce(async (one, response) => {
        if (meanwhile === 'before the next attempt') await note(one, response);
        throw new Error('the answer was lost');
      });
      const one = begin();
      await expect(deliver(one)).rejects.toThrow('the answer was lost');
      away.mockRestore();
      expect(remembered.size).toBe(1);
      const status = jest.spyOn(records, 'statusOf');
      if (meanwhile === 'while it waits for its turn') status.mockResolvedValueOnce('sent');
      await deliver(one);
      status.mockRestore();
      expect(remembered.size).toBe(0);
    }
  });

  it('are left to the next worker where this one ends: the mail that is being sent is the last', async () => {
    const [first, second] = [begin(), begin()];
    const sending = deliver(first);
    await hasBegun(first);
    const waiting = expect(deliver(second)).rejects.toThrow('this worker ends');
    await hasBegun(second);
    deliveries.beforeApplicationShutdown();
    transport.release();
    await sending;
    await waiting;
    expect(transport.sent).toHaveLength(1);
    expect([await statusOf(first), await statusOf(second)]).toEqual([['sent'], ['queued']]);
  });
});
