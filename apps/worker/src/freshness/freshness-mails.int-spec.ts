import { SignedLinks } from '@halles/platform/tenancy';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { QuestionService, questionLink, FreshnessModule } from '@halles/domain/freshness';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { systemClock } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { PushModule } from '@halles/platform/push';
import { anAccount, openWorld, type World, writeListings, servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { FreshnessQuestionProcessor } from './freshness-question.processor';

describe('mails about freshness', () => {
  const transport = new MemoryTransport();
  let world: World;
  let handlers: Readonly<Record<'ask', JobHandler>>;
  let notifications: NotificationService;
  let links: SignedLinks;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(
      world,
      [ListingsModule, DeliveriesModule, PushModule, FreshnessModule],
      [mailerTo(transport, world)],
    );
    const deliveries = module.get(DeliveryService);
    notifications = module.get(NotificationService, { strict: false });
    links = module.get(SignedLinks, { strict: false });
    handlers = {
      ask: new FreshnessQuestionProcessor(
        world.config,
        module.get(QuestionService, { strict: false }),
        deliveries,
        systemClock,
      ),
    };
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function anOwnedListing(locale: 'fr' | 'en' = 'fr') {
    const [listing = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'Chez Odile',
          openingHoursText: 'Mo-Sa 08:00-12:30; Mo[1] off',
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
        `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at) VALUES ($1, $2, $3, 'monthly', '2026-11', now())`,
        [id, listing, accountId],
      ),
    );
    return id;
  }

  it('the question goes out once, with what the public sees, one link, and where such mails end', async () => {
    const { listing, account } = await anOwnedListing();
    const ask = job(await anAsk(account.id, listing));
    await handlers.ask.run(ask);
    await handlers.ask.run(ask);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    const token = links.issue(world.here, questionLink, { id: ask.ref, serial: 0 });
    expect(mail).toMatchObject({
      to: { address: account.email },
      subject: 'Toujours exact ? Chez Odile',
      unsubscribeUrl: expect.stringContaining(`/pro/confirmer/${token}/arreter`) as string,
    });
    expect(mail?.text).toContain(`/pro/confirmer/${token}`);
    expect(mail?.text).toMatch(/8[ \u00a0]h[ \u00a0]– 12[ \u00a0]h[ \u00a0]30/);
    expect(mail?.text).toMatch(/Le premier lundi du mois.: Fermé/);
    expect([...(mail?.html ?? '').matchAll(/href="/g)]).toHaveLength(1);
  });

  it('the question is in the language of the account', async () => {
    const { listing, account } = await anOwnedListing('en');
    await handlers.ask.run(job(await anAsk(account.id, listing)));
    expect(transport.sent[0]?.subject).toBe('Still right? Chez Odile');
    expect(transport.sent[0]?.text).toContain('/en/pro/confirm/');
  });

  it('the question goes to nobody who stopped it between the round and the mail', async () => {
    const { listing, account } = await anOwnedListing();
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
});
