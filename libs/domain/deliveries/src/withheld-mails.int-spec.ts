import { accountMails } from '@halles/domain/accounts';
import { enquiryMails } from '@halles/domain/enquiries';
import { reportMails } from '@halles/domain/reports';
import { MAILBOX_LIMITS, MemoryTransport, RECIPIENT_LIMITS, RecipientLimit } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, type World, servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { DeliveriesModule } from './deliveries.module';
import { DeliveryEntity } from './delivery.entity';
import { DeliveryService } from './delivery.service';

describe('mails to an address that nobody proved', () => {
  const transport = new MemoryTransport();
  let world: World;
  let deliveries: DeliveryService;
  let limit: RecipientLimit;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(world, [DeliveriesModule], [mailerTo(transport, world)]);
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

  it('leave a copy where its reader has just asked for them there, and not otherwise', async () => {
    const { here } = world;
    const copy = { ...here, tenant: { ...here.tenant, isCopy: true } };
    const job = jobOf(copy);
    await acknowledge(job, 'habitante@mail.example', true);
    expect(transport.sent).toEqual([]);
    expect(await deliveries.listByRef(here, job.ref)).toMatchObject([{ status: 'withheld' }]);
    await deliveries.deliver(jobOf(copy), {
      mail: accountMails.notice,
      locale: 'fr',
      to: { name: '', address: 'habitante@mail.example', isProven: false },
      model: accountMails.notice.fixtures[0],
    });
    expect(transport.sent).toHaveLength(1);
  });

  it('count once, however often each is tried, and are not sent later when they were withheld', async () => {
    const [first, ...others] = Array.from({ length: RECIPIENT_LIMITS.hour + 1 }, () => jobOf(world.here));
    if (!first) throw new Error('there is a first job');
    for (let tries = 0; tries < 20; tries += 1)
      expect(
        await limit.admits(
          {
            address: 'essais@mail.example',
            counted: 'enquiry-acknowledge',
            limits: RECIPIENT_LIMITS,
            delivery: first.outboxId,
          },
          new Date(),
        ),
      ).toBe(true);
    for (const job of [...others, ...others]) await acknowledge(job, 'essais@mail.example');
    expect(transport.sent).toHaveLength(RECIPIENT_LIMITS.hour - 1);
  });

  it('about one thing are counted by it, where somebody of the territory causes them', async () => {
    const about = (thing: string): Promise<void> =>
      deliveries.deliver(
        jobOf(world.here),
        {
          mail: enquiryMails.acknowledge,
          locale: 'fr',
          to: { name: '', address: 'cliente@mail.example', isProven: false },
          model: enquiryMails.acknowledge.fixtures[0],
        },
        thing,
      );
    for (let n = 0; n < RECIPIENT_LIMITS.hour; n += 1) await about('order one');
    await about('order one');
    await about('order two');
    await acknowledge(jobOf(world.here), 'cliente@mail.example');
    expect(transport.sent).toHaveLength(RECIPIENT_LIMITS.hour + 2);
  });

  it('about things that are made anew for each add up for the mailbox, of all territories together', async () => {
    for (let n = 0; n < MAILBOX_LIMITS.hour + 10; n += 1)
      await deliveries.deliver(
        jobOf(n % 2 === 0 ? world.here : world.there),
        {
          mail: enquiryMails.acknowledge,
          locale: 'fr',
          to: { name: '', address: `bombardee+${n}@mail.example`, isProven: false },
          model: enquiryMails.acknowledge.fixtures[0],
        },
        `order ${n}`,
      );
    expect(transport.sent).toHaveLength(MAILBOX_LIMITS.hour);
  });

  it('are not limited where the address is proven', async () => {
    for (let n = 0; n < 2 * RECIPIENT_LIMITS.day; n += 1)
      await acknowledge(jobOf(world.here), 'mairie@mail.example', true);
    expect(transport.sent).toHaveLength(2 * RECIPIENT_LIMITS.day);
  });
});
