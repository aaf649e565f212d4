import { mandateInputSchema } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { MANDATE_RECORDED, MANDATE_SIGNED, MandatesModule, MandateService } from '@halles/domain/mandates';
import { NotificationService, NotificationServiceModule } from '@halles/domain/notifications';
import { type Locale, required, systemClock } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import { createContext, SignedLinks } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { MandateRecordedProcessor } from './mandate-recorded.processor';
import { MandateSignedProcessor } from './mandate-signed.processor';

const NOW = new Date('2026-11-25T10:00:00Z');
const agent = { accountId: uuid(), name: 'Claire Dubois' };
const signature = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;

describe('a mandate on a page that somebody keeps', () => {
  const transport = new MemoryTransport();
  let world: World;
  let mandates: MandateService;
  let notifications: NotificationService;
  let processor: MandateRecordedProcessor;
  let copies: MandateSignedProcessor;
  let grants: GrantService;

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
    processor = new MandateRecordedProcessor(world.config, mandates, links, deliveries, systemClock);
    copies = new MandateSignedProcessor(world.config, mandates, links, deliveries);
    grants = module.get(GrantService, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  /** A worker of its own, which sends and notes beside the others. */
  async function aWorker() {
    const own = await servicesOf(
      world,
      [DeliveriesModule, MandatesModule, NotificationServiceModule],
      [mailerTo(transport, world)],
    );
    const parts = [own.get(MandateService), own.get(SignedLinks, { strict: false })] as const;
    const deliveries = own.get(DeliveryService);
    return {
      [MANDATE_RECORDED]: new MandateRecordedProcessor(world.config, ...parts, deliveries, systemClock),
      [MANDATE_SIGNED]: new MandateSignedProcessor(world.config, ...parts, deliveries),
    };
  }
  type Workers = Awaited<ReturnType<typeof aWorker>>;

  async function aShop(): Promise<number> {
    const [shop = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
    return shop;
  }
  const somebody = (locale: Locale, name = 'Odile') =>
    anAccount(world, world.here, { email: `${uuid()}@four.example`, name, locale, isVerified: true });
  async function keeper(listing: number, locale: Locale) {
    const account = await somebody(locale);
    await world.work.write(world.here, (tx) => grants.giveOwner(tx, listing, account.id, NOW));
    return account;
  }
  const record = (
    listing: number,
    giverEmail: string | null = null,
    by: object = { means: 'screen', signature },
  ) =>
    mandates.propose(
      createContext(world.here.tenant, { kind: 'agent', accountId: agent.accountId }, uuid()),
      mandateInputSchema.parse({
        listing,
        scope: ['hours', 'description'],
        giverName: 'Jean Personne',
        giverQuality: 'salarié',
        locale: 'fr',
        months: 12,
        giverEmail,
        ...by,
      }),
      agent,
      NOW,
    );
  /** The owner's own: asked at their address, and signed. */
  async function signedBy(listing: number, email: string): Promise<string> {
    const mandate = await record(listing, email, { means: 'link' });
    await mandates.sign(world.here, mandate, { name: 'Odile', agreed: 'yes' }, NOW);
    return mandate;
  }
  const jobsOf = async (kind: string, ref: string): Promise<string[]> => {
    const rows = await world.installation
      .platform()
      .query<{ id: string }>('SELECT id FROM outbox WHERE kind = $1 AND ref = $2', [kind, ref]);
    return rows.map(({ id }) => id);
  };
  const run = (ref: string, outboxId: string) =>
    processor.run({ ctx: world.here, outboxId, ref, failures: 0 });

  const copy = (ref: string, outboxId: string) => copies.run({ ctx: world.here, outboxId, ref, failures: 0 });

  it.each([
    ['fr', 'La collectivité demande votre accord', 'les horaires', '25 novembre 2027', '/equipe'],
    ['en', 'The local authority asks for your agreement', 'opening hours', '25 November 2027', '/team'],
  ] as const)(
    'that somebody else signed asks its owner at once in %s, whatever they chose, once',
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
      // The signer's link is not the owner's.
      expect(mail?.text).not.toMatch(/\/mandate?\//);
      const { notifications: told } = await notifications.inbox(world.here, owner.id, null);
      expect(told.map(({ page }) => page?.change)).toEqual(['mandate-asked']);
    },
  );

  it('is told of although it was ended before the mail was sent', async () => {
    const listing = await aShop();
    const owner = await keeper(listing, 'fr');
    const mandate = await signedBy(listing, owner.email);
    await mandates.revoke(world.here, mandate, 'town', NOW);
    await run(mandate, uuid());
    const [mail] = transport.sent;
    expect(mail?.text).toMatch(
      /a pu modifier la page de Chez Odile à votre place\. Ce mandat a déjà pris fin\s: il ne permet plus rien/,
    );
    expect(mail?.text).toMatch(/Jusqu’au mercredi 25 novembre 2026/);
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/peut désormais|retirez le mandat|ou retirer/);
  });

  it('is not told of where it was refused before the mail was sent: it never allowed anything', async () => {
    const listing = await aShop();
    await keeper(listing, 'fr');
    const mandate = await record(listing);
    await mandates.revoke(world.here, mandate, 'merchant', NOW);
    for (const job of await jobsOf(MANDATE_RECORDED, mandate)) await run(mandate, job);
    expect(transport.sent).toEqual([]);
  });

  it('names who signed behind the link, and whom the agent had asked', async () => {
    const listing = await aShop();
    await keeper(listing, 'fr');
    const asked = await record(listing, 'jean@example.fr', { means: 'link' });
    await mandates.sign(world.here, asked, { name: 'Zoé Martin', agreed: 'yes' }, NOW);
    await run(asked, uuid());
    const again = await record(listing, 'jean@example.fr', { means: 'link' });
    await mandates.sign(world.here, again, { name: 'Jean Personne', agreed: 'yes' }, NOW);
    await run(again, uuid());
    const [other, same] = transport.sent.map(({ text }) => text);
    expect(other).toMatch(/Signé par\s: Zoé Martin\s+Demandé à\s: Jean Personne, salarié/);
    expect(same).toMatch(/Signé par\s: Jean Personne, salarié/);
    expect(same).not.toContain('Demandé à');
  });

  it('is told to no later owner: who gave it has their copy', async () => {
    const listing = await aShop();
    const owner = await keeper(listing, 'fr');
    const mandate = await signedBy(listing, owner.email);
    const next = await somebody('fr', 'Zoé');
    const later = new Date(NOW.getTime() + 1);
    await world.work.write(world.here, (tx) => grants.transferOwner(tx, listing, next.id, later));
    for (const job of await jobsOf(MANDATE_RECORDED, mandate)) await run(mandate, job);
    for (const job of await jobsOf(MANDATE_SIGNED, mandate)) await copy(mandate, job);
    expect(transport.sent.map(({ to }) => to.address)).toEqual([owner.email]);
    expect(transport.sent[0]?.subject).toContain('Accord enregistré');
  });

  it.each([
    ['the copy first', ['copy', 'owner']],
    ['the mail to the owner first', ['owner', 'copy']],
  ])('is told once to an owner who gave it, whichever job has its turn first: %s', async (_order, turns) => {
    const listing = await aShop();
    const owner = await keeper(listing, 'fr');
    const own = await signedBy(listing, owner.email);
    const jobs = { owner: [run, MANDATE_RECORDED], copy: [copy, MANDATE_SIGNED] } as const;
    for (const turn of turns) {
      const [work, kind] = jobs[turn as keyof typeof jobs];
      for (const job of await jobsOf(kind, own)) await work(own, job);
    }
    expect(transport.sent.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Un mandat est enregistré'),
    ]);
    for (const said of ['Claire Dubois', 'les horaires', 'le nom et la description', '25 novembre 2027'])
      expect(transport.sent[0]?.text).toContain(said);
    expect(transport.sent[0]?.text).toMatch(/Relire ou retirer le mandat\s: http/);
  });

  it('is told to who gave it and left the page before either mail went, in one copy', async () => {
    const listing = await aShop();
    const owner = await keeper(listing, 'fr');
    const own = await signedBy(listing, owner.email);
    for (const job of await jobsOf(MANDATE_SIGNED, own)) await copy(own, job);
    const next = await somebody('fr', 'Zoé');
    const later = new Date(NOW.getTime() + 1);
    await world.work.write(world.here, (tx) => grants.transferOwner(tx, listing, next.id, later));
    for (let turn = 0; turn < 2; turn += 1)
      for (const job of await jobsOf(MANDATE_RECORDED, own)) await run(own, job);
    expect(transport.sent.map(({ to, subject }) => [to.address, subject])).toEqual([
      [owner.email, expect.stringContaining('Accord enregistré')],
    ]);
  });

  it.each([
    ['the copy is', [MANDATE_SIGNED, MANDATE_RECORDED], 'Accord enregistré'],
    ['the mail to the owner is', [MANDATE_RECORDED, MANDATE_SIGNED], 'Un mandat est enregistré'],
  ] as const)(
    'is told in one mail where the owner leaves the page and another worker has its turn while %s sent',
    async (_what, [first, second], subject) => {
      const listing = await aShop();
      const owner = await keeper(listing, 'fr');
      const own = await signedBy(listing, owner.email);
      const next = await somebody('fr', 'Zoé');
      const later = new Date(NOW.getTime() + 1);
      const leave = () =>
        world.work.write(world.here, (tx) => grants.transferOwner(tx, listing, next.id, later));
      const turn = async (worker: Workers, kind: typeof first | typeof second) => {
        for (const outboxId of await jobsOf(kind, own))
          await required(worker[kind], kind).run({ ctx: world.here, outboxId, ref: own, failures: 0 });
      };
      const [one, other] = [await aWorker(), await aWorker()];
      if (first === MANDATE_SIGNED) await leave();
      const send = transport.send.bind(transport);
      const sending = jest.spyOn(transport, 'send').mockImplementationOnce(async (mail, mayLeave) => {
        await mayLeave?.();
        if (first === MANDATE_RECORDED) await leave();
        await turn(other, second);
        return send(mail);
      });
      await turn(one, first);
      sending.mockRestore();
      expect(transport.sent.map(({ to, subject: said }) => [to.address, said])).toEqual([
        [owner.email, expect.stringContaining(subject)],
      ]);
    },
  );

  it('is told in one mail to an owner who gave it, and to nobody where nobody keeps the page', async () => {
    const listing = await aShop();
    const owner = await keeper(listing, 'fr');
    const own = await signedBy(listing, owner.email);
    for (const job of await jobsOf(MANDATE_RECORDED, own)) await run(own, job);
    for (const job of await jobsOf(MANDATE_SIGNED, own)) await copy(own, job);
    expect(transport.sent.map(({ to }) => to.address)).toEqual([owner.email]);
    expect(transport.sent[0]?.subject).toContain('Un mandat est enregistré');
    transport.sent.length = 0;
    const free = await record(await aShop(), 'jean@example.fr');
    expect([await jobsOf(MANDATE_RECORDED, free), await jobsOf(MANDATE_SIGNED, free)]).toEqual([
      [],
      [expect.any(String)],
    ]);
  });
});
