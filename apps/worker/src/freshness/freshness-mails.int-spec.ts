import { listingReportSchema } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { AskService, FreshnessLinks, FreshnessModule, ReportQueue } from '@halles/domain/freshness';
import { ListingReportEntity, ListingReportService, ListingsModule } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer, MemoryTransport } from '@halles/platform/mail';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { PushModule } from '@halles/platform/push';
import { anAccount, openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { ListingReportTellProcessor } from '../listings/listing-report-tell.processor';
import { WorkerConfig } from '../worker-config';
import { FreshnessAskProcessor } from './freshness-ask.processor';
import { FreshnessEscalateProcessor } from './freshness-escalate.processor';
import { FreshnessReportProcessor } from './freshness-report.processor';

describe('mails about freshness', () => {
  const transport = new MemoryTransport();
  let world: World;
  let handlers: Readonly<Record<'ask' | 'tell' | 'report' | 'escalate', JobHandler>>;
  let reports: ListingReportService;
  let queue: ReportQueue;
  let notifications: NotificationService;
  let links: FreshnessLinks;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity, ListingReportEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    const module = await Test.createTestingModule({
      imports: [
        worldModule(world, [{ provide: Mailer, useValue: mailer }]),
        ListingsModule,
        DeliveriesModule,
        PushModule.forRoot(world.config),
        FreshnessModule.forRoot(world.config),
      ],
    }).compile();
    const config = new WorkerConfig(world.config);
    const deliveries = module.get(DeliveryService);
    queue = module.get(ReportQueue, { strict: false });
    reports = module.get(ListingReportService);
    notifications = module.get(NotificationService, { strict: false });
    links = module.get(FreshnessLinks, { strict: false });
    handlers = {
      ask: new FreshnessAskProcessor(config, module.get(AskService, { strict: false }), deliveries),
      tell: new ListingReportTellProcessor(queue),
      report: new FreshnessReportProcessor(config, queue, deliveries),
      escalate: new FreshnessEscalateProcessor(config, queue, deliveries),
    };
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function aKeptListing(locale: 'fr' | 'en' = 'fr') {
    const [listing = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'Chez Odile',
          openingHoursText: 'Mo-Sa 08:00-12:30',
          contact: { phone: '+33556102030' },
        },
      },
    ]);
    const input = { email: `${uuid()}@four.example`, locale, grants: [{ listingId: listing }] };
    return { listing, account: await anAccount(world, world.here, input) };
  }
  const job = (ref: string): Job => ({ ctx: world.here, outboxId: uuid(), ref, failures: 0 });
  async function anAsk(accountId: string, listing: number): Promise<string> {
    const id = uuid();
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO freshness_ask (id, listing_id, account_id, occasion, period, asked_at) VALUES ($1, $2, $3, 'monthly', '2026-11', now())`,
        [id, listing, accountId],
      ),
    );
    return id;
  }
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

  it('the question goes out once, with what the public sees, one link, and where such mails end', async () => {
    const { listing, account } = await aKeptListing();
    const ask = job(await anAsk(account.id, listing));
    await handlers.ask.run(ask);
    await handlers.ask.run(ask);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    const token = links.tokenOf(world.here, ask.ref);
    expect(mail).toMatchObject({
      to: { address: account.email },
      subject: 'Toujours exact ? Chez Odile',
      unsubscribeUrl: expect.stringContaining(`/pro/confirmer/${token}/arreter`) as string,
    });
    expect(mail?.text).toContain(`/pro/confirmer/${token}`);
    expect(mail?.text).toMatch(/8[ \u00a0]h[ \u00a0]– 12[ \u00a0]h[ \u00a0]30/);
    expect([...(mail?.html ?? '').matchAll(/href="/g)]).toHaveLength(1);
  });

  it('the question is in the language of the account', async () => {
    const { listing, account } = await aKeptListing('en');
    await handlers.ask.run(job(await anAsk(account.id, listing)));
    expect(transport.sent[0]?.subject).toBe('Still right? Chez Odile');
    expect(transport.sent[0]?.text).toContain('/en/pro/confirm/');
  });

  it('the question goes to nobody who stopped it between the round and the mail', async () => {
    const { listing, account } = await aKeptListing();
    const ask = await anAsk(account.id, listing);
    await notifications.setPreferences(
      world.here,
      account.id,
      [{ event: 'freshness', channel: 'mail', wanted: false }],
      new Date(),
    );
    await handlers.ask.run(job(ask));
    expect(transport.sent).toEqual([]);
  });

  it('a report is told to the owner once, and to the town where nobody answered; not once it is decided', async () => {
    const { listing, account } = await aKeptListing();
    const id = await aReport(listing);
    for (let time = 0; time < 2; time += 1) await handlers.tell.run(job(id));
    const told = job(id);
    for (let time = 0; time < 2; time += 1) await handlers.report.run(told);
    const escalated = job(id);
    for (let time = 0; time < 2; time += 1) await handlers.escalate.run(escalated);
    expect(transport.sent.map(({ to }) => to.address)).toEqual([account.email, 'mairie@ici-bourg.example']);
    expect(transport.sent[0]?.text).toContain('> Au 14 désormais');
    expect(transport.sent[0]?.text).toContain(`/pro/commerces/${listing}/signalements`);
    const by = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    await queue.accept(world.here, { id, reason: null }, by, new Date());
    transport.sent.length = 0;
    await handlers.report.run(job(id));
    await handlers.escalate.run(job(id));
    expect(transport.sent).toEqual([]);
  });
});
