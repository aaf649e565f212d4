import { MAX_POSTS, PostReader, PostService } from '@halles/domain/posts';
import { systemClock } from '@halles/kernel';
import { type World, writeListings } from '@halles/testing';
import type { ConsoleClient } from '@halles/testing/console';
import { novelty, postsPath, PostsStage } from '../../testing/posts-stage';

const AS_SHOP = { author: 'merchant', seen: null } as const;

describe('posts that come with a page that is merged into one with five', () => {
  let stage: PostsStage;
  let world: World;
  let browser: ConsoleClient;
  let posts: PostService;
  let reader: PostReader;
  beforeAll(async () => {
    stage = await PostsStage.open();
    ({ world, browser } = stage);
    [posts, reader] = [stage.services.get(PostService), stage.services.get(PostReader)];
  });
  afterAll(() => stage.close());

  async function published(shop: number, count: number): Promise<string[]> {
    const ids: string[] = [];
    while (ids.length < count) ids.push(await stage.publish(shop, (id) => novelty(`Pain ${id}`)));
    return ids;
  }
  const decide = async (pair: string, decision: 'merge' | 'keep-apart'): Promise<void> => {
    const path = `/api/tenants/ici-bourg/duplicates/${pair}/decision`;
    expect((await browser.call({ method: 'POST', path, body: { decision } })).status).toBe(204);
  };
  /** A page with five posts, and those of another one that was merged into it. */
  async function merged() {
    const [into = 0, from = 0] = await writeListings(world, world.here, [
      { source: 'sirene', facts: { displayName: 'Fournil' } },
      { source: 'osm', facts: { displayName: 'Fournil' } },
    ]);
    const own = await published(into, MAX_POSTS);
    const moved = await published(from, 2);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('INSERT INTO listing_pair (one, other, likeness) VALUES ($1, $2, 0.9)', [into, from]),
    );
    const pair = `${into}-${from}`;
    await decide(pair, 'merge');
    return { pair, into, from, own, moved };
  }
  const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).sort();
  const read = async (shop: number) => idsOf(await reader.ofListing(world.here, shop, systemClock.now()));

  it('are of one page: the address of the other leads to it as long as both are one', async () => {
    const { pair, into, from } = await merged();
    const read = (id: number) => browser.get(`/api/tenants/ici-bourg/listings/${id}`);
    const old = await read(from);
    expect([old.status, old.headers['location'], old.headers['cache-control']]).toEqual([
      308,
      `/api/tenants/ici-bourg/listings/${into}`,
      'no-store',
    ]);
    await decide(pair, 'keep-apart');
    expect((await read(from)).status).toBe(200);
    expect((await read(2_147_483_647)).status).toBe(404);
  });

  it('are seen by the town beside the five, hidden and let be read again', async () => {
    const { into, own, moved } = await merged();
    const all = [...own, ...moved].sort();
    const rows = await stage.reviewed(into);
    expect([idsOf(rows), new Set(rows.map(({ status }) => status))]).toEqual([all, new Set(['live'])]);
    const [sixth = ''] = moved;
    const path = `${postsPath(into)}/${sixth}/visibility`;
    const set = async (body: object) => (await browser.call({ method: 'PUT', path, body })).status;
    expect(await set({ hidden: true, reason: 'Ce n’est pas une offre.' })).toBe(204);
    expect((await stage.reviewed(into)).find(({ id }) => id === sixth)?.status).toBe('hidden');
    expect(await read(into)).toEqual(all.filter((id) => id !== sixth));
    expect(await set({ hidden: false })).toBe(204);
    expect([idsOf(await stage.reviewed(into)), await read(into)]).toEqual([all, all]);
  });

  it('are corrected, corrected back and ended by who keeps the page, and make no room for a sixth of its own', async () => {
    const { into, own, moved } = await merged();
    const [sixth = '', seventh = ''] = moved;
    await posts.change(world.here, into, sixth, novelty('Pain du dimanche'), AS_SHOP);
    expect((await posts.get(world.here, into, sixth)).title).toBe('Pain du dimanche');
    await posts.undo(world.here, into, sixth, AS_SHOP);
    expect((await posts.get(world.here, into, sixth)).title).toBe(`Pain ${sixth}`);
    await posts.withdraw(world.here, into, seventh, 'merchant');
    expect(await read(into)).toEqual([...own, sixth].sort());
    await expect(published(into, 1)).rejects.toMatchObject({ code: 'too-many-posts' });
  });

  it('take a seat of the page where one was left', async () => {
    const { into, own, moved } = await merged();
    const [sixth = ''] = moved;
    await posts.withdraw(world.here, into, own[0] ?? '', 'merchant');
    await posts.change(world.here, into, sixth, novelty('Pain du lundi'), AS_SHOP);
    await expect(published(into, 1)).rejects.toMatchObject({ code: 'too-many-posts' });
  });

  it('are those of their own page again once the two are kept apart', async () => {
    const { pair, into, from, own, moved } = await merged();
    await decide(pair, 'keep-apart');
    expect([idsOf(await stage.reviewed(into)), idsOf(await stage.reviewed(from))]).toEqual([
      [...own].sort(),
      [...moved].sort(),
    ]);
    expect([await read(into), await read(from)]).toEqual([[...own].sort(), [...moved].sort()]);
  });
});
