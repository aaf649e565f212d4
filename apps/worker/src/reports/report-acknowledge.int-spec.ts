import { SignedLinks } from '@halles/platform/tenancy';
import { listingReportSchema } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { ReportEntity, ReportService, ReportsModule } from '@halles/domain/reports';
import { MemoryTransport } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import { PushModule } from '@halles/platform/push';
import { openWorld, type World, writeListings, servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { ReportAcknowledgeProcessor } from './report-acknowledge.processor';

describe('thanks for a report', () => {
  const transport = new MemoryTransport();
  let world: World;
  let reports: ReportService;
  let processor: ReportAcknowledgeProcessor;
  let listing: number;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity, ReportEntity] });
    const module = await servicesOf(
      world,
      [ReportsModule, PushModule, DeliveriesModule],
      [mailerTo(transport, world)],
    );
    reports = module.get(ReportService);
    processor = new ReportAcknowledgeProcessor(
      world.config,
      reports,
      module.get(SignedLinks),
      module.get(DeliveryService),
    );
    [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Paul' } }]);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function jobOf(fields: Readonly<Record<string, unknown>>, locale: 'fr' | 'en' = 'fr'): Promise<Job> {
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'moved', ...fields });
    await reports.report(world.here, { listing, ...form }, locale);
    const [report] = await reports.reportsOf(world.here, listing);
    return { ctx: world.here, outboxId: uuid(), ref: report?.id ?? '', failures: 0 };
  }

  it('goes out once, however often the job runs, in the reader’s language, with a link that confirms it', async () => {
    const job = await jobOf({ email: 'reader@example.org', message: 'Now at number 14' }, 'en');
    await processor.run(job);
    await processor.run(job);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    expect(mail).toMatchObject({
      to: { address: 'reader@example.org' },
      subject: 'Thank you for your report on “CANARY-TITLE ici-bourg (en)”',
    });
    const [, token = ''] = /\/en\/report\/([\w.-]+)/.exec(mail?.text ?? '') ?? [];
    expect((await reports.open(world.here, token)).id).toBe(job.ref);
    // Whoever typed the address may be a stranger to it: nothing that they wrote goes there.
    expect(`${mail?.text}${mail?.html}`).not.toContain('Now at number 14');
    expect(mail?.text).toContain('has moved');
  });

  it('goes to nobody where no address was left, or where the business may not be shown any more', async () => {
    await processor.run(await jobOf({}));
    const job = await jobOf({ email: 'lectrice@example.fr' });
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`UPDATE listing SET visibility = 'not-public' WHERE id = $1`, [listing]),
    );
    await processor.run(job);
    expect(transport.sent).toEqual([]);
  });
});
