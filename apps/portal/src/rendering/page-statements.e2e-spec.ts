import { writeListings } from '@halles/testing';
import pg from 'pg';
import { type Portal, openPortal } from '../../testing/portal-harness';

/** How many statements a page that nobody has seen yet may ask: more cost more than anything else that a page does. */
describe('the statements of a page', () => {
  let portal: Portal;
  let id = 0;
  let asked: string[] = [];
  const query = jest.spyOn(pg.Client.prototype, 'query');

  beforeAll(async () => {
    portal = await openPortal();
    [id = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts: { displayName: 'Le Fournil Canari' } },
      { source: 'sirene', facts: { displayName: 'La Miche Canari' } },
    ]);
    asked = [];
  });
  afterAll(async () => {
    query.mockRestore();
    await portal.close();
  });

  /** The statements of the second of two pages of a kind: the first one's are of what the process remembers. */
  async function statementsOf(path: (time: number) => string): Promise<string[]> {
    await portal.ask('ici-bourg', path(1));
    query.mockClear();
    const { status } = await portal.ask('ici-bourg', path(2));
    expect(status).toBe(200);
    asked = query.mock.calls.map(([first]) => String((first as unknown as { text?: string }).text ?? first));
    return asked;
  }

  it('of a business are nine at most: itself, what is kept of it, where it is and what is near it', async () => {
    expect((await statementsOf((time) => `/commerce/le-fournil-canari-${id}?${time}`)).length).toBe(9);
  });

  it('of results are two: the entries are walked once for the list and its counts, and pictures are asked for together', async () => {
    expect((await statementsOf((time) => `/commerces?q=canari&rayon=${50_000 + time}`)).length).toBe(2);
  });

  it('of an answer to a program is one', async () => {
    expect((await statementsOf((time) => `/api/v1/search?q=canari&radius=${50_000 + time}`)).length).toBe(1);
  });
});
