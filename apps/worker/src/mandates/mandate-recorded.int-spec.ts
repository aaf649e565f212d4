import { mandateInputSchema } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { MANDATE_RECORDED, MANDATE_SIGNED, MandatesModule, MandateService } from '@halles/domain/mandates';
import { NotificationService, NotificationServiceModule } from '@halles/domain/notifications';
import type { Locale } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import { createContext, SignedLinks } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { MandateRecordedProcessor } from './mandate-recorded.processor';

const NOW = new Date('2026-11-25T10:00:00Z');
const agent = { accountId: uuid(), name: 'Claire Dubois' };
const signature = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;

describe('a mandate on a page that somebody keeps', () => {
  const transport = new MemoryTransport();
  let world: World;
  let mandates: MandateService;
  let notifications: NotificationService;
  let processor: MandateRecordedProcessor;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(
      world,
      [DeliveriesModule, MandatesModule, NotificationServiceModule],
      [mailerTo(transport, world)],
    );
    mandates = module.get(MandateService);
    notifications = module.get(NotificationService);
    const [links, deliveries] = [module.get(SignedLinks, { strict: false }), module.get(DeliveryService)];
    processor = new MandateRecordedProcessor(world.config, mandates, links, deliveries);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function aShop(): Promise<number> {
    const [shop = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
    return shop;
  }
  const keeper = (listingId: number, locale: Locale) =>
    anAccount(world, world.here, {
      email: `${uuid()}@four.example`,
      name: 'Odile',
      locale,
      grants: [{ listingId }],
    });
  const record = (listing: number, giverEmail: string | null = null) =>
    mandates.propose(
      createContext(world.here.tenant, { kind: 'agent', accountId: agent.accountId }, uuid()),
      mandateInputSchema.parse({
        listing,
        scope: ['hours', 'description'],
        giverName: 'Jean Personne',
        giverQuality: 'salarié',
        locale: 'fr',
        months: 12,
        means: 'screen',
        giverEmail,
        signature,
      }),
      agent,
      NOW,
    );
  const jobsOf = async (kind: string, ref: string): Promise<string[]> => {
    const rows = await world.installation
      .platform()
      .query<{ id: string }>('SELECT id FROM outbox WHERE kind = $1 AND ref = $2', [kind, ref]);
    return rows.map(({ id }) => id);
  };
  const run = (ref: string, outboxId: string) =>
    processor.run({ ctx: world.here, outboxId, ref, failures: 0 });

  it.each([
    ['fr', 'Un mandat est enregistré', 'les horaires', '25 novembre 2027', '/mandat/'],
    ['en', 'A mandate was recorded', 'opening hours', '25 November 2027', '/mandate/'],
  ] as const)(
    'is told to its owner at once in %s, whatever they chose, once',
    async (locale, subject, reach, until, path) => {
      const listing = await aShop();
      const owner = await keeper(listing, locale);
      const unwanted = { event: 'page', channel: 'mail', wanted: false } as const;
      await notifications.setPreferences(world.here, owner.id, [unwanted], NOW);
      const mandate = await record(listing);
      const jobs = await jobsOf(MANDATE_RECORDED, mandate);
      expect(jobs).toHaveLength(1);
      for (let turn = 0; turn < 2; turn += 1) await run(mandate, jobs[0] ?? '');
      expect(transport.sent).toHaveLength(1);
      const [mail] = transport.sent;
      expect(JSON.stringify(mail)).toContain(owner.email);
      expect(mail?.subject).toContain(subject);
      for (const said of ['Claire Dubois', 'Jean Personne, salarié', reach, until, path])
        expect(mail?.text).toContain(said);
      const { notifications: told } = await notifications.inbox(world.here, owner.id, null);
      expect(told.map(({ page }) => page?.change)).toEqual(['mandate']);
    },
  );

  it('is told of although it was ended before the mail was sent', async () => {
    const listing = await aShop();
    await keeper(listing, 'fr');
    const mandate = await record(listing);
    await mandates.revoke(world.here, mandate, 'town', NOW);
    await run(mandate, uuid());
    expect(transport.sent).toHaveLength(1);
  });

  it('is told in one mail to an owner who gave it, and to nobody where nobody keeps the page', async () => {
    const listing = await aShop();
    const owner = await keeper(listing, 'fr');
    const own = await record(listing, owner.email);
    expect([await jobsOf(MANDATE_RECORDED, own), await jobsOf(MANDATE_SIGNED, own)]).toEqual([
      [expect.any(String)],
      [],
    ]);
    const free = await record(await aShop(), 'jean@example.fr');
    expect([await jobsOf(MANDATE_RECORDED, free), await jobsOf(MANDATE_SIGNED, free)]).toEqual([
      [],
      [expect.any(String)],
    ]);
    await run(free, uuid());
    expect(transport.sent).toEqual([]);
  });
});
