import type { ReviewedPost } from '@halles/contracts';
import { PostModeration } from '@halles/domain/posts';
import { type World, writeListings } from '@halles/testing';
import { ConsoleClient } from '@halles/testing/console';
import { storageOf } from '@halles/testing/open-data';
import { v7 as uuid } from 'uuid';
import { novelty, postsPath, PostsStage } from '../../testing/posts-stage';

const HASH = 'c'.repeat(24);

describe('the photo of a post that the town looks at', () => {
  let stage: PostsStage;
  let world: World;
  let browser: ConsoleClient;
  let moderation: PostModeration;
  beforeAll(async () => {
    stage = await PostsStage.open();
    ({ world, browser } = stage);
    moderation = stage.services.get(PostModeration);
  });
  afterAll(() => stage.close());

  const write = (sql: string, values: unknown[]) =>
    world.work.write(world.here, ({ manager }) => manager.query(sql, values));
  async function published() {
    const [shop = 0] = await writeListings(world, world.here, [{}]);
    const id = await stage.publish(shop, () => novelty('Le stollen'));
    return { shop, id, path: postsPath(shop) };
  }
  async function illustrate(shop: number, post: string, alt: string | null): Promise<string> {
    const id = uuid();
    await storageOf(world).put(
      world.here,
      'public',
      ['photos', String(shop), `${HASH}-640.jpg`],
      Buffer.from('a picture'),
    );
    await write(
      `INSERT INTO photo (id, listing_id, folder, kind, post_id, rank, alt_fr, hash, master, variants, bytes, created_at)
       VALUES ($1, $2, $2, 'post', $3, 0, $4, $5, 'jpeg', '[{"format":"jpeg","width":640,"height":480}]', 1, now())`,
      [id, shop, post, alt, HASH],
    );
    return id;
  }
  const listed = async (shop: number): Promise<ReviewedPost['photo'][]> =>
    (await stage.reviewed(shop)).map(({ photo }) => photo);

  it('stands beside it with what its shop says is to be seen, hidden too, and is nobody’s without a session', async () => {
    const { shop, id, path } = await published();
    expect(await listed(shop)).toEqual([null]);
    const photo = await illustrate(shop, id, 'Un gâteau');
    expect(await listed(shop)).toEqual([{ id: photo, alt: 'Un gâteau' }]);
    const file = `${path}/${id}/photos/${photo}`;
    await moderation.hide(
      world.here,
      shop,
      id,
      { reason: 'Ce n’est pas une offre.', by: 'Agnès Martin' },
      new Date(),
    );
    const { status, headers, body } = await browser.call({ path: file });
    expect([status, headers['content-type'], headers['cache-control'], body]).toEqual([
      200,
      'image/jpeg',
      'no-store',
      'a picture',
    ]);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect((await new ConsoleClient(stage.port).call({ path: file })).status).toBe(401);
  });

  it('is found at the address of its own listing, post and picture only, and no longer once it is taken off', async () => {
    const { shop, id, path } = await published();
    const other = await published();
    const photo = await illustrate(shop, id, null);
    expect(await listed(shop)).toEqual([{ id: photo, alt: null }]);
    const statusOf = async (address: string) => (await browser.call({ path: address })).status;
    expect(await statusOf(`${path}/${id}/photos/${photo}`)).toBe(200);
    for (const address of [
      `${other.path}/${id}/photos/${photo}`,
      `${path}/${other.id}/photos/${photo}`,
      `${path}/${id}/photos/${uuid()}`,
    ])
      expect([address, await statusOf(address)]).toEqual([address, 404]);
    await write('UPDATE photo SET removed_at = now() WHERE id = $1', [photo]);
    expect(await statusOf(`${path}/${id}/photos/${photo}`)).toBe(404);
    expect(await listed(shop)).toEqual([null]);
  });
});
