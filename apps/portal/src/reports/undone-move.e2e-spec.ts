import { ListingService } from '@halles/domain/listings';
import { ReportDecisions } from '@halles/domain/reports';
import { GENEROUS, writeListings } from '@halles/testing';
import { writeOpenData } from '@halles/testing/open-data';
import { v7 as uuid } from 'uuid';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const AGENT = { kind: 'agent', accountId: uuid(), name: 'Agnès Martin' } as const;
const NEW_PIN = { longitude: -0.5612, latitude: 44.8531 };

describe('a decision that a shop moved, taken back', () => {
  let portal: Portal;
  let listing: number;
  let at = Date.now();

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    [listing = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'sirene', facts: { displayName: 'Tapisserie du Port' } },
    ]);
  });
  afterAll(() => portal.close());

  const bodyOf = async (path: string): Promise<string> => {
    const { status, headers, body } = await portal.ask(HERE, path);
    return status === 301 || status === 308 ? (await portal.ask(HERE, headers.location ?? '')).body : body;
  };
  const around = ({ longitude, latitude }: typeof NEW_PIN): string =>
    [longitude - 0.001, latitude - 0.001, longitude + 0.001, latitude + 0.001].join(',');

  /** All that says where it is: what is stored, its page, what machines read, what is found from there, the map, the file. */
  async function said() {
    const { here } = portal.world;
    const listed = await portal.app.get(ListingService, { strict: false }).find(here, listing);
    const page = await bodyOf(`/commerce/x-${listing}`);
    const address = [...page.matchAll(/>([^<]*\brue\b[^<]*)</g)].map(([, words = '']) => words.trim());
    const [, geo = ''] = /"geo":(\{[^}]*\})/.exec(page) ?? [];
    await writeOpenData(portal.world, here, new Date((at += 86_400_000)));
    const csv = await bodyOf('/donnees/commerces.csv');
    const map = JSON.parse(await bodyOf(`/api/v1/clusters?bounds=${around(NEW_PIN)}&zoom=16`)) as object;
    const found = JSON.parse(
      await bodyOf(`/api/v1/search?q=tapisserie&near=${NEW_PIN.latitude},${NEW_PIN.longitude}`),
    ) as object;
    return {
      address: listed?.address,
      position: listed?.position,
      page: address,
      geo,
      // When it was changed last is another moment.
      row: csv
        .split('\r\n')
        .find((line) => line.includes('Tapisserie'))
        ?.replace(/\d{4}-\d\d-\d\dT[^,]*Z/, ''),
      map,
      found,
    };
  }

  it('has address, pin, search, map and open data as before', async () => {
    const { here } = portal.world;
    const decisions = portal.app.get(ReportDecisions, { strict: false });
    const id = uuid();
    await portal.world.work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, locale, created_at, escalated_at)
         VALUES ($1::uuid, $1::uuid, $2, 'moved', 'fr', now(), now())`,
        [id, listing],
      ),
    );
    const before = await said();
    const address = {
      line: '14 rue des Remparts',
      postalCode: '33000',
      communeCode: '33063',
      position: NEW_PIN,
    };
    const correction = { version: 0, changes: { address } };
    await decisions.accept(here, { id, reason: null, correction }, AGENT, new Date());
    const moved = await said();
    expect(moved.address?.line).toBe('14 rue des Remparts');
    expect(moved.position).toMatchObject(NEW_PIN);
    for (const part of ['page', 'geo', 'row', 'map', 'found'] as const)
      expect([part, moved[part]]).not.toEqual([part, before[part]]);
    await decisions.reopen(here, id, AGENT, new Date());
    expect(await said()).toEqual(before);
  });
});
