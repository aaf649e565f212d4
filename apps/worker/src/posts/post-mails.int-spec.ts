import { postInputSchema } from '@halles/contracts';
import { DeliveriesModule, DeliveryEntity, DeliveryService } from '@halles/domain/deliveries';
import { PostModeration, PostService, PostsModule } from '@halles/domain/posts';
import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer } from '@halles/platform/mail';
import { anAccount, openWorld, type World, worldModule, writeListings } from '@halles/testing';
import { promisedOf } from '@halles/testing/freshness';
import { HeldTransport } from '@halles/testing/mails';
import { Test } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { PostHiddenProcessor } from './post-hidden.processor';
import { PostShownProcessor } from './post-shown.processor';

describe('mails of a post that the town hid', () => {
  const transport = new HeldTransport();
  let world: World;
  let processor: PostHiddenProcessor;
  let shown: PostShownProcessor;
  let posts: PostService;
  let moderation: PostModeration;
  let deliveries: DeliveryService;

  beforeAll(async () => {
    world = await openWorld({ entities: [DeliveryEntity] });
    const mailer = new Mailer(world.config, new MailRenderer(process.cwd()), transport, systemClock);
    const module = await Test.createTestingModule({
      imports: [worldModule(world, [{ provide: Mailer, useValue: mailer }]), DeliveriesModule, PostsModule],
    }).compile();
    posts = module.get(PostService);
    moderation = module.get(PostModeration);
    deliveries = module.get(DeliveryService);
    processor = new PostHiddenProcessor(world.config, moderation, deliveries);
    shown = new PostShownProcessor(world.config, moderation, deliveries, systemClock);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    transport.sent.length = 0;
  });

  async function aHiddenPost(locale: 'fr' | 'en', isKept = true) {
    const [shop = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
    const grants = isKept ? [{ listingId: shop }] : [];
    const owner = await anAccount(world, world.here, { email: `${uuid()}@four.example`, locale, grants });
    const id = uuid();
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Tout est gratuit', text: 'Vraiment.' });
    await posts.publish(world.here, shop, id, input, 'merchant');
    await moderation.hide(
      world.here,
      shop,
      id,
      { reason: 'Ce n’est pas vrai.', by: 'Agnès Martin' },
      systemClock.now(),
    );
    return { shop, owner, id };
  }
  const run = (ref: string, id = uuid(), ctx = world.here) =>
    processor.run({ ctx, outboxId: id, ref, failures: 0 });

  it.each([
    ['fr', 'Une actualité n’est plus affichée', '/pro/commerces/%/actualites'],
    ['en', 'A post is no longer shown', '/en/pro/businesses/%/posts'],
  ] as const)('tells its shop in %s why, once, and where to answer', async (locale, subject, path) => {
    const { shop, owner, id } = await aHiddenPost(locale);
    const outbox = uuid();
    for (let turn = 0; turn < 2; turn += 1) await run(id, outbox);
    expect(transport.sent).toHaveLength(1);
    const [mail] = transport.sent;
    expect(JSON.stringify(mail)).toContain(owner.email);
    expect(mail?.subject).toContain(subject);
    expect(mail?.text).toContain('Ce n’est pas vrai.');
    expect(mail?.text).toContain('Tout est gratuit');
    expect(mail?.text).toContain(path.replace('%', String(shop)));
  });

  it('goes to nobody on another territory, where nobody keeps the shop, or once it is shown again', async () => {
    const { shop, id } = await aHiddenPost('fr');
    await run(id, uuid(), world.there);
    await run((await aHiddenPost('fr', false)).id);
    await moderation.show(world.here, shop, id, 'Agnès Martin', systemClock.now());
    await run(id);
    await showAgain(id);
    expect(transport.sent).toEqual([]);
  });

  const showAgain = (ref: string, id = uuid(), ctx = world.here) =>
    shown.run({ ctx, outboxId: id, ref, failures: 0 });

  it.each([
    ['fr', 'Une actualité n’est plus masquée', '« Tout est gratuit » se lit de nouveau'],
    ['en', 'A post is no longer hidden', '“Tout est gratuit” can be read again'],
  ] as const)('tell its shop in %s that it is shown again, once', async (locale, subject, words) => {
    const { shop, owner, id } = await aHiddenPost(locale);
    await run(id);
    transport.sent.length = 0;
    await moderation.show(world.here, shop, id, 'Agnès Martin', systemClock.now());
    expect((await promisedOf(world, 'post.shown')).filter((ref) => ref === id)).toHaveLength(1);
    const outbox = uuid();
    for (let turn = 0; turn < 2; turn += 1) await showAgain(id, outbox);
    // Another job of the same says no more, nor does another territory.
    await showAgain(id);
    await showAgain(id, uuid(), world.there);
    expect(transport.sent.map(({ to }) => to.address)).toEqual([owner.email]);
    expect(transport.sent[0]?.subject).toContain(subject);
    expect(transport.sent[0]?.text.replaceAll('\u00a0', ' ')).toContain(words);
    expect(transport.sent[0]?.text).toContain(id);
  });

  it('say that it is not read all the same where its shop withdrew it, and nothing where it is hidden anew', async () => {
    const { shop, id } = await aHiddenPost('fr');
    await run(id);
    await posts.withdraw(world.here, shop, id, 'merchant');
    await moderation.show(world.here, shop, id, 'Agnès Martin', systemClock.now());
    await moderation.hide(
      world.here,
      shop,
      id,
      { reason: 'Toujours faux.', by: 'Agnès Martin' },
      systemClock.now(),
    );
    transport.sent.length = 0;
    await showAgain(id);
    expect(transport.sent).toEqual([]);
    await moderation.show(world.here, shop, id, 'Agnès Martin', systemClock.now());
    await showAgain(id);
    expect(transport.sent[0]?.text).toContain('Elle ne s’affiche pas pour autant');
  });

  describe('while others wait for their turn before them', () => {
    afterEach(() => transport.release());
    const hasBegun = async (id: string): Promise<void> => {
      while ((await deliveries.listByRef(world.here, id)).length === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const subjectsTo = (address: string) =>
      transport.sent.filter(({ to }) => to.address === address).map(({ subject }) => subject);

    it('say nothing of a post that is shown again before their turn', async () => {
      const [before, one] = [await aHiddenPost('fr'), await aHiddenPost('fr')];
      transport.hold();
      const sending = run(before.id);
      await hasBegun(before.id);
      const outbox = uuid();
      const waiting = run(one.id, outbox);
      await hasBegun(one.id);
      await moderation.show(world.here, one.shop, one.id, 'Agnès Martin', systemClock.now());
      await expect(showAgain(one.id)).rejects.toThrow('is on its way');
      transport.release();
      await Promise.all([sending, waiting]);
      await run(one.id, outbox);
      await showAgain(one.id);
      expect(subjectsTo(one.owner.email)).toEqual([]);
    });

    it('are corrected where the post is shown again while they are sent', async () => {
      const { shop, owner, id } = await aHiddenPost('fr');
      transport.hold();
      const sending = run(id);
      await hasBegun(id);
      // The server has it by now, or soon: its turn was before the post was shown.
      while (!transport.isAsked) await new Promise((resolve) => setTimeout(resolve, 20));
      await moderation.show(world.here, shop, id, 'Agnès Martin', systemClock.now());
      await expect(showAgain(id)).rejects.toThrow('is on its way');
      transport.release();
      await sending;
      await showAgain(id);
      expect(subjectsTo(owner.email)).toHaveLength(2);
    });

    it('are given up where the post is shown again before the next attempt', async () => {
      const { shop, owner, id } = await aHiddenPost('fr');
      const outbox = uuid();
      const away = jest.spyOn(transport, 'send').mockRejectedValueOnce(new Error('no answer'));
      await expect(run(id, outbox)).rejects.toThrow('no answer');
      away.mockRestore();
      await moderation.show(world.here, shop, id, 'Agnès Martin', systemClock.now());
      await expect(showAgain(id)).rejects.toThrow('is on its way');
      await run(id, outbox);
      await showAgain(id);
      expect(subjectsTo(owner.email)).toEqual([]);
      expect((await deliveries.listByRef(world.here, id)).map(({ status }) => status)).toEqual(['withheld']);
    });
  });
});
