import { randomUUID } from 'node:crypto';
import { postInputSchema } from '@halles/contracts';
import { PageHistory, PageHistoryModule } from '@halles/domain/page-history';
import { openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { PostDecisions1764424000000 } from '../../../../migrations/tenant/1764424000000-post-decisions';
import { PostService } from './post.service';
import { PostsModule } from './posts.module';

const NOW = new Date('2026-11-25T10:00:00Z');
const migration = new PostDecisions1764424000000();

describe('decisions on posts that the log kept', () => {
  let world: World;
  let pages: PageHistory;
  let shop: number;
  let post: string;

  beforeAll(async () => {
    world = await openWorld();
    const services = await servicesOf(world, [PageHistoryModule, PostsModule]);
    pages = services.get(PageHistory);
    [shop = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Fournil' } }]);
    post = randomUUID();
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Pain de seigle', text: 'Au levain.' });
    await services.get(PostService).publish(world.here, shop, post, input, 'merchant');
  });
  afterAll(() => world.close());

  const migrate = (way: 'up' | 'down'): Promise<void> =>
    world.installation.onSchema('main', world.here.tenant.schema, (runner) => migration[way](runner));
  const rows = (sql: string): Promise<unknown[]> =>
    world.installation.onSchema(
      'main',
      world.here.tenant.schema,
      (runner) => runner.query(sql) as Promise<unknown[]>,
    );
  const logged = (): Promise<unknown[]> =>
    rows(
      `SELECT action, detail, xmin::text FROM audit_log WHERE action ~ '^post.(hidden|shown)$' ORDER BY at`,
    );
  const history = async () =>
    (await pages.acts(world.here, shop, { limit: 9 }))
      .filter(({ action }) => action !== 'post.published')
      .map(({ action, name, reason }) => [action === 'post.hidden', name, reason]);

  /** A line as the log had it before decisions were kept beside the post. */
  async function plant(minute: number, action: 'post.hidden' | 'post.shown', said: object): Promise<void> {
    const at = new Date(NOW.getTime() + minute * 60_000).toISOString();
    const detail = JSON.stringify({ listing: shop, post, ...said });
    await rows(
      `INSERT INTO audit_log (id, at, actor, action, detail)
       VALUES ('${randomUUID()}', '${at}', 'town', '${action}', '${detail}')`,
    );
  }

  it('are read beside the post, and are in the log again once that is taken back', async () => {
    await migrate('down');
    await plant(1, 'post.hidden', {});
    const [nameless] = await logged();
    await plant(2, 'post.hidden', { by: 'Agnes Martin', reason: 'Un nom y est.' });
    await plant(3, 'post.shown', { by: 'Karim Benali' });
    await plant(4, 'post.hidden', { by: 'Agnes Martin', reason: 'Encore.', post: randomUUID() });
    await migrate('up');
    expect(await history()).toEqual([
      [true, null, null],
      [false, 'Karim Benali', null],
      [true, 'Agnes Martin', 'Un nom y est.'],
      [true, null, null],
    ]);
    expect(JSON.stringify(await logged())).not.toMatch(/Martin|Benali|Encore/);
    // What had neither name nor reason was not written anew.
    expect(await logged()).toContainEqual(nameless);
    expect(await rows('SELECT by_name FROM post_decision ORDER BY 1')).toEqual([
      { by_name: 'Agnes Martin' },
      { by_name: 'Karim Benali' },
    ]);
    await migrate('down');
    expect(await logged()).toMatchObject([
      { detail: { listing: shop, post } },
      { detail: { listing: shop, post, by: 'Agnes Martin', reason: 'Un nom y est.' } },
      { detail: { listing: shop, post, by: 'Karim Benali' } },
      { detail: { listing: shop } },
    ]);
    expect(JSON.stringify(await logged())).not.toContain('decision');
    await migrate('up');
    expect((await history()).map(([, name]) => name)).toEqual([null, 'Karim Benali', 'Agnes Martin', null]);
  });
});
