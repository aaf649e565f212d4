import { randomUUID } from 'node:crypto';
import { lowest, NO_GAUGE, PeoplePresent, PlaceGauges, stepFunctionOf } from '@halles/domain/place-days';
import { ListingWriter } from '@halles/domain/listings';
import { Clock, DAY, HOUR, MINUTE } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { servicesOf, writeListings } from '@halles/testing';
import { type AgendasWorld, AT_TEN, BOOKED_AT, openAgendasWorld } from '@halles/testing/agendas';
import type { TestingModule } from '@nestjs/testing';
import {
  CalmHours,
  type ClickSource,
  FootfallLinkNotFound,
  FootfallLinks,
  FootfallMeter,
  FootfallModule,
  PublicFootfall,
} from '.';

describe('the meter of a place', () => {
  let agendas: AgendasWorld;
  let services: TestingModule;
  let meter: FootfallMeter;
  let now = BOOKED_AT;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    services = await servicesOf(
      agendas.world,
      [FootfallModule],
      [{ provide: Clock, useValue: { now: () => now } }],
    );
    meter = services.get(FootfallMeter);
  });
  beforeEach(() => {
    now = new Date(AT_TEN);
    agendas.at(now);
  });
  afterAll(() => agendas.world.close());

  const aShop = async (ctx: TenantContext = agendas.world.here): Promise<ClickSource> => {
    const facts = { openingHoursText: 'Mo-Sa 09:00-12:00,14:00-19:00' };
    const [listingId = 0] = await writeListings(agendas.world, ctx, [{ source: 'sirene', facts }]);
    return { listingId, linkId: null, device: randomUUID() };
  };
  const clicks = (...changes: readonly (1 | -1)[]) =>
    changes.map((change) => ({ id: randomUUID(), change, ago: 0 }));
  const count = async (from: ClickSource, ...changes: readonly (1 | -1)[]) =>
    meter.count(agendas.world.here, from, clicks(...changes));

  it('counts a click once however often it is sent, and tells the same again', async () => {
    const shop = await aShop();
    const [one, other] = clicks(1, 1);
    if (!one || !other) throw new Error('no clicks');
    await meter.count(agendas.world.here, shop, [one]);
    const again = await meter.count(agendas.world.here, shop, [one, one, other]);
    expect(again).toMatchObject({ now: { walkIns: 2 }, outcomes: ['counted', 'counted', 'counted'] });
  });

  it('adds up all doors, whose telephones count at the same time, from the first click on', async () => {
    const shop = await aShop();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const door = { ...shop, device: randomUUID() };
        for (let click = 0; click < 5; click += 1) await count(door, 1);
      }),
    );
    expect((await meter.read(agendas.world.here, shop.listingId)).walkIns).toBe(40);
  });

  it('lets nobody leave where nobody is, and says so', async () => {
    const shop = await aShop();
    expect(await count(shop, -1, 1)).toMatchObject({
      now: { walkIns: 1 },
      outcomes: ['nobody-there', 'counted'],
    });
  });

  it('begins anew when the shop has closed: what a telephone sends too late is of the hours alone', async () => {
    const shop = await aShop();
    await count(shop, 1, 1, 1);
    now = new Date(AT_TEN + 4.5 * HOUR);
    expect((await meter.read(agendas.world.here, shop.listingId)).walkIns).toBe(0);
    const late = { id: randomUUID(), change: 1 as const, ago: 4 * HOUR };
    const { now: then, outcomes } = await meter.count(agendas.world.here, shop, [late, ...clicks(1)]);
    expect([then.walkIns, outcomes]).toEqual([1, ['late', 'counted']]);
    const hours = await agendas.rowsOf(
      'SELECT entries, peak FROM footfall_hour WHERE listing_id = $1 ORDER BY hour',
      [shop.listingId],
    );
    expect(hours).toEqual([
      { entries: 4, peak: 3 },
      { entries: 1, peak: 1 },
    ]);
  });

  it('is corrected by who counts heads, once however often that is sent', async () => {
    const shop = await aShop();
    await count(shop, 1, 1, 1);
    const id = randomUUID();
    await meter.correct(agendas.world.here, shop, id, 1);
    await count(shop, 1);
    await meter.correct(agendas.world.here, shop, id, 1);
    expect((await meter.read(agendas.world.here, shop.listingId)).walkIns).toBe(2);
  });

  it('takes the room of appointments for half an hour, and is full with them together', async () => {
    const salon = await agendas.aSalon({ gauge: 3, staff: 3 });
    now = BOOKED_AT;
    agendas.at(now);
    await agendas.place(salon, { party: 1 });
    now = new Date(AT_TEN);
    agendas.at(now);
    const door = { listingId: salon.id, linkId: null, device: randomUUID() };
    const { now: there } = await count(door, 1, 1);
    expect(there).toMatchObject({ walkIns: 2, expected: 1, total: 3, gauge: 3, room: 0, level: 'full' });
    const room = await agendas.world.work.read(agendas.world.here, (tx) =>
      services.get(PeoplePresent).room(tx, salon.id, { from: AT_TEN, until: AT_TEN + 2 * HOUR }),
    );
    const least = (from: number, until: number) =>
      lowest(room ?? stepFunctionOf(-1, []), AT_TEN + from * MINUTE, AT_TEN + until * MINUTE);
    expect([least(0, 30), least(30, 120)]).toEqual([0, 3]);
    expect((await count(door, 1)).now).toMatchObject({ total: 4, room: 0, level: 'full' });
  });

  it('counts nobody whose appointment is on the phone, for whom the gauge is no limit either', async () => {
    now = BOOKED_AT;
    agendas.at(now);
    const salon = await agendas.aSalon({ gauge: 1, service: { venue: 'phone' } });
    await agendas.place(salon, { phone: '+33612345678' });
    now = new Date(AT_TEN);
    expect(await meter.read(agendas.world.here, salon.id)).toMatchObject({
      ...{ expected: 0, room: 1, level: 'calm' },
    });
  });

  it('counts a family as one where the gauge does, at the door and for the public', async () => {
    const { here, work } = agendas.world;
    now = BOOKED_AT;
    agendas.at(now);
    const salon = await agendas.aSalon();
    await services.get(PlaceGauges).save(here, salon.id, { ...NO_GAUGE, people: 3, isHouseholdOne: true });
    await agendas.place(salon, { party: 3 });
    now = new Date(AT_TEN);
    const door = { listingId: salon.id, linkId: null, device: randomUUID() };
    const levelNow = async () =>
      (await work.read(here, (tx) => services.get(PublicFootfall).ofListing(tx, salon.id))).now?.level;
    expect(await meter.read(here, salon.id)).toMatchObject({ total: 3, gauge: 5, room: 2, level: 'busy' });
    expect(await levelNow()).toBe('busy');
    expect((await count(door, 1, 1)).now).toMatchObject({ total: 5, room: 0, level: 'full' });
    expect(await levelNow()).toBe('full');
  });

  it('keeps what is counted here from the place with the same number elsewhere', async () => {
    const [here, there] = [await aShop(), await aShop(agendas.world.there)];
    await count({ ...here, listingId: here.listingId }, 1, 1);
    await meter.count(agendas.world.there, there, clicks(1));
    expect((await meter.read(agendas.world.there, there.listingId)).walkIns).toBe(1);
  });

  it('keeps clicks for a week, and what they said of their hour for thirteen', async () => {
    const shop = await aShop();
    await count(shop, 1);
    const left = () =>
      agendas.rowsOf<{ clicks: number; hours: number }>(
        `SELECT (SELECT count(*)::int FROM footfall_click WHERE listing_id = $1) AS clicks,
                (SELECT count(*)::int FROM footfall_hour WHERE listing_id = $1) AS hours`,
        [shop.listingId],
      );
    await meter.eraseClicks(agendas.world.here, now);
    await meter.eraseHours(agendas.world.here, new Date(AT_TEN - HOUR));
    expect(await left()).toEqual([{ clicks: 1, hours: 1 }]);
    await meter.eraseClicks(agendas.world.here, new Date(AT_TEN + 1));
    await meter.eraseHours(agendas.world.here, new Date(AT_TEN + DAY));
    expect(await left()).toEqual([{ clicks: 0, hours: 0 }]);
  });

  it('tells the public a level while somebody counts, and usual hours once a weekday was counted three times', async () => {
    const { here, there } = agendas.world;
    const publicly = services.get(PublicFootfall);
    const shop = await aShop();
    await services.get(PlaceGauges).save(here, shop.listingId, { ...NO_GAUGE, people: 2 });
    const told = (ctx: TenantContext) =>
      agendas.world.work.read(ctx, (tx) => publicly.ofListing(tx, shop.listingId));
    expect(await told(here)).toEqual({ now: null, usual: [] });
    await count(shop, 1);
    expect(await told(here)).toEqual({ now: { level: 'busy', at: AT_TEN }, usual: [] });
    for (const week of [1, 2, 3]) {
      now = new Date(AT_TEN + week * 7 * DAY);
      await count(shop, 1, 1);
    }
    now = new Date(AT_TEN + 22 * DAY);
    const usual = [{ weekday: 2, hours: [{ hour: 10, level: 'busy', share: 100 }] }];
    expect(await told(here)).toEqual({ now: null, usual });
    expect(await told(there)).toEqual({ now: null, usual: [] });
  });

  it('is opened without an account by its link alone: not by one of another kind, town or time, nor once it is withdrawn', async () => {
    const { here, there } = agendas.world;
    const links = services.get(FootfallLinks);
    const { listingId } = await aShop();
    const door = { id: randomUUID(), kind: 'door', name: 'Rue' } as const;
    await links.add(here, listingId, door);
    await links.add(here, listingId, door);
    expect(await links.list(here, listingId)).toMatchObject([{ name: 'Rue' }]);
    const token = links.token(here, door);
    expect(await links.open(here, 'door', token)).toMatchObject({ ...door, listingId });
    const refused = async (asked: Promise<unknown>) => expect(asked).rejects.toThrow(FootfallLinkNotFound);
    await refused(links.open(here, 'screen', token));
    await refused(links.open(there, 'door', token));
    await refused(links.revoke(here, (await aShop()).listingId, door.id));
    now = new Date(AT_TEN + 401 * DAY);
    await refused(links.open(here, 'door', token));
    now = new Date(AT_TEN);
    await links.revoke(here, listingId, door.id);
    await links.revoke(here, listingId, door.id);
    await refused(links.open(here, 'door', token));
  });

  it('has times of the week set apart and taken back while an import holds the directory, and tells it nothing new', async () => {
    const { here } = agendas.world;
    const [calm, directory] = [services.get(CalmHours), services.get(ListingWriter)];
    const { listingId } = await aShop();
    const id = randomUUID();
    const span = { kind: 'fragile', weekday: 2, from: 600, until: 720 } as const;
    await calm.add(here, listingId, id, { ...span, isReserved: false });
    const version = () =>
      agendas.world.work.read(here, ({ manager }) =>
        manager.query<object[]>('SELECT version FROM directory_state'),
      );
    const before = await version();
    const anImport = (work: () => Promise<void>) =>
      agendas.world.work.bulk(here, async (tx) => {
        await directory.finish(directory.begin(tx), 'touched', now);
        await work();
        throw new Error('not this time');
      });
    await expect(anImport(() => calm.remove(here, listingId, id))).rejects.toThrow('not this time');
    expect(await calm.list(here, listingId)).toEqual([]);
    const outdated = () => agendas.world.work.read(here, (tx) => directory.listOutdated(tx, 0, now));
    expect(await outdated()).toEqual([listingId]);
    // What is gone is not taken back again, by whoever asks.
    await calm.remove(here, listingId, id);
    expect(await version()).toEqual(before);
  });
});
