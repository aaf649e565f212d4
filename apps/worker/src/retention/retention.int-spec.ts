import { DeliveryService, DeliveriesModule } from '@halles/domain/deliveries';
import { EnquiriesModule, EnquiryEntity, EnquiryService } from '@halles/domain/enquiries';
import { Mailer } from '@halles/platform/mail';
import { createLog } from '@halles/platform/observability';
import { UnitOfWork } from '@halles/platform/tenancy';
import { FixedRegistry, openWorld, type World } from '@halles/testing';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { WorkerLog } from '../worker-log';
import { retentionLimit } from './retention-limit';
import { RetentionSweep } from './retention-sweep';

const DAY = 86_400_000;

describe('retention', () => {
  let world: World;
  let sweep: RetentionSweep;
  const now = new Date('2026-11-25T12:00:00Z');

  beforeAll(async () => {
    world = await openWorld({ entities: [EnquiryEntity] });
    const tenants = [world.here.tenant, world.there.tenant];
    @Global()
    @Module({
      providers: [
        { provide: UnitOfWork, useValue: world.work },
        { provide: Mailer, useValue: {} },
      ],
      exports: [UnitOfWork, Mailer],
    })
    class WorldModule {}
    const module = await Test.createTestingModule({
      imports: [WorldModule, EnquiriesModule, DeliveriesModule],
    }).compile();
    const log = new WorkerLog(createLog({ name: 'test', level: 'silent' }));
    sweep = new RetentionSweep(
      new FixedRegistry(tenants),
      module.get(EnquiryService),
      module.get(DeliveryService),
      log,
    );
  });
  afterAll(() => world.close());

  async function write(createdAt: Date): Promise<void> {
    const id = uuid();
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query(
        `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
         VALUES ($1::uuid, $1::uuid, right($1::text, 9), 'n', 'a@b.example', 's', $3, 'fr', $2)`,
        [id, createdAt, createdAt.toISOString()],
      );
      await manager.query(
        "INSERT INTO mail_delivery (id, template, ref, recipient, message_id, created_at) VALUES ($1::uuid, 't', $1::uuid, 'a@b.example', $1::text, $2)",
        [id, createdAt],
      );
    });
  }

  const kept = async () =>
    world.work.read(world.here, ({ manager }) =>
      manager.query<{ message: string }[]>('SELECT message FROM enquiry ORDER BY created_at'),
    );

  it('erases an enquiry and its mails after twelve months: the day before, not yet; the day after, yes', async () => {
    const limit = retentionLimit(now);
    expect(limit.toISOString()).toBe('2025-11-25T12:00:00.000Z');
    const [before, exactly, after] = [
      new Date(limit.getTime() - DAY),
      limit,
      new Date(limit.getTime() + DAY),
    ];
    for (const date of [before, exactly, after]) await write(date);
    await sweep.sweep(now);
    expect((await kept()).map(({ message }) => message)).toEqual([
      exactly.toISOString(),
      after.toISOString(),
    ]);
    await sweep.sweep(now);
    expect(await kept()).toHaveLength(2);
    const [mails] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM mail_delivery'),
    );
    expect(mails?.n).toBe(2);
  });
});
