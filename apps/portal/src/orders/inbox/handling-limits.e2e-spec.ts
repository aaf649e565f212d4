import { randomUUID } from 'node:crypto';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the pace of a shop', () => {
  let portal: Portal;
  let listing: number;
  beforeAll(async () => {
    const small = { limit: 3, windowMs: 3_600_000 };
    portal = await openPortal({
      rateLimits: {
        ...GENEROUS,
        write: small,
        heavy: { ...small, limit: 0 },
        handling: { ...small, limit: 6 },
      },
    });
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{}]);
  });
  afterAll(() => portal.close());

  const colleague = async (): Promise<string> =>
    (
      await signInAs(portal.world, portal.world.here, {
        grants: [{ listingId: listing, role: 'merchant-staff' }],
      })
    ).cookie;
  const statusesOf = async (path: string, cookie: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let each = 0; each < 5; each += 1)
      statuses.push(
        (await portal.post(HERE, `/pro/commerces/${listing}/${path}`, { do: 'none' }, { cookie })).status,
      );
    return statuses;
  };

  it('at its orders is not that of its settings: twenty are accepted in a minute of a Saturday morning', async () => {
    expect(await statusesOf(`commandes/${randomUUID()}`, await colleague())).toEqual(Array(5).fill(404));
  });

  it('is that of what it prints: it may be as much as it handles, and no more', async () => {
    const cookie = await colleague();
    const sheets = ['bon.pdf', 'note.pdf'].map((file) => `commandes/${randomUUID()}/${file}`);
    const statuses: number[] = [];
    for (const path of [
      ...sheets,
      'commandes-preparation.pdf',
      'commandes-du-jour.pdf',
      ...sheets,
      sheets[0],
    ])
      statuses.push(
        (await portal.ask(HERE, `/pro/commerces/${listing}/${path}`, { headers: { cookie } })).status,
      );
    expect(statuses).toEqual([404, 404, 200, 200, 404, 404, 429]);
  });

  it('is counted for each account, however many work behind one address', async () => {
    for (const cookie of [await colleague(), await colleague()])
      expect(await statusesOf('commandes-reglages', cookie)).toEqual([422, 422, 422, 429, 429]);
  });
});
