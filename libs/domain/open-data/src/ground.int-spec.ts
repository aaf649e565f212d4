import { buffer, text } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { SearchService } from '@halles/domain/search';
import { MapOutlines, type OutlineBox, TerritoryOutlines } from '@halles/domain/territories';
import { MINUTE } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { openWorld, type World, writeListings } from '@halles/testing';
import { openDataServices, writeOpenData } from '@halles/testing/open-data';
import { communesGround, groundIndex, GroundParts, territoryGround } from './ground';
import { type Ground, MapGround } from './map-ground.service';
import { OpenDataNotReady } from './open-data.errors';
import { OpenDataRepository } from './open-data.repository';

const NEAR: OutlineBox = { west: 3.0, south: 50.6, east: 3.1, north: 50.7 };
const WIDE: OutlineBox = { west: -5, south: 42, east: 9, north: 52 };

describe('the ground of maps', () => {
  let world: World;
  let region: TenantContext;
  beforeAll(async () => {
    world = await openWorld();
    region = await world.addTenant('hauts-de-france');
  });
  afterAll(() => world.close());

  const textOf = async (ground: Ground): Promise<string> =>
    'text' in ground ? ground.text : text(ground.file.stream());
  const grounds = async (): Promise<MapGround> => (await openDataServices(world)).get(MapGround);
  const placesOf = async (ctx: TenantContext) => {
    const search = (await openDataServices(world)).get(SearchService, { strict: false });
    return {
      communes: await search.listPlaces(ctx, 'commune'),
      districts: await search.listPlaces(ctx, 'district'),
    };
  };

  it('of a large territory is drawn and packed by the worker, and never for who reads', async () => {
    const of = (request: Parameters<MapGround['find']>[1], encoding: 'identity' | 'br' = 'identity') =>
      grounds().then((ground) => ground.find(region, request, encoding));
    await expect(of({ of: 'territory' })).rejects.toBeInstanceOf(OpenDataNotReady);
    await expect(of({ of: 'communes', bounds: NEAR })).rejects.toBeInstanceOf(OpenDataNotReady);
    await writeOpenData(world, region);
    // It is the ground of an empty territory too: a map needs no business, and waits for none.
    await writeListings(world, region, [{ facts: { displayName: 'Chez Léa' } }]);
    expect(await textOf(await of({ of: 'territory' }))).toContain('"kind":"frame"');
    await writeOpenData(world, region);
    const drawn = await new TerritoryOutlines(process.cwd()).forMap('hauts-de-france');
    const places = await placesOf(region);
    const [whole, communes] = [territoryGround(drawn, places.communes), communesGround(drawn, places)];
    const near = communesGround(drawn, places, NEAR);

    const draws = jest.spyOn(TerritoryOutlines.prototype, 'forMap');
    expect(await textOf(await of({ of: 'territory' }))).toBe(whole);
    expect(await textOf(await of({ of: 'communes' }))).toBe(communes);
    expect(await textOf(await of({ of: 'communes', bounds: NEAR }))).toBe(near);
    // Who asks for nearly all of it gets the file.
    expect(await textOf(await of({ of: 'communes', bounds: WIDE }))).toBe(communes);
    const packed = await of({ of: 'communes' }, 'br');
    expect('file' in packed && brotliDecompressSync(await buffer(packed.file.stream())).toString()).toBe(
      communes,
    );
    expect(draws).not.toHaveBeenCalled();
    draws.mockRestore();
    expect([near.length < 200_000, communes.length > 2_000_000]).toEqual([true, true]);
  });

  it('is cut out of one release, though another one is published between two of its files', async () => {
    const addCommune = async (code: string, name: string): Promise<void> => {
      await world.work.write(region, ({ manager }) =>
        manager.query(
          'INSERT INTO commune (code, name, population, longitude, latitude) VALUES ($1, $2, 1, 3.06, 50.63)',
          [code, name],
        ),
      );
      await writeListings(world, region, [{ facts: { address: { communeCode: code, communeName: name } } }]);
    };
    const later = (minutes: number): Date => new Date(Date.now() + minutes * MINUTE);
    await addCommune('59350', 'Lille');
    await writeOpenData(world, region, later(15));
    const drawn = await new TerritoryOutlines(process.cwd()).forMap('hauts-de-france');
    const before = communesGround(drawn, await placesOf(region), NEAR);

    const services = await openDataServices(world);
    const releases = services.get(OpenDataRepository);
    const current = releases.current.bind(releases);
    const between = jest.spyOn(releases, 'current').mockImplementationOnce(async (tx) => {
      const release = await current(tx);
      await addCommune('59009', 'Ascq');
      expect(await writeOpenData(world, region, later(30))).toBe(true);
      return release;
    });
    const request = { of: 'communes', bounds: NEAR } as const;
    expect(await textOf(await services.get(MapGround).find(region, request, 'identity'))).toBe(before);
    between.mockRestore();
    const after = communesGround(drawn, await placesOf(region), NEAR);
    expect(after).not.toBe(before);
    expect(await textOf(await services.get(MapGround).find(region, request, 'identity'))).toBe(after);
  });

  it('of a draft, and of a territory with few outlines, is drawn for who reads', async () => {
    const draft = { ...region, tenant: { ...region.tenant, state: 'draft' as const } };
    expect(await textOf(await (await grounds()).find(draft, { of: 'territory' }, 'identity'))).toContain(
      '"kind":"frame"',
    );
    const here = await (await grounds()).find(world.here, { of: 'territory' }, 'identity');
    expect(JSON.parse(await textOf(here))).toMatchObject({ type: 'FeatureCollection' });
  });

  it('is cut into parts as it would be drawn, names beyond ASCII among them', () => {
    const square = (west: number) => [
      [west, 0],
      [west + 1, 0],
      [west + 1, 1],
      [west, 1],
      [west, 0],
    ];
    const drawn = new MapOutlines({
      type: 'FeatureCollection',
      source: 'a test',
      licence: 'none',
      features: ['Œuilly', 'Ánó', 'Zed'].map((name, at) => ({
        type: 'Feature' as const,
        properties: { code: `8000${at}`, name },
        geometry: { type: 'Polygon' as const, coordinates: [square(at * 2)] as [number, number][][] },
      })),
    });
    const places = { communes: [], districts: [] };
    const file = Buffer.from(communesGround(drawn, places));
    const parts = new GroundParts(file, groundIndex(drawn, places));
    for (const [west, east] of [
      [-1, 9],
      [2.5, 2.6],
      [1.5, 1.6],
      [0.5, 4.5],
      [20, 21],
    ] as const) {
      const box = { west, east, south: 0.2, north: 0.4 };
      expect(parts.within(box)).toBe(communesGround(drawn, places, box));
    }
    expect(communesGround(drawn, places, { west: 2.5, east: 2.6, south: 0, north: 1 })).toContain('Ánó');
  });
});
