import { writeListings } from '@halles/testing';
import pg from 'pg';
import { type Portal, openPortal } from '../../testing/portal-harness';

/** How many statements a page that nobody has seen yet may ask: more cost more than anything else that a page does. */
describe('the statements of a page', () => {
  let portal: Portal;
  let id = 0;
  const query = jest.spyOn(pg.Client.prototype, 'query');

  beforeAll(async () => {
    portal = await openPortal();
    [id = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts: { displayName: 'Le Fournil Canari' } },
      { source: 'sirene', facts: { displayName: 'La Miche Canari' } },
    ]);
  });
  afterAll(async () => {
    query.mockRestore();
    await portal.close();
  });

  /** Of several such pages the fewest: the others read again what the process remembers for some seconds, or until a change. */
  async function fewest(path: (time: number) => string): Promise<number> {
    const counts: number[] = [];
    for (let time = 1; time <= 4; time += 1) {
      query.mockClear();
      expect((await portal.ask('ici-bourg', path(time))).status).toBe(200);
      counts.push(query.mock.calls.length);
    }
    return Math.min(...counts);
  }

  it('of a business are two, itself and what is near it: of whom anything else is stored is remembered', async () => {
    expect(await fewest((time) => `/commerce/le-fournil-canari-${id}?${time}`)).toBe(2);
  });

  it('of results are two: the entries are walked once for the list and its counts, and who is closed is found by their name', async () => {
    expect(await fewest((time) => `/commerces?q=canari&rayon=${50_000 + time}`)).toBe(2);
    const name = encodeURIComponent('Le Fournil Canari');
    // Of no other text it is asked whether a business of that very name is closed for good.
    expect(await fewest((time) => `/commerces?q=${name}&rayon=${50_000 + time}`)).toBe(1);
  });

  it('of an answer to a program is one', async () => {
    expect(await fewest((time) => `/api/v1/search?q=canari&radius=${50_000 + time}`)).toBe(1);
  });
});
