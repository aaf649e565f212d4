import { GrantService } from '@halles/domain/accounts';
import { CorrectionService, CorrectionsModule, MerchantPlaces } from '@halles/domain/corrections';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { ProfileWriter } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { openCorrectionsOf } from '@halles/testing/corrections';
import { promisedOf } from '@halles/testing/freshness';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { PlaceAnswerProcessor } from './place-answer.processor';
import { PlaceReopenedProcessor } from './place-reopened.processor';

const NOW = new Date('2026-11-25T10:00:00Z');
const ACCEPT = { decision: 'accept', reason: null } as const;
const REFUSE = { decision: 'refuse', reason: 'Le bail est au 12' } as const;

describe('mails about the place of a page', () => {
  const transport = new MemoryTransport();
  const judge = { accountId: uuid(), name: 'Nadia, mairie' };
  let world: World;
  let places: MerchantPlaces;
  let corrections: CorrectionService;
  let answer: PlaceAnswerProcessor;
  let reopened: PlaceReopenedProcessor;
  let keep: (listing: number, account: string) => Promise<void>;
  let writer: ProfileWriter;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(
      world,
      [CorrectionsModule, DeliveriesModule],
      [mailerTo(transport, world)],
    );
    places = module.get(MerchantPlaces);
    corrections = module.get(CorrectionService);
    const deliveries = module.get(DeliveryService);
    const grants = module.get(GrantService, { strict: false });
    writer = module.get(ProfileWriter, { strict: false });
    answer = new PlaceAnswerProcessor(world.config, places, deliveries);
    reopened = new PlaceReopenedProcessor(world.config, places, deliveries);
    keep = (listing, account) =>
      world.work.write(world.here, async (tx) => {
        await grants.giveOwner(tx, listing, account, NOW);
        await writer.keep(tx, listing, NOW);
      });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  const job = (ref: string): Job => ({ ctx: world.here, outboxId: uuid(), ref, failures: 0 });
  const promised = async (id: string): Promise<number> =>
    (await promisedOf(world, 'correction.reopened')).filter((ref) => ref === id).length;

  /** A place that who keeps the page asked for, and that waits. */
  async function aRequest(locale: Locale = 'fr') {
    const address = { number: '12', street: 'Rue Neuve', postalCode: '33000', communeCode: '33063' };
    const position = { longitude: -0.5739, latitude: 44.8404 };
    const [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Le Four', address, position: { ...position, precision: 'address' } } },
    ]);
    const account = await anAccount(world, world.here, { isVerified: true });
    await keep(listing, account.id);
    const far = { ...address, number: '99', repetition: null, complement: null };
    const changes = { address: { ...far, position: { ...position, latitude: 44.845 } } };
    const author = { kind: 'merchant', accountId: account.id, name: 'Odile' } as const;
    const save = { version: null, changes, author };
    await places.save(world.here, listing, save, locale, NOW);
    const [id = ''] = await openCorrectionsOf(world, listing);
    return { id, email: account.email, listing, save };
  }

  it.each<[Locale, string, RegExp]>([
    [
      'fr',
      'Votre demande d’adresse est examinée de nouveau : Le Four',
      /demandée\s: 99 Rue Neuve, 33000 Bordeaux\s+Adresse en ligne\s: 12 Rue Neuve, 33000 Bordeaux/,
    ],
    [
      'en',
      'Your request for an address is looked at again: Le Four',
      /asked for: 99 Rue Neuve, 33000 Bordeaux\s+Address online: 12 Rue Neuve, 33000 Bordeaux/,
    ],
  ])('say in %s that an answer that they told of was taken back, once', async (locale, subject, words) => {
    const { id, email } = await aRequest(locale);
    await corrections.decide(world.here, id, ACCEPT, judge, NOW);
    await answer.run(job(id));
    const by = new RegExp(`(Décision de|Decided by)\\s?: ${world.here.tenant.settings.publisher.name}`);
    expect(transport.sent.at(-1)?.text).toMatch(by);
    await corrections.reopen(world.here, id, judge, NOW);
    expect(await promised(id)).toBe(1);
    transport.sent.length = 0;
    const one = job(id);
    for (let time = 0; time < 2; time += 1) await reopened.run(one);
    // Another job of the same reopening says no more.
    await reopened.run(job(id));
    expect(transport.sent.map(({ to }) => to.address)).toEqual([email]);
    expect(transport.sent[0]).toMatchObject({ subject });
    expect(transport.sent[0]?.text).toMatch(words);
    expect(transport.sent[0]?.text).toMatch(by);
    expect(transport.sent[0]?.text).toMatch(/n’est pas en ligne|is not online/);
  });

  it('say that the town moved the point on the map, where the address is the one that was asked for', async () => {
    const { id } = await aRequest();
    const position = { longitude: -0.5745, latitude: 44.8455 };
    const place = {
      line: '99 Rue Neuve',
      complement: null,
      postalCode: '33000',
      communeCode: '33063',
      position,
    };
    await corrections.decide(world.here, id, { ...ACCEPT, address: place }, judge, NOW);
    transport.sent.length = 0;
    await answer.run(job(id));
    const [mail] = transport.sent;
    expect(mail?.subject).toMatch(/en ligne, son point déplacé\s: Le Four$/);
    expect(mail?.text).toContain('a déplacé son point sur la carte');
    expect(mail?.text).not.toContain('Adresse demandée');
  });

  it.each<Locale>(['fr', 'en'])('do not say in %s that what is online is not', async (locale) => {
    const { id, listing, save } = await aRequest(locale);
    await world.work.write(world.here, (tx) => writer.apply(tx, listing, save, NOW));
    await corrections.decide(world.here, id, ACCEPT, judge, NOW);
    await answer.run(job(id));
    await corrections.reopen(world.here, id, judge, NOW);
    transport.sent.length = 0;
    await reopened.run(job(id));
    const [mail] = transport.sent;
    expect(mail?.text).toMatch(/(en ligne|online)\s?: 99 Rue Neuve, 33000 Bordeaux/);
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/n’est pas en ligne|is not online/);
  });

  it.each<[Locale, RegExp, RegExp]>([
    [
      'fr',
      /^Votre nouvelle adresse est en ligne, corrigée\s: Le Four$/,
      /97 Rue Neuve, 33000 Bordeaux\s+Adresse demandée\s: 99 Rue Neuve, 33000 Bordeaux/,
    ],
    [
      'en',
      /^Your new address is online, corrected: Le Four$/,
      /97 Rue Neuve, 33000 Bordeaux\s+Address asked for: 99 Rue Neuve, 33000 Bordeaux/,
    ],
  ])('say in %s where the town put it, and what was asked', async (locale, subject, words) => {
    const { id, listing, email } = await aRequest(locale);
    const place = { line: '97 Rue Neuve', complement: null, postalCode: '33000', communeCode: '33063' };
    await corrections.decide(world.here, id, { ...ACCEPT, address: place }, judge, NOW);
    await answer.run(job(id));
    expect(transport.sent.map(({ to }) => to.address)).toEqual([email]);
    expect(transport.sent[0]?.subject).toMatch(subject);
    expect(transport.sent[0]?.text).toMatch(words);
    // Who asked is told by that mail alone, and nobody else of their page.
    const notified = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>('SELECT page_change AS change FROM notification WHERE listing_id = $1', [
        listing,
      ]),
    );
    expect(notified).toEqual([{ change: 'place-accepted' }]);
    await corrections.reopen(world.here, id, judge, NOW);
    await reopened.run(job(id));
    expect(transport.sent[1]?.text).toMatch(/(demandée\s|asked for): 99 Rue Neuve, 33000 Bordeaux/);
  });

  it('say nothing of an answer that was taken back before it was sent', async () => {
    const { id } = await aRequest();
    await corrections.decide(world.here, id, ACCEPT, judge, NOW);
    await corrections.reopen(world.here, id, judge, NOW);
    await answer.run(job(id));
    await reopened.run(job(id));
    expect(transport.sent).toEqual([]);
  });

  it('say nothing of it once the next answer is given', async () => {
    const { id } = await aRequest();
    await corrections.decide(world.here, id, REFUSE, judge, NOW);
    await answer.run(job(id));
    await corrections.reopen(world.here, id, judge, NOW);
    await corrections.decide(world.here, id, ACCEPT, judge, NOW);
    transport.sent.length = 0;
    await reopened.run(job(id));
    expect(transport.sent).toEqual([]);
    await answer.run(job(id));
    expect(transport.sent.map(({ subject }) => subject)).toEqual([
      'Votre nouvelle adresse est en ligne : Le Four',
    ]);
  });
});
