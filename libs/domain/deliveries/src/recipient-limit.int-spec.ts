import { enquiryMails } from '@halles/domain/enquiries';
import { reportMails } from '@halles/domain/reports';
import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer, MemoryTransport } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { DeliveriesModule } from './deliveries.module';
import { DeliveryEntity } from './delivery.entity';
import { DeliveryService } from './delivery.service';
import { RECIPIENT_LIMITS, RecipientLimit } from './recipient-limit';

describe('mails to an address that nobody proved', () => {
  const transport = new MemoryTransport();
  let world: World;
  let deliveries: DeliveryService;
  let limit: RecipientLimit;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    const module = await Test.createTestingModule({
      imports: [worldModule(world, [{ provide: Mailer, useValue: mailer }]), DeliveriesModule],
    }).compile();
    deliveries = module.get(DeliveryService);
    limit = module.get(RecipientLimit);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  const jobOf = (ctx: TenantContext): Job => ({ ctx, outboxId: uuid(), ref: uuid(), failures: 0 });
  const acknowledge = (job: Job, address: string, isProven = false): Promise<void> =>
    deliveries.deliver(job, {
      mail: enquiryMails.acknowledge,
      locale: 'fr',
      to: { name: 'Gagnez un voyage', address, isProven },
      model: enquiryMails.acknowledge.fixtures[0],
    });

  it('are a few an hour, of all territories together; the others are kept as withheld', async () => {
    const jobs = Array.from({ length: 50 }, (_, n) => jobOf(n % 2 === 0 ? world.here : world.there));
    for (const [n, job] of jobs.entries())
      await acknowledge(job, n % 3 === 0 ? 'Victime@mail.example' : 'victime@mail.example');
    expect(transport.sent).toHaveLength(RECIPIENT_LIMITS.hour);
    const statuses: string[] = [];
    for (const { ctx, ref } of jobs)
      statuses.push(...(await deliveries.listByRef(ctx, ref)).map(({ status }) => status));
    expect(statuses.filter((status) => status === 'withheld')).toHaveLength(50 - RECIPIENT_LIMITS.hour);
    // Another kind of mail is not kept away by them, nor is anybody else.
    await deliveries.deliver(jobOf(world.here), {
      mail: reportMails.acknowledge,
      locale: 'fr',
      to: { name: '', address: 'victime@mail.example', isProven: false },
      model: reportMails.acknowledge.fixtures[0],
    });
    await acknowledge(jobOf(world.here), 'autre@mail.example');
    expect(transport.sent).toHaveLength(RECIPIENT_LIMITS.hour + 2);
    expect(transport.sent.map(({ to }) => to.name).join('')).toBe('');
  });

  it('are as few where they are sent all at once', async () => {
    const counted = () => ({ address: 'foule@mail.example', template: 'x', delivery: uuid() });
    const now = new Date();
    const admitted = await Promise.all(Array.from({ length: 40 }, () => limit.admits(counted(), now)));
    expect(admitted.filter(Boolean)).toHaveLength(RECIPIENT_LIMITS.hour);
  });

  it('count once, however often each is tried, and are not sent later when they were withheld', async () => {
    const [first, ...others] = Array.from({ length: RECIPIENT_LIMITS.hour + 1 }, () => jobOf(world.here));
    if (!first) throw new Error('there is a first job');
    for (let tries = 0; tries < 20; tries += 1)
      expect(
        await limit.admits(
          { address: 'essais@mail.example', template: 'enquiry-acknowledge', delivery: first.outboxId },
          new Date(),
        ),
      ).toBe(true);
    for (const job of [...others, ...others]) await acknowledge(job, 'essais@mail.example');
    expect(transport.sent).toHaveLength(RECIPIENT_LIMITS.hour - 1);
  });

  it('are forgotten after a day, which is also when the address may be written to again', async () => {
    const counted = () => ({ address: 'demain@mail.example', template: 'x', delivery: uuid() });
    const start = Date.now();
    const hours = (n: number) => new Date(start + n * 3_600_000);
    let admitted = 0;
    for (let hour = 0; hour < 10; hour += 1)
      for (let n = 0; n < 10; n += 1) admitted += Number(await limit.admits(counted(), hours(hour)));
    expect(admitted).toBe(RECIPIENT_LIMITS.day);
    expect(await limit.admits(counted(), hours(25))).toBe(true);
    await limit.forget({ now: hours(50), signal: new AbortController().signal });
    const [rows] = await platformOf(world).query<{ count: number }>(
      'SELECT count(*)::int FROM mail_recipient',
    );
    expect(rows?.count).toBe(0);
  });

  it('are not limited where the address is proven', async () => {
    for (let n = 0; n < 2 * RECIPIENT_LIMITS.day; n += 1)
      await acknowledge(jobOf(world.here), 'mairie@mail.example', true);
    expect(transport.sent).toHaveLength(2 * RECIPIENT_LIMITS.day);
  });
});
