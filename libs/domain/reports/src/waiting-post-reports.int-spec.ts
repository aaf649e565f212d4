import { listingReportSchema } from '@halles/contracts';
import { anAccount, openWorld, type World, writeListings } from '@halles/testing';
import { type FreshnessWorld, freshnessOf } from '@halles/testing/freshness';
import { v7 as uuid } from 'uuid';
import { ReportedPosts1764369000000 } from '../../../../migrations/tenant/1764369000000-reported-posts';
import { ReportEntity } from './report.entity';

describe('reports of posts that waited for who wrote them', () => {
  let world: World;
  let services: FreshnessWorld;
  beforeAll(async () => {
    world = await openWorld({ entities: [ReportEntity] });
    services = await freshnessOf(world);
  });
  afterAll(() => world.close());

  /** A report of a page that somebody keeps, which they were told of. */
  async function waiting(kind: string): Promise<string> {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind });
    await services.reports.report(world.here, { listing, ...form }, 'fr');
    const [report] = await services.queue.list(world.here, { listingId: listing, limit: 1 });
    return report?.id ?? '';
  }
  const isHanded = async (id: string): Promise<boolean> =>
    (await services.queue.get(world.here, id)).escalatedAt !== null;

  it('are the agents’ once the town decides on them; the others, and what was decided, stay as they are', async () => {
    const [post, closed, decided] = [await waiting('post'), await waiting('closed'), await waiting('post')];
    const agent = { kind: 'agent', accountId: uuid(), name: 'Karim Benali' } as const;
    await services.decisions.refuse(world.here, { id: decided, reason: 'Non.' }, agent, new Date());
    const migration = new ReportedPosts1764369000000();
    const { schema } = world.here.tenant;
    await world.installation.onSchema('main', schema, (runner) => migration.down(runner));
    await world.installation.onSchema('main', schema, (runner) => migration.up(runner));
    expect([await isHanded(post), await isHanded(closed), await isHanded(decided)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
