import { randomUUID } from 'node:crypto';
import { ReportQueue } from '@halles/domain/reports';
import { required } from '@halles/kernel';
import { writeListings } from '@halles/testing';
import { openTownStage, type TownStage } from './town-stage';

const DOOR = { longitude: -0.5719, latitude: 44.8414 };
const PIN = { longitude: -0.5722, latitude: 44.8416 };
const OLD = '12 rue Sainte-Catherine';

describe('a report that a business is somewhere else', () => {
  let stage: TownStage;

  beforeAll(async () => {
    stage = await openTownStage();
    await writeListings(stage.portal.world, stage.portal.world.here, [
      {
        facts: {
          displayName: 'La Voisine',
          address: { number: '6', street: 'place du Parlement', postalCode: '33100' },
          position: { ...DOOR, precision: 'address' },
        },
      },
    ]);
  });
  afterAll(() => stage.close());

  /** The address of the public form of a page. */
  const formOf = async (listing: number): Promise<string> => {
    const { headers } = await stage.portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return `${required(headers.location, 'a page')}/signaler`;
  };
  const send = async (listing: number, fields: Readonly<Record<string, string>>) =>
    stage.portal.post('ici-bourg', await formOf(listing), {
      idempotencyKey: randomUUID(),
      kind: 'moved',
      ...fields,
    });
  const queue = () => stage.portal.app.get(ReportQueue, { strict: false });
  const reportsOn = (listing: number) =>
    queue().list(stage.portal.world.here, { listingId: listing, limit: 50 });
  const pinned = { longitude: String(PIN.longitude), latitude: String(PIN.latitude), placedFor: '*' };

  /** A report as a visitor sends it, for the town to decide on. */
  async function reported(listing: number, fields: Readonly<Record<string, string>>): Promise<string> {
    expect((await send(listing, fields)).status).toBe(303);
    const [report] = await reportsOn(listing);
    const { id } = required(report, 'a report');
    await queue().notifyOwner(stage.portal.world.here, id, new Date());
    return id;
  }

  it('carries the address and the pin to the page, the search, the data and the map; the undo takes them back', async () => {
    const { id: listing, name } = await stage.aShop();
    const id = await reported(listing, { line: '4 Place du Parlement', ...pinned });
    const { place } = await stage.caseOf(id);
    expect(place).toMatchObject({
      address: { line: '4 Place du Parlement', postalCode: '33100', communeCode: '33063' },
      pin: PIN,
      move: {
        before: { lines: [OLD, '33000 Bordeaux'] },
        after: { lines: ['4 Place du Parlement', '33100 Bordeaux'], point: PIN },
        metres: 189,
      },
    });
    expect(place?.move.around).toContainEqual({ ...DOOR, number: '6', street: 'Place du Parlement' });
    const { address, pin } = required(place, 'a place');
    expect(
      (await stage.accept(id, { address: { ...address, position: required(pin, 'a pin') } })).status,
    ).toBe(204);
    const { body, data } = await stage.pageThat(true, listing, '4 Place du Parlement');
    expect(body).not.toContain(OLD);
    expect(JSON.stringify(JSON.parse(data))).toMatch(/"latitude":44\.8416/);
    expect(data).toContain('4 Place du Parlement');
    expect(await stage.shown(listing)).toMatchObject({
      address: { line: '4 Place du Parlement', postalCode: '33100' },
      position: { ...PIN, precision: 'address' },
      provenance: { address: { source: 'agent' } },
    });
    const search = await stage.portal.ask('ici-bourg', `/api/v1/search?q=${encodeURIComponent(name)}`);
    expect(search.body).toMatch(/4 Place du Parlement/);
    expect(search.body).toMatch(/44\.8416/);
    expect(await stage.openData()).toMatch(new RegExp(`${name}.*4 Place du Parlement.*44\\.8416`));
    expect((await stage.caseOf(id)).report.decision?.changed).toEqual(['address']);
    expect((await stage.post(`/reports/${id}/reopening`)).status).toBe(204);
    await stage.pageThat(true, listing, OLD);
    expect((await stage.shown(listing))?.position?.latitude).toBe(44.8404);
    expect((await stage.caseOf(id)).place?.pin).toEqual(PIN);
  });

  it('takes the address alone, and puts the page at the door that the directory knows', async () => {
    const { id: listing } = await stage.aShop();
    const id = await reported(listing, {
      line: '4 place du parlement',
      postalCode: '33000',
      commune: 'bordeaux',
    });
    const { place } = await stage.caseOf(id);
    expect(place).toMatchObject({ pin: null, move: { after: { point: DOOR } } });
    expect((await stage.accept(id, { address: required(place, 'a place').address })).status).toBe(204);
    expect((await stage.shown(listing))?.position).toMatchObject(DOOR);
  });

  it('says that it draws no map where nobody knows the street', async () => {
    const { id: listing } = await stage.aShop();
    const id = await reported(listing, { kind: 'not-here', line: '3 impasse des Oubliés' });
    expect((await stage.caseOf(id)).place).toMatchObject({
      address: { line: '3 impasse des Oubliés', postalCode: '', communeCode: '33063' },
      move: { after: { point: null }, metres: null, around: [] },
    });
  });

  it('keeps what a report says of a place only where it says that it is elsewhere, and asks for none', async () => {
    const { id: listing } = await stage.aShop();
    expect((await send(listing, { kind: 'closed', line: '4 place du Parlement' })).status).toBe(303);
    expect((await send(listing, { message: 'Parti, je ne sais où' })).status).toBe(303);
    expect((await reportsOn(listing)).map(({ movedTo }) => movedTo)).toEqual([null, null]);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a commune elsewhere', { line: '1 rue de Rivoli', commune: 'Paris' }, /n’est pas dans cet annuaire/],
    ['no street', { commune: 'Bordeaux' }, /Écrivez le numéro et la rue/],
    ['nonsense', { line: '!!! ***' }, /Écrivez le numéro et la rue/],
    ['an advertisement', { line: '4 rue www.exemple.fr/promo' }, /Écrivez le numéro et la rue/],
    ['no postal code', { line: '4 place du Parlement', postalCode: '33' }, /cinq chiffres/],
    ['where it is already', { line: OLD.toUpperCase() }, /que la page indique déjà/],
    [
      'a pin on another continent',
      { line: '4 place du Parlement', longitude: '-73.9', latitude: '40.7', placedFor: '*' },
      /repère n’est pas dans cette commune/,
    ],
  ])('tells what is wrong with %s, and keeps nothing', async (_what, fields, words) => {
    const { id: listing } = await stage.aShop();
    const { status, body } = await send(listing, { message: 'Vu ce matin', ...fields });
    expect(status).toBe(422);
    expect(body).toMatch(words);
    expect(body).toContain('Vu ce matin');
    if (fields['line'] !== undefined) expect(body).toContain(`value="${fields['line']}"`);
    expect(await reportsOn(listing)).toEqual([]);
  });

  it('shows the place on a plan without a script, and sends nothing by that', async () => {
    const { id: listing } = await stage.aShop();
    const typed = { line: '4 place du Parlement', message: 'Vu ce matin', email: 'a@exemple.fr' };
    expect((await stage.portal.ask('ici-bourg', await formOf(listing))).body).not.toContain('place__pin');
    const located = await send(listing, { ...typed, do: 'locate' });
    expect(located.status).toBe(200);
    expect(located.body).toMatch(/place__pin/);
    expect(located.body).toContain(`name="latitude" value="${DOOR.latitude}"`);
    expect(located.body).toContain('Vu ce matin');
    const at = (body: string, name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
    const pin = {
      longitude: at(located.body, 'longitude'),
      latitude: at(located.body, 'latitude'),
      placedFor: at(located.body, 'placedFor'),
      span: at(located.body, 'span'),
    };
    const stepped = await send(listing, { ...typed, ...pin, do: 'north' });
    expect(Number(at(stepped.body, 'latitude'))).toBeGreaterThan(DOOR.latitude);
    const touched = await send(listing, { ...typed, ...pin, 'plan.x': '0', 'plan.y': '144' });
    expect(Number(at(touched.body, 'longitude'))).toBeLessThan(DOOR.longitude);
    const unknown = await send(listing, { ...typed, line: '3 impasse des Oubliés', do: 'locate' });
    expect(unknown.body).toContain('Nous ne connaissons aucun commerce dans cette rue');
    const elsewhere = await send(listing, { ...typed, commune: 'Paris', do: 'locate' });
    expect([elsewhere.status, /n’est pas dans cet annuaire/.test(elsewhere.body)]).toEqual([422, true]);
    expect((await send(listing, { ...typed, line: '', do: 'locate' })).body).toContain('Écrivez l’adresse');
    expect(await reportsOn(listing)).toEqual([]);
  });

  it('refuses a pin that was left from another address', async () => {
    const { id: listing } = await stage.aShop();
    await reported(listing, { line: '4 place du Parlement', ...pinned, placedFor: '9-rue-de-metz-' });
    expect((await reportsOn(listing))[0]?.movedTo).toMatchObject({ pin: null });
  });
});
