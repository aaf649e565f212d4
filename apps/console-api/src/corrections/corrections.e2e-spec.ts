import {
  type CorrectionView,
  correctionViewSchema,
  decidedCorrectionsSchema,
  type ProfileAddress,
} from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { MerchantPlaces } from '@halles/domain/corrections';
import { ProfileWriter } from '@halles/domain/profiles';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { openCorrectionsOf } from '@halles/testing/corrections';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConsoleStage } from '../../testing/console-stage';

const BORDEAUX = '33063';
const PESSAC = '33318';
/** Of each account of the tests. */
const NAME = 'Opératrice';

describe('a move that waits for an agent', () => {
  const now = new Date('2026-11-25T10:00:00Z');
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;
  let browser: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open();
    ({ world, app } = stage);
    browser = new ConsoleClient(stage.port);
    await openSession(
      world,
      browser,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        'INSERT INTO commune (code, name, population, longitude, latitude) VALUES ($1, $2, 1, -0.63, 44.81)',
        [PESSAC, 'Pessac'],
      ),
    );
  });
  afterAll(async () => {
    await stage.close();
  });

  /** Metres to the east of the old pin. */
  const east = (metres: number) => ({
    longitude: Number((-0.5739 + metres / 78_850).toFixed(6)),
    latitude: 44.8404,
  });
  const door = (communeCode: string, number: string, metres: number) => ({
    facts: {
      displayName: `Au ${number}`,
      address:
        communeCode === PESSAC
          ? { number, communeCode, communeName: 'Pessac', postalCode: '33600' }
          : { number, communeCode, communeName: 'Bordeaux' },
      position: { ...east(metres), precision: 'address' as const },
    },
  });

  async function asked(listing: number, address: ProfileAddress): Promise<CorrectionView> {
    const { id: accountId } = await anAccount(world, world.here, { isVerified: true });
    const [grants, writer, places] = [
      app.get(GrantService, { strict: false }),
      app.get(ProfileWriter, { strict: false }),
      app.get(MerchantPlaces, { strict: false }),
    ];
    await world.work.write(world.here, async (tx) => {
      await grants.giveOwner(tx, listing, accountId, now);
      await writer.keep(tx, listing, now);
    });
    const author = { kind: 'merchant', accountId, name: 'Odile' } as const;
    await places.save(world.here, listing, { version: null, changes: { address }, author }, 'fr', now);
    const [id] = await openCorrectionsOf(world, listing);
    const { json } = await browser.get(`/api/tenants/ici-bourg/corrections/${id}`);
    return correctionViewSchema.parse(json);
  }

  it('is seen among the doors around each of its pins, of the commune that each stands in', async () => {
    const crowd = Array.from({ length: 130 }, (_, n) => door(PESSAC, `${500 + n}`, 300 + n / 10));
    const [listing = 0] = await writeListings(world, world.here, [
      door(BORDEAUX, '12', 0),
      door(BORDEAUX, '14', 20),
      door(PESSAC, '3', 600),
      ...crowd,
    ]);
    const { changes } = await asked(listing, {
      number: '1',
      repetition: null,
      street: 'rue Neuve',
      complement: null,
      postalCode: '33600',
      communeCode: PESSAC,
      position: east(620),
    });
    const [move] = changes;
    const numbers = move?.field === 'address' ? move.around.map(({ number }) => number) : [];
    expect(numbers).toEqual(expect.arrayContaining(['14', '3']));
    expect(numbers).not.toContain('12');
    expect(new Set(numbers).size).toBe(numbers.length);
    // Each with its street, which the drawing names.
    const streets = move?.field === 'address' ? move.around.map(({ street }) => street) : [];
    expect(new Set(streets)).toEqual(new Set(['Rue Sainte-Catherine']));
  });

  it('is found with its address once it was decided, and waits again when that is taken back', async () => {
    const [listing = 0] = await writeListings(world, world.here, [door(BORDEAUX, '22', 5)]);
    const address = { number: '7', repetition: null, street: 'rue Neuve', complement: null } as const;
    const { id } = await asked(listing, {
      ...address,
      postalCode: '33600',
      communeCode: PESSAC,
      position: east(640),
    });
    const here = '/api/tenants/ici-bourg/corrections';
    const post = async (path: string, body: object) =>
      (await browser.call({ method: 'POST', path: `${here}/${id}/${path}`, body })).status;
    const seen = async () => correctionViewSchema.parse((await browser.get(`${here}/${id}`)).json);
    const listed = async (state: string) =>
      decidedCorrectionsSchema
        .parse((await browser.get(`${here}?state=${state}`)).json)
        .corrections.filter((one) => one.id === id);
    const commune = async () =>
      (
        await world.work.read(world.here, ({ manager }) =>
          manager.query<{ commune: string }[]>('SELECT commune FROM listing WHERE id = $1', [listing]),
        )
      )[0]?.commune;
    const place = ['7 rue Neuve', '33600 Pessac'];
    expect(await listed('accepted')).toEqual([]);
    expect(await post('reopening', {})).toBe(404);
    expect(await post('decision', { decision: 'accept', reason: null })).toBe(204);
    expect(await listed('accepted')).toMatchObject([
      { listing: { id: listing }, fields: ['address'], address: place, by: NAME },
    ]);
    expect(await seen()).toMatchObject({
      isToDecide: false,
      decision: { state: 'accepted', place, by: NAME },
    });
    expect(await commune()).toBe(PESSAC);
    expect(await post('reopening', {})).toBe(204);
    expect(await seen()).toMatchObject({ isToDecide: true, decision: null });
    expect([await listed('accepted'), await commune()]).toEqual([[], BORDEAUX]);
    expect(await post('reopening', {})).toBe(404);
    expect(await post('decision', { decision: 'refuse', reason: 'Ce n’est pas là.' })).toBe(204);
    expect(await listed('refused')).toMatchObject([{ address: place }]);
    expect((await browser.get('/api/tenants/autre-ville/corrections')).status).toBe(404);
  });
});
