import { openWorld, type World, writeListings } from '@halles/testing';
import { figurePeriod } from './figure-period';
import { TOWN_SHOPS, TOWN_WEEKS } from './order-daily.repository';

const SHOPS = 40;
/** A day a week of two years, with what a shop has of a day: thirty rows, of which the town reads four at most. */
const FILL = `
  INSERT INTO order_daily (listing_id, day, figure, item, count)
  SELECT shop, date '2026-12-01' - 7 * week, f.figure, f.item, 1 + week
    FROM unnest($1::int[]) AS shop CROSS JOIN generate_series(0, 103) AS week
   CROSS JOIN (SELECT figure, '' AS item
                 FROM unnest('{placed,accepted,in-time,late,collected,refused,sales,sold-cents}'::text[]) AS figure
               UNION ALL SELECT figure, item::text
                 FROM unnest('{sold,pickup}'::text[]) AS figure CROSS JOIN generate_series(1, 11) AS item) f`;

describe('the figures of a town of many shops', () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
    const shops = await writeListings(
      world,
      world.here,
      Array.from({ length: SHOPS }, () => ({})),
    );
    await world.work.bulk(world.here, ({ manager }) => manager.query(FILL, [shops]));
    const { role } = world.here.tenant;
    await world.installation.onSchema('main', role, (runner) => runner.query('VACUUM ANALYZE order_daily'));
  });
  afterAll(() => world.close());

  const { before, first, last, weeks } = figurePeriod(52, '2026-12-01');

  it.each([
    ['weeks', TOWN_WEEKS, [first, last]],
    ['shops', TOWN_SHOPS, [before.first, before.last, first, last, weeks.at(-1)]],
  ])('are read by %s from their index alone, and no row of what they do not tell', async (_, sql, values) => {
    const plan = await world.work.read(world.here, ({ manager }) =>
      manager.query<Readonly<Record<string, string>>[]>(`EXPLAIN (ANALYZE, TIMING OFF) ${sql}`, values),
    );
    const lines = plan.map((row) => Object.values(row)[0] ?? '');
    const scans = lines.filter((line) => line.includes(' Scan '));
    expect(scans).toEqual([expect.stringContaining('Index Only Scan using order_daily_of_town')]);
    const removed = /Rows Removed by Filter: (\d+)/.exec(lines.join('\n'))?.[1] ?? '0';
    // Amounts of the two weeks that are not over.
    expect(Number(removed)).toBeLessThanOrEqual(2 * SHOPS);
  });
});
