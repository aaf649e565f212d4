import { randomUUID } from 'node:crypto';
import { type PostInput, postInputSchema } from '@halles/contracts';
import { Clock, DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { PageHistory, PageHistoryModule } from '@halles/domain/page-history';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { MAX_POSTS, MAX_POSTS_A_DAY } from './post';
import { PostOver } from './post.errors';
import { PostModeration } from './post-moderation.service';
import { PostReader } from './post-reader.service';
import { PostService } from './post.service';
import { PostsModule } from './posts.module';

/** Half past eleven in the evening in Paris, on 30 November. */
const EVENING = new Date('2026-11-30T22:30:00Z');

const aPost = (more: Partial<PostInput> = {}): PostInput =>
  postInputSchema.parse({ kind: 'novelty', title: `Nouveau ${randomUUID()}`, text: 'Au levain.', ...more });

describe('posts of a shop', () => {
  let world: World;
  let posts: PostService;
  let reader: PostReader;
  let moderation: PostModeration;
  let pages: PageHistory;
  let now = EVENING;

  beforeAll(async () => {
    world = await openWorld();
    const services = await servicesOf(
      world,
      [PageHistoryModule, PostsModule],
      [{ provide: Clock, useValue: { now: () => now } }],
    );
    posts = services.get(PostService);
    reader = services.get(PostReader);
    moderation = services.get(PostModeration);
    pages = services.get(PageHistory);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    now = EVENING;
  });

  async function aShop(facts: object = {}, ctx: TenantContext = world.here): Promise<number> {
    const [shop = 0] = await writeListings(world, ctx, [{ facts: { displayName: 'Fournil', ...facts } }]);
    return shop;
  }
  async function published(shop: number, input = aPost(), ctx = world.here): Promise<string> {
    const id = randomUUID();
    await posts.publish(ctx, shop, id, input, 'merchant');
    return id;
  }
  const read = (shop: number, ctx = world.here) =>
    world.work.read(ctx, async (tx) => {
      const shown = await reader.ofListingIn(tx, shop, now);
      return shown.map(({ id }) => id);
    });
  const audited = async (id: string): Promise<string[]> => {
    const rows = await world.work.read(world.here, (tx) =>
      tx.manager.query<{ action: string }[]>(
        `SELECT action FROM audit_log WHERE detail ->> 'post' = $1 ORDER BY id`,
        [id],
      ),
    );
    return rows.map(({ action }) => action);
  };

  it('are read at once, and no longer from the midnight of the territory on', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ kind: 'offer', endsOn: '2026-11-30' }));
    now = new Date('2026-11-30T22:59:59.999Z');
    expect(await read(shop)).toEqual([id]);
    now = new Date('2026-11-30T23:00:00Z');
    expect(await read(shop)).toEqual([]);
    expect(await audited(id)).toEqual(['post.published']);
  });

  it('are one where the form is sent twice, at once too', async () => {
    const shop = await aShop();
    const id = randomUUID();
    const input = aPost();
    await Promise.all([1, 2, 3].map(() => posts.publish(world.here, shop, id, input, 'merchant')));
    expect(await read(shop)).toEqual([id]);
    expect(await audited(id)).toEqual(['post.published']);
  });

  it('are never said twice at once, whoever presses when', async () => {
    const shop = await aShop();
    const input = aPost({ title: 'Galette des rois' });
    const again = aPost({ title: 'GALETTE  des rois' });
    const tries = await Promise.allSettled([input, again, input].map((one) => published(shop, one)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      tries.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])),
    ).toEqual(['post-repeated', 'post-repeated']);
    // Another shop says what it likes, and so does this one next year.
    await published(await aShop(), input);
    now = new Date(now.getTime() + 60 * DAY);
    await published(shop, input);
  });

  it(`are ${MAX_POSTS} at once at most, exactly, and those that are over make room`, async () => {
    const shop = await aShop();
    const tries = await Promise.allSettled(
      Array.from({ length: MAX_POSTS + 3 }, () => published(shop, aPost({ endsOn: '2026-12-02' }))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_POSTS);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'too-many-posts' });
    expect(await read(shop)).toHaveLength(MAX_POSTS);
    now = new Date('2026-12-03T10:00:00Z');
    const id = await published(shop);
    expect(await read(shop)).toEqual([id]);
  });

  it('are so many a day and no more, withdrawn ones too', async () => {
    const shop = await aShop();
    for (let count = 0; count < MAX_POSTS_A_DAY; count += 1)
      await posts.withdraw(world.here, shop, await published(shop), 'merchant');
    await expect(published(shop)).rejects.toMatchObject({ code: 'too-many-posts-today' });
    now = new Date(now.getTime() + DAY + 1);
    await published(shop);
  });

  it('are withdrawn and put back, changed and changed back', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ title: 'Avant' }));
    await posts.withdraw(world.here, shop, id, 'merchant');
    expect(await read(shop)).toEqual([]);
    await posts.restore(world.here, shop, id, 'merchant');
    expect(await read(shop)).toEqual([id]);
    await posts.change(world.here, shop, id, aPost({ title: 'Après' }), { author: 'agent', seen: null });
    const changed = await posts.get(world.here, shop, id);
    expect([changed.title, changed.author, changed.before?.title]).toEqual(['Après', 'agent', 'Avant']);
    await posts.undo(world.here, shop, id, { author: 'merchant', seen: changed.updatedAt });
    expect(await posts.get(world.here, shop, id)).toMatchObject({ title: 'Avant', author: 'merchant' });
    expect(await audited(id)).toEqual([
      'post.published',
      'post.withdrawn',
      'post.restored',
      'post.changed',
      'post.undone',
    ]);
    await expect(
      posts.undo(world.here, shop, await published(shop), { author: 'merchant', seen: null }),
    ).rejects.toMatchObject({
      code: 'post-unchanged',
    });
  });

  it('are put back only where there is room, and their last day is to come', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ endsOn: '2026-12-02' }));
    await posts.withdraw(world.here, shop, id, 'merchant');
    for (let count = 0; count < MAX_POSTS; count += 1) await published(shop, aPost({ endsOn: '2026-12-02' }));
    await expect(posts.restore(world.here, shop, id, 'merchant')).rejects.toMatchObject({
      code: 'too-many-posts',
    });
    now = new Date('2026-12-03T10:00:00Z');
    await expect(posts.restore(world.here, shop, id, 'merchant')).rejects.toMatchObject({
      code: 'post-over',
    });
    // With another last day it is read again, where there is room.
    await posts.change(world.here, shop, id, aPost({ endsOn: '2026-12-09' }), {
      author: 'merchant',
      seen: null,
    });
    await posts.restore(world.here, shop, id, 'merchant');
    expect(await read(shop)).toEqual([id]);
  });

  it('are hidden by the town with a reason, told once to who keeps the shop, and not brought back by it', async () => {
    const shop = await aShop();
    const owner = await anAccount(world, world.here, { grants: [{ listingId: shop }] });
    const input = aPost();
    const id = await published(shop, input);
    for (let turn = 0; turn < 2; turn += 1)
      await moderation.hide(
        world.here,
        shop,
        id,
        { reason: 'Ce n’est pas une offre.', by: 'Agnès Martin' },
        now,
      );
    expect(await read(shop)).toEqual([]);
    const jobs = await world.installation
      .platform()
      .query("SELECT 1 FROM outbox WHERE kind = 'post.hidden' AND ref = $1", [id]);
    expect(jobs).toHaveLength(1);
    expect(await moderation.hiddenOf(world.here, id)).toMatchObject({
      reason: 'Ce n’est pas une offre.',
      owner: { id: owner.id },
    });
    for (const attempt of [
      () => posts.restore(world.here, shop, id, 'merchant'),
      () => posts.change(world.here, shop, id, aPost(), { author: 'merchant', seen: null }),
      () => published(shop, input),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'post-hidden' });
    await moderation.show(world.here, shop, id, 'Agnès Martin', now);
    expect(await read(shop)).toEqual([id]);
    expect(await moderation.hiddenOf(world.here, id)).toBeNull();
    expect(await audited(id)).toEqual(['post.published', 'post.hidden', 'post.shown']);
  });

  it('keeps who hid a post, and why, no longer than the post', async () => {
    const shop = await aShop();
    const id = await published(shop);
    const hiding = { reason: 'Le nom de Jeanne Durand y est.', by: 'Agnès Martin' };
    await moderation.hide(world.here, shop, id, hiding, now);
    await moderation.show(world.here, shop, id, 'Karim Benali', now);
    const acts = async () =>
      (await pages.acts(world.here, shop, { limit: 9 }))
        .filter(({ action }) => action !== 'post.published')
        .map(({ name, reason }) => [name, reason]);
    expect(await acts()).toEqual([
      ['Karim Benali', null],
      ['Agnès Martin', hiding.reason],
    ]);
    const year = new Date(now.getTime() + 500 * DAY);
    expect(await posts.eraseBefore(world.here, year)).toBeGreaterThan(0);
    expect(await acts()).toEqual([
      [null, null],
      [null, null],
    ]);
    const said = await world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>(
        `SELECT detail FROM audit_log WHERE detail ->> 'post' = $1 AND detail::text ~ 'Durand|Martin|Benali'`,
        [id],
      ),
    );
    expect(said).toEqual([]);
  });

  it.each([
    ['a last day before the first, which stayed', '2026-11-30', '2026-12-10'],
    ['a last day more than a year after the first', '2027-06-01', '2027-12-15'],
  ])('refuse %s, in words', async (_what, day, endsOn) => {
    const shop = await aShop();
    const first = aPost({ kind: 'offer', startsOn: '2026-12-11', endsOn: '2026-12-31' });
    const id = await published(shop, first);
    now = new Date(`${day}T10:00:00Z`);
    const input = aPost({ kind: 'offer', endsOn });
    await expect(
      posts.change(world.here, shop, id, input, { author: 'merchant', seen: null }),
    ).rejects.toMatchObject({
      code: 'post-over',
    });
    const post = await posts.get(world.here, shop, id);
    expect(() => posts.contentOf(world.here, input, post)).toThrow(PostOver);
  });

  it('do not say again what the town hid, by a change or by taking one back', async () => {
    const shop = await aShop();
    const input = aPost();
    const hidden = await published(shop, input);
    await moderation.hide(world.here, shop, hidden, { reason: 'Non.', by: 'Agnès Martin' }, now);
    const other = await published(shop);
    await expect(
      posts.change(world.here, shop, other, input, { author: 'merchant', seen: null }),
    ).rejects.toMatchObject({
      code: 'post-hidden',
    });
    await moderation.show(world.here, shop, hidden, 'Agnès Martin', now);
    await posts.withdraw(world.here, shop, hidden, 'merchant');
    const { title, text } = await posts.get(world.here, shop, other);
    await posts.change(world.here, shop, other, input, { author: 'merchant', seen: null });
    await posts.change(world.here, shop, other, aPost({ title, text }), { author: 'merchant', seen: null });
    await posts.restore(world.here, shop, hidden, 'merchant');
    await moderation.hide(world.here, shop, hidden, { reason: 'Non.', by: 'Agnès Martin' }, now);
    await expect(
      posts.undo(world.here, shop, other, { author: 'merchant', seen: null }),
    ).rejects.toMatchObject({ code: 'post-hidden' });
  });

  it('are five also where a change is taken back, or the town lets one be read again', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ kind: 'offer', endsOn: '2026-12-20' }));
    const { title, text } = await posts.get(world.here, shop, id);
    await posts.change(world.here, shop, id, aPost({ kind: 'offer', title, text, endsOn: '2026-11-30' }), {
      author: 'merchant',
      seen: null,
    });
    now = new Date('2026-12-01T10:00:00Z');
    for (let count = 0; count < MAX_POSTS; count += 1) await published(shop);
    await expect(posts.undo(world.here, shop, id, { author: 'merchant', seen: null })).rejects.toMatchObject({
      code: 'too-many-posts',
    });
    expect(await read(shop)).toHaveLength(MAX_POSTS);
  });

  it('keep the way back where they are saved twice, and are taken back once by one button', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ title: 'Avant' }));
    const input = aPost({ title: 'Après' });
    for (let turn = 0; turn < 2; turn += 1)
      await posts.change(world.here, shop, id, input, { author: 'merchant', seen: null });
    const changed = await posts.get(world.here, shop, id);
    expect([changed.title, changed.before?.title]).toEqual(['Après', 'Avant']);
    now = new Date(now.getTime() + 1_000);
    for (let turn = 0; turn < 2; turn += 1)
      await posts.undo(world.here, shop, id, { author: 'merchant', seen: changed.updatedAt });
    expect((await posts.get(world.here, shop, id)).title).toBe('Avant');
    expect(await audited(id)).toEqual(['post.published', 'post.changed', 'post.undone']);
  });

  it('are not taken back by who had not seen the last change, and say so', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ title: 'Avant' }));
    await posts.change(world.here, shop, id, aPost({ title: 'Après' }), { author: 'merchant', seen: null });
    const { updatedAt: seen } = await posts.get(world.here, shop, id);
    now = new Date(now.getTime() + 1_000);
    await posts.change(world.here, shop, id, aPost({ title: 'Encore' }), { author: 'agent', seen: null });
    const undo = () => posts.undo(world.here, shop, id, { author: 'merchant', seen });
    await expect(undo()).rejects.toMatchObject({ code: 'post-changed-meanwhile' });
    expect((await posts.get(world.here, shop, id)).title).toBe('Encore');
  });

  it('list what is read before what is over, however old it is', async () => {
    const shop = await aShop();
    const offer = await published(shop, aPost({ kind: 'offer', endsOn: '2026-12-20' }));
    now = new Date(now.getTime() + 1_000);
    await posts.withdraw(world.here, shop, await published(shop), 'merchant');
    expect((await posts.list(world.here, shop))[0]?.id).toBe(offer);
    expect((await moderation.ofListing(world.here, shop, now))[0]?.id).toBe(offer);
  });

  it('tell which shops of a list have an offer that holds today', async () => {
    const [now1, later, news] = [await aShop(), await aShop(), await aShop()];
    await published(now1, aPost({ kind: 'offer', endsOn: '2026-12-02' }));
    await published(later, aPost({ kind: 'offer', startsOn: '2026-12-02', endsOn: '2026-12-03' }));
    await published(news);
    const offers = await world.work.read(world.here, (tx) => reader.offersIn(tx, [now1, later, news], now));
    expect([...offers]).toEqual([now1]);
  });

  it('are listed for the territory, the newest first, page by page, without those of closed shops', async () => {
    const shop = await aShop({}, world.there);
    const closed = await aShop({ status: { state: 'closed', since: null } }, world.there);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      now = new Date(now.getTime() + 1);
      ids.unshift(await published(shop, aPost(), world.there));
    }
    await published(closed, aPost(), world.there);
    const first = await reader.newest(world.there, { after: null, limit: 2 }, now);
    const second = await reader.newest(world.there, { after: first.next, limit: 2 }, now);
    expect([...first.posts, ...second.posts].map(({ post }) => post.id)).toEqual(ids);
    expect(second.next).toBeNull();
    const all: string[] = [];
    for await (const batch of reader.listPublic(world.there, '2026-11-30'))
      all.push(...batch.map(({ post }) => post.id));
    expect(all.toSorted()).toEqual(ids.toSorted());
  });

  it('are erased a year after their last day', async () => {
    const shop = await aShop();
    const id = await published(shop, aPost({ endsOn: '2026-12-02' }));
    await posts.eraseBefore(world.here, new Date('2026-12-02T12:00:00Z'));
    expect(await posts.get(world.here, shop, id)).toMatchObject({ id });
    await posts.eraseBefore(world.here, new Date('2026-12-03T12:00:00Z'));
    await expect(posts.get(world.here, shop, id)).rejects.toMatchObject({ code: 'post-not-found' });
  });

  it('are nothing of the neighbour’s', async () => {
    const shop = await aShop();
    const id = await published(shop);
    const foreign = await aShop({}, world.there);
    await expect(posts.get(world.there, foreign, id)).rejects.toMatchObject({ code: 'post-not-found' });
    await expect(posts.withdraw(world.there, shop, id, 'merchant')).rejects.toMatchObject({
      code: 'post-not-found',
    });
    await expect(
      moderation.hide(world.there, shop, id, { reason: 'Non.', by: 'Agnès Martin' }, now),
    ).rejects.toMatchObject({
      code: 'post-not-found',
    });
    await expect(posts.withdraw(world.here, await aShop(), id, 'merchant')).rejects.toMatchObject({
      code: 'post-not-found',
    });
    expect(await read(shop)).toEqual([id]);
  });
});
