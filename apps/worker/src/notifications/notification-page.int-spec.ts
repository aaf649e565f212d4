import { postInputSchema, type ProfileChanges, type ProfileServices } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import {
  NotificationService,
  PageChangeNotices,
  NotificationServiceModule,
} from '@halles/domain/notifications';
import { PostService, PostsModule } from '@halles/domain/posts';
import { ProfileService, ProfilesModule, ProfileWriter } from '@halles/domain/profiles';
import { MemoryTransport } from '@halles/platform/mail';
import { type Actor, createContext, type TenantContext } from '@halles/platform/tenancy';
import { anAccount, openWorld, type World, writeListings, servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import { ChangeWords } from './change-words';
import { NotificationPageProcessor } from './notification-page.processor';

const NOW = new Date('2026-11-25T10:00:00Z');
const noServices: ProfileServices = {
  pickup: null,
  delivery: null,
  deliveryArea: null,
  appointment: null,
  homeVisits: null,
  outdoorSeating: null,
};
const agent = { kind: 'agent', accountId: uuid() } as const;

describe('the mail of a changed page', () => {
  const transport = new MemoryTransport();
  let world: World;
  let processor: NotificationPageProcessor;
  let news: PageChangeNotices;
  let notifications: NotificationService;
  let posts: PostService;
  let profiles: ProfileService;
  let writer: ProfileWriter;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const module = await servicesOf(
      world,
      [DeliveriesModule, NotificationServiceModule, PostsModule, ProfilesModule],
      [mailerTo(transport, world)],
    );
    news = module.get(PageChangeNotices);
    notifications = module.get(NotificationService);
    posts = module.get(PostService);
    const deliveries = module.get(DeliveryService);
    profiles = module.get(ProfileService);
    writer = module.get(ProfileWriter);
    const words = new ChangeWords(world.config, profiles, { now: () => NOW });
    processor = new NotificationPageProcessor(world.config, news, deliveries, words);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function aChangedPage(ctx: TenantContext, locale: 'fr' | 'en') {
    const [listing = 0] = await writeListings(world, ctx, [{ facts: { displayName: 'Chez Odile' } }]);
    const input = { email: `${uuid()}@four.example`, locale, grants: [{ listingId: listing }] };
    const owner = await anAccount(world, ctx, input);
    await world.work.write(ctx, (tx) => news.notifyOwner(tx, listing, agent, NOW));
    const { notifications: told } = await notifications.inbox(ctx, owner.id, null);
    return { listing, owner, ref: told[0]?.id ?? '' };
  }
  const run = (ref: string, id = uuid(), ctx = world.here) =>
    processor.run({ ctx, outboxId: id, ref, failures: 0 });

  it.each([
    ['fr', 'Votre page a été modifiée', '/pro/commerces/%/historique'],
    ['en', 'Your page was changed', '/en/pro/businesses/%/history'],
  ] as const)('goes to the owner in %s, once, and leads to the history', async (locale, subject, path) => {
    const { listing, owner, ref } = await aChangedPage(world.here, locale);
    const id = uuid();
    for (let turn = 0; turn < 2; turn += 1) await run(ref, id);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    expect(JSON.stringify(mail)).toContain(owner.email);
    expect(mail?.subject).toContain(subject);
    expect(mail?.text).toContain(path.replace('%', String(listing)));
  });

  it.each([
    ['fr', 'a publié, modifié ou retiré une actualité', '/pro/commerces/%/actualites'],
    ['en', 'published, changed or withdrew a post', '/en/pro/businesses/%/posts'],
  ] as const)('tells of what an agent posts for the shop, in one mail, in %s', async (locale, said, path) => {
    const [shop = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
    const grants = [{ listingId: shop }];
    const owner = await anAccount(world, world.here, { email: `${uuid()}@four.example`, locale, grants });
    const id = uuid();
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Du neuf', text: 'Venez.' });
    await posts.publish(world.here, shop, id, input, 'agent');
    await posts.withdraw(world.here, shop, id, 'agent');
    // What the shop does itself is no news to it.
    await posts.restore(world.here, shop, id, 'merchant');
    const { notifications: told } = await notifications.inbox(world.here, owner.id, null);
    expect(told).toHaveLength(1);
    await run(told[0]?.id ?? '');
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    expect(JSON.stringify(mail)).toContain(owner.email);
    expect(mail?.text.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(mail?.text).toContain(path.replace('%', String(shop)));
  });

  it.each([
    ['fr', 'products', 'a ajouté, modifié ou retiré des produits', '/pro/commerces/%/produits'],
    ['en', 'products', 'added, changed or took off sale products', '/en/pro/businesses/%/products'],
    ['fr', 'orders', 'a saisi une commande de Chez Odile, ou a répondu', '/pro/commerces/%/commandes'],
    ['en', 'orders', 'entered an order at Chez Odile, or answered one', '/en/pro/businesses/%/orders'],
  ] as const)(
    'tells in %s of what an agent did with the %s of the shop',
    async (locale, task, words, path) => {
      const [shop = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
      const grants = [{ listingId: shop }];
      const owner = await anAccount(world, world.here, { email: `${uuid()}@four.example`, locale, grants });
      const act = (actor: Actor) =>
        world.work.write(createContext(world.here.tenant, actor, uuid()), (tx) =>
          news.notifyOfTask(tx, shop, task, NOW),
        );
      await act({ kind: 'account', accountId: owner.id });
      await act({ kind: 'operator', accountId: null });
      await act({ kind: 'agent', accountId: uuid() });
      const { notifications: listed } = await notifications.inbox(world.here, owner.id, null);
      expect(listed).toHaveLength(1);
      await run(listed[0]?.id ?? '');
      const [mail] = transport.sent;
      expect(JSON.stringify(mail)).toContain(owner.email);
      expect(mail?.text.replaceAll(/\s+/g, ' ')).toContain(words);
      expect(mail?.text).toContain(path.replace('%', String(shop)));
    },
  );

  it('words what was read before from other sources, and leaves out what was taken back', async () => {
    const facts = { displayName: 'Chez Odile', attributes: { payment: ['cash'], takeaway: 'yes' } } as const;
    const [listing = 0] = await writeListings(world, world.here, [{ source: 'osm', facts }]);
    const owner = await anAccount(world, world.here, {
      email: `${uuid()}@four.example`,
      grants: [{ listingId: listing }],
    });
    const author = { ...agent, name: 'Nadia Belkacem' };
    const say = (changes: ProfileChanges) =>
      profiles.save(world.here, listing, { version: null, changes, author }, NOW);
    await say({ payment: ['cash', 'cards'] });
    const { version } = await say({ phone: '+33556010203' });
    const odile = { kind: 'merchant', accountId: owner.id, name: 'Odile' } as const;
    const services = { ...noServices, outdoorSeating: true };
    await say({ services });
    await world.work.write(world.here, async (tx) => {
      const { revision } = await writer.holdRevision(tx, listing, version, NOW);
      await writer.keep(tx, listing, NOW);
      await writer.undo(tx, listing, revision, { author: odile }, NOW);
    });
    const { notifications: told } = await notifications.inbox(world.here, owner.id, null);
    await run(told[0]?.id ?? '');
    const text = transport.sent[0]?.text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('espèces (d’après d’autres sources)');
    expect(text).toContain('espèces, carte bancaire');
    expect(text).toContain('Terrasse : oui · À emporter : oui (d’après d’autres sources)');
    expect(text).not.toContain('05 56 01 02 03');
  });

  it('names the agent who changed the page, and whom for', async () => {
    const { listing, ref } = await aChangedPage(world.here, 'fr');
    const author = { ...agent, name: 'Nadia Belkacem' };
    await profiles.save(
      world.here,
      listing,
      { version: null, changes: { phone: '+33556010203' }, author },
      NOW,
    );
    await run(ref);
    const text = transport.sent[0]?.text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Nadia Belkacem, pour la collectivité');
    expect(text).toContain('a modifié la page de Chez Odile');
  });

  it('says field by field what each agent of a day changed, what it was and what it is now', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
    const grants = [{ listingId: listing }];
    const owner = await anAccount(world, world.here, { email: `${uuid()}@four.example`, grants });
    const save = (name: string, accountId: string, changes: object) =>
      profiles.save(
        world.here,
        listing,
        { version: null, changes, author: { kind: 'agent', accountId, name } },
        NOW,
      );
    const [nadia, paul] = [uuid(), uuid()];
    await save('Nadia Belkacem', nadia, { phone: '+33556010203', email: 'a@four.example' });
    await save('Paul Martin', paul, { phone: '+33556010204' });
    await save('Nadia Belkacem', nadia, { email: 'b@four.example', shopHours: 'Mo-Fr 09:00-12:00' });
    const { notifications: told } = await notifications.inbox(world.here, owner.id, null);
    expect(told).toHaveLength(2);
    for (const { id } of told) await run(id);
    // No program makes a link of what was typed: a joiner stands in it.
    const texts = transport.sent.map(({ text }) => text.replaceAll('\u2060', '').replaceAll(/\s+/g, ' '));
    const of = (name: string) => texts.find((text) => text.includes(name)) ?? '';
    expect(of('Paul Martin')).toContain('Téléphone : avant : 05 56 01 02 03 — maintenant : 05 56 01 02 04');
    expect(of('Paul Martin')).not.toContain('b@four.example');
    const hers = of('Nadia Belkacem');
    expect(hers).toContain('maintenant : 05 56 01 02 03');
    expect(hers).toContain('maintenant : b@four.example');
    expect(hers).not.toContain('a@four.example');
    expect(hers).toMatch(/maintenant : Lundi à vendredi : 9 h – 12 h/);
  });

  it('goes to nobody on another territory, where it is not wanted, or once the page has another owner', async () => {
    const { owner, ref, listing } = await aChangedPage(world.here, 'fr');
    await run(ref, uuid(), world.there);
    const input = { event: 'page', channel: 'mail', wanted: false } as const;
    await notifications.setPreferences(world.here, owner.id, [input], NOW);
    await run(ref);
    await notifications.setPreferences(world.here, owner.id, [{ ...input, wanted: true }], NOW);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('DELETE FROM account_grant WHERE listing_id = $1', [listing]),
    );
    await run(ref);
    expect(transport.sent).toEqual([]);
  });
});
