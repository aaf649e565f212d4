import type { TenantContext } from '@halles/platform/tenancy';
import { UseCounter } from './use-counter';

const town = (role: string, timeZone = 'Europe/Paris') =>
  ({ tenant: { role, settings: { timeZone } } }) as unknown as TenantContext;
const here = town('t_here');
const NOON = Date.parse('2026-11-25T11:00:00Z');

describe('the counter of uses', () => {
  it('counts each use of each listing of each territory, and gives it away once', () => {
    const counter = new UseCounter();
    for (let time = 0; time < 3; time += 1) counter.add(here, 42, 'view', NOON);
    counter.add(here, 42, 'call', NOON);
    counter.add(here, 7, 'view', NOON);
    counter.add(town('t_there'), 42, 'view', NOON);
    const taken = counter.take();
    expect(taken.map(({ ctx, counts }) => [ctx.tenant.role, counts])).toEqual([
      [
        't_here',
        [
          { day: '2026-11-25', listing: 42, use: 'view', count: 3 },
          { day: '2026-11-25', listing: 42, use: 'call', count: 1 },
          { day: '2026-11-25', listing: 7, use: 'view', count: 1 },
        ],
      ],
      ['t_there', [{ day: '2026-11-25', listing: 42, use: 'view', count: 1 }]],
    ]);
    expect(counter.take()).toEqual([]);
  });

  it.each([
    ['Europe/Paris', '2026-11-25T22:59:59.999Z', '2026-11-25'],
    ['Europe/Paris', '2026-11-25T23:00:00Z', '2026-11-26'],
    ['Europe/Paris', '2026-07-25T22:00:00Z', '2026-07-26'],
    ['Indian/Reunion', '2026-11-25T20:00:00Z', '2026-11-26'],
    ['America/Martinique', '2026-11-26T03:59:59Z', '2026-11-25'],
  ])('counts for the day by the clock of %s: %s is %s', (zone, at, day) => {
    const counter = new UseCounter();
    // Once before: what is remembered of a minute must not outlive it.
    counter.add(town('t_zone', zone), 1, 'site', Date.parse(at) - 1);
    counter.add(town('t_zone', zone), 1, 'view', Date.parse(at));
    expect(counter.take()[0]?.counts.find(({ use }) => use === 'view')?.day).toBe(day);
  });

  it('keeps what could not be written, beside what came meanwhile', () => {
    const counter = new UseCounter();
    counter.add(here, 42, 'view', NOON);
    const [{ ctx, counts } = { ctx: here, counts: [] }] = counter.take();
    counter.add(here, 42, 'view', NOON);
    counter.putBack(ctx, counts);
    expect(counter.take()[0]?.counts).toEqual([{ day: '2026-11-25', listing: 42, use: 'view', count: 2 }]);
  });

  it('holds no more than twenty thousand counts of a territory, and goes on with those', () => {
    const counter = new UseCounter();
    for (let listing = 0; listing < 30_000; listing += 1) counter.add(here, listing, 'view', NOON);
    counter.add(here, 5, 'view', NOON);
    const [taken] = counter.take();
    expect(taken?.counts).toHaveLength(20_000);
    expect(taken?.counts[5]?.count).toBe(2);
  });
});
