import { listingReportSchema } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import {
  ReportDecisions,
  ReportEntity,
  ReportQueue,
  ReportService,
  ReportsModule,
} from '@halles/domain/reports';
import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer, MemoryTransport } from '@halles/platform/mail';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { PushModule } from '@halles/platform/push';
import { anAccount, openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { ReportEscalateProcessor } from './report-escalate.processor';
import { ReportMailProcessor } from './report-mail.processor';
import { ReportNotifyProcessor } from './report-notify.processor';

describe('mails about reports', () => {
  const transport = new MemoryTransport();
  let world: World;
  let handlers: Readonly<Record<'notify' | 'mail' | 'escalate', JobHandler>>;
  let reports: ReportService;
  let queue: ReportQueue;
  let decisions: ReportDecisions;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity, ReportEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    const module = await Test.createTestingModule({
      imports: [
        worldModule(world, [{ provide: Mailer, useValue: mailer }]),
        DeliveriesModule,
        PushModule,
        ReportsModule,
      ],
    }).compile();
    const config = world.config;
    const deliveries = module.get(DeliveryService);
    reports = module.get(ReportService);
    queue = module.get(ReportQueue);
    decisions = module.get(ReportDecisions);
    handlers = {
      notify: new ReportNotifyProcessor(queue, systemClock),
      mail: new ReportMailProcessor(config, queue, deliveries),
      escalate: new ReportEscalateProcessor(config, queue, deliveries),
    };
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function anOwnedListing() {
    const [listing = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'Chez Odile',
        },
      },
    ]);
    const input = { email: `${uuid()}@four.example`, grants: [{ listingId: listing }] };
    return { listing, account: await anAccount(world, world.here, input) };
  }
  const job = (ref: string): Job => ({ ctx: world.here, outboxId: uuid(), ref, failures: 0 });
  async function aReport(listing: number): Promise<string> {
    const form = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'moved',
      message: 'Au 14 désormais',
    });
    await reports.report(world.here, { listing, ...form }, 'fr');
    const [report] = await queue.list(world.here, { listingId: listing, limit: 1 });
    return report?.id ?? '';
  }

  it('a report is mailed to the owner once, and to the town where nobody answered; not once it is decided', async () => {
    const { listing, account } = await anOwnedListing();
    const id = await aReport(listing);
    for (let time = 0; time < 2; time += 1) await handlers.notify.run(job(id));
    const told = job(id);
    for (let time = 0; time < 2; time += 1) await handlers.mail.run(told);
    const escalated = job(id);
    for (let time = 0; time < 2; time += 1) await handlers.escalate.run(escalated);
    expect(transport.sent.map(({ to }) => to.address)).toEqual([account.email, 'mairie@ici-bourg.example']);
    expect(transport.sent[0]?.text).toContain('> Au 14 désormais');
    expect(transport.sent[0]?.text).toContain(`/pro/commerces/${listing}/signalements`);
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    await decisions.accept(world.here, { id, reason: null }, by, new Date());
    transport.sent.length = 0;
    await handlers.mail.run(job(id));
    await handlers.escalate.run(job(id));
    expect(transport.sent).toEqual([]);
  });
});
