import {
  type CorrectionView,
  correctionViewSchema,
  decidedCorrectionsSchema,
  listingFileSchema,
  type ProfileAddress,
} from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { MerchantPlaces } from '@halles/domain/corrections';
import { ListingService } from '@halles/domain/listings';
import { ProfileWriter } from '@halles/domain/profiles';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
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

  describe('of which an agent corrects the place before accepting it', () => {
    const here = '/api/tenants/ici-bourg/corrections';
    const address = { number: '7', repetition: null, street: 'rue Neuve', complement: null } as const;
    const wanted = { ...address, postalCode: '33600', communeCode: PESSAC, position: east(650) };
    const asAsked = {
      line: '7 rue Neuve',
      complement: null,
      postalCode: '33600',
      communeCode: PESSAC,
    };

    async function waiting(): Promise<{ listing: number; view: CorrectionView }> {
      const [listing = 0] = await writeListings(world, world.here, [door(BORDEAUX, '31', 8)]);
      return { listing, view: await asked(listing, wanted) };
    }
    const call = (id: string, path: string, body: object) =>
      browser.call({ method: 'POST', path: `${here}/${id}/${path}`, body });
    const accept = (id: string, edit: object) =>
      call(id, 'decision', { decision: 'accept', reason: null, address: edit });
    const seen = async (id: string) => correctionViewSchema.parse((await browser.get(`${here}/${id}`)).json);
    const shown = (listing: number) => app.get(ListingService, { strict: false }).find(world.here, listing);
    const history = async (listing: number) =>
      listingFileSchema.parse((await browser.get(`/api/tenants/ici-bourg/listings/${listing}`)).json).history;

    it('has the asked place in its fields, until it is decided', async () => {
      const { view } = await waiting();
      expect(view.place).toMatchObject({
        ...{ line: '7 rue Neuve', complement: '', postalCode: '33600', communeCode: PESSAC },
        map: { pin: wanted.position },
      });
      expect(view.place?.communes).toContainEqual({ code: BORDEAUX, name: 'Bordeaux' });
      await accept(view.id, asAsked);
      expect((await seen(view.id)).place).toBeNull();
    });

    it('puts it where the agent says, as the word of the town, and takes all of that back', async () => {
      const { listing, view } = await waiting();
      const before = await shown(listing);
      const edit = { ...asAsked, line: '9 bis rue Neuve', complement: 'Cour B', position: east(660) };
      expect((await accept(view.id, edit)).status).toBe(204);
      const place = ['Cour B', '9 bis rue Neuve', '33600 Pessac'];
      expect(await seen(view.id)).toMatchObject({
        decision: { state: 'accepted', place, asked: ['7 rue Neuve', '33600 Pessac'], by: NAME },
      });
      const { json } = await browser.get(`${here}?state=accepted`);
      const { corrections } = decidedCorrectionsSchema.parse(json);
      expect(corrections.find(({ id }) => id === view.id)).toMatchObject({ address: place });
      expect(await shown(listing)).toMatchObject({
        address: { line: '9 bis rue Neuve', complement: 'Cour B', communeCode: PESSAC },
        position: { ...east(660), precision: 'address' },
      });
      const [entry] = await history(listing);
      expect(entry).toMatchObject({ by: 'town', name: NAME, isAccepted: false });
      expect(JSON.stringify(entry?.changes)).toContain('9 bis rue Neuve');
      const lines = await world.work.read(world.here, ({ manager }) =>
        manager.query<unknown[]>(
          `SELECT action, detail->'edited' AS edited FROM audit_log WHERE detail->>'correction' = $1`,
          [view.id],
        ),
      );
      expect(lines).toEqual([{ action: 'correction.accepted', edited: true }]);
      expect((await call(view.id, 'reopening', {})).status).toBe(204);
      const { address: old, position } = (await shown(listing)) ?? {};
      expect([old, position]).toEqual([before?.address, before?.position]);
      expect(await seen(view.id)).toMatchObject({ isToDecide: true, decision: null, place: view.place });
      // Accepted as it was asked for the next time, nothing is left of the edit.
      expect((await call(view.id, 'decision', { decision: 'accept', reason: null })).status).toBe(204);
      expect((await seen(view.id)).decision).toMatchObject({
        asked: null,
        place: place.toSpliced(0, 2, '7 rue Neuve'),
      });
    });

    it('is accepted as it was asked for, as the word of who asked, where the edit changes nothing', async () => {
      const { listing, view } = await waiting();
      expect((await accept(view.id, { ...asAsked, position: wanted.position })).status).toBe(204);
      expect((await seen(view.id)).decision).toMatchObject({ asked: null });
      expect((await history(listing))[0]).toMatchObject({ by: 'merchant', isAccepted: true });
    });

    it('moves the pin to the door of another address, unless the agent puts it', async () => {
      await writeListings(world, world.here, [door(PESSAC, '61', 900)]);
      const { listing, view } = await waiting();
      await accept(view.id, { ...asAsked, line: '61 rue Sainte-Catherine' });
      expect((await shown(listing))?.position).toMatchObject(east(900));
    });

    it.each<[string, object, string]>([
      ['a commune of another territory', { communeCode: '75056' }, '/address/communeCode'],
      [
        'a pin outside of the territory',
        { position: { longitude: 2.35, latitude: 48.85 } },
        '/address/position',
      ],
      ['a pin far from the commune', { position: { longitude: -0.63, latitude: 45.4 } }, '/address/position'],
      ['a postcode of elsewhere', { postalCode: '75001' }, '/address/postalCode'],
      ['no street', { line: ' ' }, '/address/line'],
      [
        'the address that the page shows',
        { line: '31 Rue Sainte-Catherine', postalCode: '33000', communeCode: BORDEAUX, position: east(8) },
        '/address/line',
      ],
    ])('refuses %s at its field, and waits on', async (_, wrong, pointer) => {
      const { listing, view } = await waiting();
      const before = await shown(listing);
      const { status, json } = await accept(view.id, { ...asAsked, ...wrong });
      expect([status, json]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
      ]);
      expect((await seen(view.id)).isToDecide).toBe(true);
      expect(await shown(listing)).toEqual(before);
    });

    it('is decided once by two agents at the same moment, and tells the other', async () => {
      const { listing, view } = await waiting();
      const edits = ['11 rue Neuve', '13 rue Neuve'].map((line) => ({ ...asAsked, line }));
      const answers = await Promise.all(edits.map((edit) => accept(view.id, edit)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
      const won = edits[answers.findIndex(({ status }) => status === 204)];
      expect((await shown(listing))?.address.line).toBe(won?.line);
    });

    it('takes no address for a correction that asks for none', async () => {
      const email = 'poste@commerce.example';
      const [listing = 0] = await writeListings(world, world.here, [
        { facts: { displayName: 'La Poste', contact: { phone: '+33556000001', email } } },
      ]);
      await anAccount(world, world.here, { grants: [{ listingId: listing }] });
      await correctByLink(world, app, listing, { phone: '+33556000002' });
      const [id = ''] = await openCorrectionsOf(world, listing);
      expect((await seen(id)).place).toBeNull();
      expect((await accept(id, asAsked)).status).toBe(422);
      expect((await seen(id)).isToDecide).toBe(true);
    });
  });
});
