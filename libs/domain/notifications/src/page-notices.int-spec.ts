import { PageNotices1764422000000 } from '../../../../migrations/tenant/1764422000000-page-notices';
import { PageNoticesRead1764427000000 } from '../../../../migrations/tenant/1764427000000-page-notices-read';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import type { QueryRunner } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { NotificationService, NotificationServiceModule, PageChangeNotices } from '.';

const NOW = new Date('2026-11-25T10:00:00Z');

describe('what a notification of a page is about', () => {
  let world: World;
  let notices: PageChangeNotices;
  let notifications: NotificationService;

  beforeAll(async () => {
    world = await openWorld();
    const module = await servicesOf(world, [NotificationServiceModule]);
    notices = module.get(PageChangeNotices);
    notifications = module.get(NotificationService);
  });
  afterAll(() => world.close());

  const stored = (accountId: string): Promise<unknown[]> =>
    world.work.read(world.here, ({ manager }) =>
      manager.query<unknown[]>(
        `SELECT page_change AS change, author, agent_id AS "agentId", post_id AS "postId" FROM notification
          WHERE account_id = $1 ORDER BY id`,
        [accountId],
      ),
    );
  const migrate = (...steps: readonly ((runner: QueryRunner) => Promise<void>)[]): Promise<void> =>
    world.installation.onSchema('main', world.here.tenant.schema, async (runner) => {
      for (const step of steps) await step(runner);
    });

  it('is kept beside its reference, and read from the references of a server that knew no columns', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Chez Odile' } }]);
    const owner = await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    const [post, agentId, mandate] = [uuid(), uuid(), uuid()];
    await world.work.write(world.here, async (tx) => {
      for (const [ref, page] of [
        [`agent/${agentId}`, { change: 'page', author: 'agent', agentId, postId: null }],
        ['link', { change: 'page', author: 'link', agentId: null, postId: null }],
        ['agent/posts', { change: 'posts', author: 'agent', agentId: null, postId: null }],
      ] as const) {
        const notice = { accountId: owner.id, event: 'page', listingId: listing, mail: null, page } as const;
        await notifications.notify(tx, { ...notice, ref: `${listing}/2026-11-25/${ref}` }, NOW);
      }
      await notices.notifyOfPost(tx, listing, { post, decision: 'hidden' }, NOW);
      await notices.notifyOfMandate(tx, listing, { mandate, owner: owner.id, change: 'mandate' }, NOW);
    });
    const read = async () =>
      (await notifications.inbox(world.here, owner.id, null)).notifications
        .map(({ page }) => page)
        .toReversed();
    const about = [
      { change: 'page', author: 'agent', agentId, postId: null },
      { change: 'page', author: 'link', agentId: null, postId: null },
      { change: 'posts', author: 'agent', agentId: null, postId: null },
      { change: 'hidden', author: 'agent', agentId: null, postId: post },
      { change: 'mandate', author: 'agent', agentId: null, postId: null },
    ];
    expect(await read()).toEqual(about);
    const columns = new PageNotices1764422000000();
    await migrate(
      (runner) => columns.down(runner),
      (runner) => columns.up(runner),
    );
    expect(await read()).toEqual(about);
    const { notifications: told } = await notifications.inbox(world.here, owner.id, null);
    const mails = await Promise.all(told.map(async ({ id }) => notices.mailOf(world.here, id)));
    expect(mails.map((mail) => mail?.notice).toReversed()).toEqual(about);
    await migrate((runner) => new PageNoticesRead1764427000000().up(runner));
    expect(await stored(owner.id)).toEqual(about);
  });
});
