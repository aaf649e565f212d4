import type { ProfileAddress } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import {
  CorrectionAnnouncements,
  CorrectionService,
  CorrectionsModule,
  MerchantPlaces,
} from '@halles/domain/corrections';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { ProfileWriter } from '@halles/domain/profiles';
import { HOUR } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import { promisedOf } from '@halles/testing/freshness';
import { mailerTo } from '@halles/testing/mails';
import type { TestingModule } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { CorrectionAnnounceProcessor } from './correction-announce.processor';
import { CorrectionAnnouncementTask } from './correction-announcement.task';

const ADDRESS = { number: '12', street: 'Rue Neuve', postalCode: '33000', communeCode: '33063' };
const DOOR = { longitude: -0.5739, latitude: 44.8404 };
const farAway = (number: string): ProfileAddress => ({
  ...ADDRESS,
  number,
  repetition: null,
  complement: null,
  position: { ...DOOR, latitude: 44.845 },
});

describe('mails to the town about addresses and corrections', () => {
  const transport = new MemoryTransport();
  const judge = { accountId: uuid(), name: 'Nadia, mairie' };
  let world: World;
  let module: TestingModule;
  let places: MerchantPlaces;
  let corrections: CorrectionService;
  let processor: CorrectionAnnounceProcessor;
  let task: CorrectionAnnouncementTask;
  /** Each test is hours later than the one before: nothing was mailed lately. */
  let now = new Date('2026-11-25T10:00:00Z');

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    module = await servicesOf(world, [CorrectionsModule, DeliveriesModule], [mailerTo(transport, world)]);
    places = module.get(MerchantPlaces);
    corrections = module.get(CorrectionService);
    const announcements = module.get(CorrectionAnnouncements);
    processor = new CorrectionAnnounceProcessor(world.config, announcements, module.get(DeliveryService));
    task = new CorrectionAnnouncementTask(announcements);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    now = new Date(now.getTime() + 5 * HOUR);
    transport.sent.length = 0;
    for (const ctx of [world.here, world.there])
      await world.work.write(ctx, ({ manager }) => manager.query('DELETE FROM correction'));
  });

  const job = (ref: string, ctx = world.here): Job => ({ ctx, outboxId: uuid(), ref, failures: 0 });

  /** What a page asks the town for: another door of its street. */
  async function aRequest(displayName: string, number = '99', ctx: TenantContext = world.here) {
    const [listing = 0] = await writeListings(world, ctx, [
      { facts: { displayName, address: ADDRESS, position: { ...DOOR, precision: 'address' } } },
    ]);
    const account = await anAccount(world, ctx, { isVerified: true });
    await world.work.write(ctx, async (tx) => {
      await module.get(GrantService, { strict: false }).giveOwner(tx, listing, account.id, now);
      await module.get(ProfileWriter, { strict: false }).keep(tx, listing, now);
    });
    const author = { kind: 'merchant', accountId: account.id, name: 'Odile' } as const;
    const ask = (door: string) =>
      places.save(ctx, listing, { version: null, changes: { address: farAway(door) }, author }, 'fr', now);
    await ask(number);
    return { listing, ask, account };
  }

  async function announced(at = now, ctx = world.here) {
    const before = new Set(await promisedOf(world, 'correction.announce'));
    const { announced: count } = await task.announce(ctx, { now: at, signal: new AbortController().signal });
    const ids = (await promisedOf(world, 'correction.announce')).filter((id) => !before.has(id));
    return { count, ids };
  }

  it('say the old address, the new one and where it is decided, once, however often the job runs', async () => {
    const { listing } = await aRequest('Le Four & <b>Fils</b>');
    const { count, ids } = await announced();
    expect([count, ids]).toEqual([1, [expect.any(String)]]);
    const one = job(ids[0] ?? '');
    for (let time = 0; time < 2; time += 1) await processor.run(one);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    expect(mail).toMatchObject({
      to: { address: 'mairie@ici-bourg.example' },
      subject: 'Une adresse à vérifier',
    });
    const text = mail?.text.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(text).toContain(
      'En ligne : 12 Rue Neuve, 33000 Bordeaux\nDemandée : 99 Rue Neuve, 33000 Bordeaux',
    );
    const [id] = await openCorrectionsOf(world, listing);
    const address = `/territoires/ici-bourg/signalements/corrections/${id}`;
    expect(text).toMatch(new RegExp(`Comparer et décider : https?://\\S+${address}\n`));
    expect(mail?.html).toMatch(new RegExp(`href="https?://[^"]+${address}"`));
    expect(mail?.html).not.toContain('<b>Fils</b>');
  });

  it('tell of what waits once an hour at most, together, and of nothing twice', async () => {
    for (let n = 0; n < 12; n += 1) await aRequest(`Le Four ${n}`);
    const { count, ids } = await announced();
    expect(count).toBe(12);
    const again = await aRequest('La Mercerie');
    expect(await announced(new Date(now.getTime() + HOUR - 1))).toEqual({ count: 0, ids: [] });
    expect((await announced(new Date(now.getTime() + HOUR))).count).toBe(1);
    expect(await announced(new Date(now.getTime() + 3 * HOUR))).toEqual({ count: 0, ids: [] });
    // What is asked for in the place of what waited is another thing to look at.
    await again.ask('101');
    const replaced = await announced(new Date(now.getTime() + 4 * HOUR - 1));
    expect(replaced.count).toBe(1);
    await processor.run(job(ids[0] ?? ''));
    await processor.run(job(replaced.ids[0] ?? ''));
    const [first, last] = transport.sent.map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '));
    expect(transport.sent[0]?.subject).toBe('12 corrections à vérifier');
    expect(first).toContain('Et 2 autres.');
    expect(first).toContain('13 attendent en tout.');
    expect(last).toContain('Demandée : 101 Rue Neuve');
    expect(last).not.toContain('99 Rue Neuve');
  });

  it('name what a correction by a mailed link would change', async () => {
    const [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Le Four', contact: { email: 'four@four.example' } } },
    ]);
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    expect(await correctByLink(world, module, listing, { phone: '+33556000001' })).toBe('open');
    const { ids } = await announced();
    await processor.run(job(ids[0] ?? ''));
    expect(transport.sent[0]?.subject).toBe('Une correction à vérifier');
    expect(transport.sent[0]?.text).toMatch(/Le Four\nÀ corriger\s: téléphone\n/);
  });

  it('are not sent where all was decided or withdrawn meanwhile, nor of another territory', async () => {
    const refused = await aRequest('Le Four');
    const { listing, account } = await aRequest('La Mercerie');
    await aRequest('Ailleurs', '99', world.there);
    const { count, ids } = await announced();
    expect(count).toBe(2);
    const [id = ''] = await openCorrectionsOf(world, refused.listing);
    await corrections.decide(world.here, id, { decision: 'refuse', reason: 'Vu.' }, judge, now);
    await places.withdraw(world.here, listing, account.id, now);
    await processor.run(job(ids[0] ?? ''));
    await processor.run(job(ids[0] ?? '', world.there));
    expect(transport.sent).toEqual([]);
    expect((await announced(now, world.there)).count).toBe(1);
  });
});
