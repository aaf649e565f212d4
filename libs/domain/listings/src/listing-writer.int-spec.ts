import {
  anAccount,
  insertSources,
  openWorld,
  servicesOf,
  sourceFacts,
  type SourceInput,
  type World,
  writeListings,
} from '@halles/testing';
import type { TenantContext } from '@halles/platform/tenancy';
import { ListingWriter } from './listing-writer';
import { ListingsModule } from './listings.module';
import { SearchPlaces } from '@halles/domain/search-index';
import { deletionsOf } from '@halles/domain/text';

const NOW = new Date('2026-11-25T09:00:00Z');
const bakery: SourceInput = { facts: { openingHoursText: 'Mo-Sa 07:00-19:30', keywords: ['pain bio'] } };

describe('the writer of listings', () => {
  let world: World;
  let here: TenantContext;
  let writer: ListingWriter;
  let places: SearchPlaces;
  beforeAll(async () => {
    world = await openWorld();
    here = world.here;
    const services = await servicesOf(world, [ListingsModule]);
    writer = services.get(ListingWriter);
    places = services.get(SearchPlaces);
  });
  afterAll(() => world.close());

  const rows = <T extends object>(sql: string, ctx = here): Promise<T[]> =>
    world.work.read(ctx, ({ manager }) => manager.query<T[]>(sql));
  const one = async <T extends object>(sql: string, ctx = here): Promise<T> => {
    const [row] = await rows<T>(sql, ctx);
    if (!row) throw new Error(`no row: ${sql}`);
    return row;
  };
  const keysOf = async (id: number): Promise<string[]> =>
    (
      await rows<{ key: string }>(
        `SELECT k.kind || ':' || k.value AS key FROM search_entry e JOIN search_key k ON k.id = e.key
         WHERE e.listing = ${id} ORDER BY 1`,
      )
    ).map(({ key }) => key);
  const change = (id: number, facts: SourceInput['facts']) =>
    world.work.write(here, async (tx) => {
      await tx.manager.query('UPDATE listing_source SET facts = $2 WHERE listing_id = $1', [
        id,
        JSON.stringify(sourceFacts(facts)),
      ]);
      const batch = writer.begin(tx);
      const counts = await writer.refresh(batch, [id], NOW);
      await writer.finish(batch, 'touched', NOW);
      return counts;
    });

  it('writes a listing with its hours, the keys it is found by, its place on the map and in its street', async () => {
    const [id = 0] = await writeListings(world, here, [bakery], NOW);
    const row = await one(
      `SELECT slug, name, folded_name, visibility, state, street, address_line, opening_id IS NOT NULL AS opening,
         features FROM listing WHERE id = ${id}`,
    );
    expect(row).toEqual({
      slug: 'boulangerie-des-halles',
      name: 'Boulangerie des Halles',
      folded_name: 'boulangerie des halles',
      visibility: 'public',
      state: 'open',
      street: 'Rue Sainte-Catherine',
      address_line: '12 rue Sainte-Catherine',
      opening: true,
      features: 64,
    });
    expect(await keysOf(id)).toEqual([
      'all:',
      'branch:food',
      'category:bakery',
      'commune:33063',
      'street:33063/rue-sainte-catherine',
      'word:bio',
      'word:boulangerie',
      'word:halle',
      'word:halles',
      'word:pain',
    ]);
    expect(
      await one(`SELECT spans @> (extract(epoch FROM timestamptz '2026-11-25 08:00 Europe/Paris') / 60)::int AS open,
        spans @> (extract(epoch FROM timestamptz '2026-11-29 08:00 Europe/Paris') / 60)::int AS sunday FROM opening`),
    ).toEqual({ open: true, sunday: false });
    expect(await rows('SELECT kind, name, listings FROM search_place ORDER BY kind')).toEqual([
      { kind: 'commune', name: 'Bordeaux', listings: 1 },
      { kind: 'street', name: 'Rue Sainte-Catherine', listings: 1 },
    ]);
    expect(await one(`SELECT count(*)::int AS cells, sum(listings)::int AS listings FROM map_cell`)).toEqual({
      cells: 15,
      listings: 15,
    });
    expect(await rows('SELECT FROM listing', world.there)).toEqual([]);
    expect(await rows('SELECT FROM search_entry', world.there)).toEqual([]);
  });

  it('writes nothing the second time', async () => {
    const [id = 0] = await writeListings(world, here, [bakery], NOW);
    const before = await rows(`SELECT xmin, ctid FROM search_entry WHERE listing = ${id} ORDER BY key`);
    const counts = await world.work.write(here, (tx) => writer.refresh(writer.begin(tx), [id], NOW));
    expect(counts).toEqual({ written: 0, unchanged: 1, removed: 0 });
    expect(await rows(`SELECT xmin, ctid FROM search_entry WHERE listing = ${id} ORDER BY key`)).toEqual(
      before,
    );
  });

  it('counts nothing again where a change brings, removes and moves no listing', async () => {
    const [id = 0] = await writeListings(world, here, [bakery], NOW);
    const counted = () =>
      Promise.all(
        ['search_key', 'search_place', 'map_cell'].map((table) => rows(`SELECT xmin, ctid FROM ${table}`)),
      );
    const openingOf = () => rows(`SELECT DISTINCT opening FROM search_entry WHERE listing = ${id}`);
    const before = { counts: await counted(), opening: await openingOf() };
    await change(id, { ...bakery.facts, openingHoursText: 'Mo-Su 06:00-20:00' });
    expect(await openingOf()).not.toEqual(before.opening);
    expect(await counted()).toEqual(before.counts);
  });

  it('counts the same by what changed as by counting everything again', async () => {
    const ids = await writeListings(
      world,
      here,
      [
        bakery,
        { facts: { displayName: 'Librairie du Port', category: 'bookshop' } },
        {
          facts: { displayName: 'Café du Port', category: 'cafe', address: { street: 'quai des Chartrons' } },
        },
      ],
      NOW,
    );
    await change(ids[1] ?? 0, {
      displayName: 'Librairie du Quai',
      category: 'bookshop',
      address: { street: 'quai des Chartrons' },
    });
    await change(ids[2] ?? 0, { status: { state: 'closed', since: '2026-10-01' } });
    // Within its cell, and of nothing else another number.
    await change(ids[0] ?? 0, { position: { longitude: -0.5741, latitude: 44.8405, precision: 'address' } });
    const counted = () =>
      Promise.all([
        rows('SELECT kind, value, listings FROM search_key ORDER BY kind, value'),
        rows('SELECT kind, slug, listings FROM search_place ORDER BY kind, slug'),
        rows(
          'SELECT key, zoom, x, y, listings, round(sum_x) AS x, round(sum_y) AS y FROM map_cell ORDER BY 1, 2, 3, 4',
        ),
      ]);
    const byChange = await counted();
    await world.work.write(here, (tx) => writer.finish(writer.begin(tx), 'all', NOW));
    expect(byChange).toEqual(await counted());
  });

  it('makes no street of a number, and none that nobody is in any more', async () => {
    const street = (name: string) => ({ address: { street: name } });
    const [id = 0] = await writeListings(
      world,
      here,
      [{ facts: street('rue Vide') }, { facts: street('4') }],
      NOW,
    );
    const named = () => rows(`SELECT slug FROM search_place WHERE slug IN ('rue-vide', '4')`);
    expect(await named()).toEqual([{ slug: 'rue-vide' }]);
    await change(id, street('rue Sainte-Catherine'));
    expect(await named()).toEqual([]);
  });

  it('takes a business that closes out of search and off the map, and keeps its page', async () => {
    const [id = 0] = await writeListings(world, here, [bakery], NOW);
    await change(id, { status: { state: 'closed', since: '2026-11-20' } });
    expect(await keysOf(id)).toEqual([]);
    expect(await one(`SELECT name, state, closed_on::text FROM listing WHERE id = ${id}`)).toEqual({
      name: 'Boulangerie des Halles',
      state: 'closed',
      closed_on: '2026-11-20',
    });
  });

  it('leaves nothing of a business whose diffusion became partial', async () => {
    const [id = 0] = await writeListings(world, here, [bakery], NOW);
    await change(id, { partialDiffusion: true, contact: { phone: '+33556000000' } });
    expect(await keysOf(id)).toEqual([]);
    const row = await one<Record<string, unknown>>(`SELECT * FROM listing WHERE id = ${id}`);
    expect(row).toMatchObject({
      visibility: 'masked',
      slug: 'etablissement',
      category: 'bakery',
      commune: '33063',
    });
    expect(JSON.stringify(row)).not.toMatch(/halles|Catherine|33556|Mo-Sa/i);
  });

  it('gives a SIRET that two listings claim to the register', async () => {
    const siret = '73282932000074' as never;
    const [read = 0] = await writeListings(world, here, [{ source: 'osm', facts: { siret } }], NOW);
    const [registered = 0, third = 0] = await writeListings(
      world,
      here,
      [
        { source: 'sirene', sourceId: siret, facts: { siret } },
        { source: 'csv', facts: { siret } },
      ],
      NOW,
    );
    expect(await rows(`SELECT id FROM listing WHERE siret = '${siret as string}'`)).toEqual([
      { id: registered },
    ]);
    expect(
      await rows(`SELECT id FROM listing WHERE siret IS NULL AND id IN (${read}, ${third})`),
    ).toHaveLength(2);
  });

  it('empties a listing that was merged, and fills it again when it is taken apart', async () => {
    const [kept = 0, gone = 0] = await writeListings(world, here, [bakery, bakery], NOW);
    const settle = (into: number | null, owner: number) =>
      world.work.write(here, async (tx) => {
        const [source] = await tx.manager.query<{ source_id: string }[]>(
          `SELECT max(source_id) AS source_id FROM listing_source WHERE listing_id IN ($1, $2)`,
          [kept, gone],
        );
        await tx.manager.query('UPDATE listing_source SET listing_id = $2 WHERE source_id = $1', [
          source?.source_id,
          owner,
        ]);
        await tx.manager.query(
          `UPDATE listing SET merged_into = $2, visibility = CASE WHEN $2::int IS NULL THEN 'nameless' ELSE 'merged' END WHERE id = $1`,
          [gone, into],
        );
        const batch = writer.begin(tx);
        await writer.refresh(batch, [kept, gone], NOW);
        await writer.finish(batch, 'touched', NOW);
      });
    await settle(kept, kept);
    expect(await keysOf(gone)).toEqual([]);
    expect(await one(`SELECT name, merged_into FROM listing WHERE id = ${gone}`)).toEqual({
      name: null,
      merged_into: kept,
    });
    await settle(null, gone);
    expect(await keysOf(gone)).toContain('word:boulangerie');
  });

  it('removes a listing of which nothing tells any more, unless somebody reported on it', async () => {
    const [gone = 0, reported = 0] = await writeListings(world, here, [bakery, bakery], NOW);
    await world.work.write(here, async (tx) => {
      await tx.manager.query(
        `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, locale, created_at)
         VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'closed', 'fr', now())`,
        [reported],
      );
      await tx.manager.query('DELETE FROM listing_source WHERE listing_id IN ($1, $2)', [gone, reported]);
      const batch = writer.begin(tx);
      expect(await writer.refresh(batch, [gone, reported], NOW)).toEqual({
        written: 1,
        unchanged: 0,
        removed: 1,
      });
      await writer.finish(batch, 'touched', NOW);
    });
    expect(await rows(`SELECT id, visibility, name FROM listing WHERE id IN (${gone}, ${reported})`)).toEqual(
      [{ id: reported, visibility: 'not-public', name: null }],
    );
    expect(await keysOf(gone)).toEqual([]);
  });

  it('never removes a listing under the account that keeps it', async () => {
    const [kept = 0] = await writeListings(world, here, [bakery], NOW);
    const refresh = (change: string) =>
      world.work.write(here, async (tx) => {
        await tx.manager.query(change);
        const batch = writer.begin(tx);
        const { removed } = await writer.refresh(batch, [kept], NOW);
        await writer.finish(batch, 'touched', NOW);
        return removed;
      });
    const { id } = await anAccount(world, here, { grants: [{ listingId: kept }] });
    expect(await refresh(`DELETE FROM listing_source WHERE listing_id = ${kept}`)).toBe(0);
    expect(await refresh(`DELETE FROM account_grant WHERE account_id = '${id}'`)).toBe(1);
  });

  it('remembers nothing of a transaction that failed', async () => {
    const failing = world.work.write(here, async (tx) => {
      const ids = await insertSources(tx, [{ facts: { displayName: 'Zythologie éphémère' } }]);
      await writer.refresh(writer.begin(tx), ids, NOW);
      throw new Error('not this time');
    });
    await expect(failing).rejects.toThrow('not this time');
    const [id = 0] = await writeListings(
      world,
      here,
      [{ facts: { displayName: 'Zythologie éphémère' } }],
      NOW,
    );
    expect(await keysOf(id)).toContain('word:zythologie');
  });

  it('sets districts and counts what is in them', async () => {
    const centre = { longitude: -0.574, latitude: 44.8404 };
    await world.work.write(here, async (tx) => {
      await places.setDistricts(tx, [
        { name: 'Saint-Pierre', commune: '33063', centre, radius: 400 },
        { name: 'Les Chartrons', commune: '33063', centre: { ...centre, latitude: 44.86 }, radius: 400 },
        { name: 'Ailleurs', commune: '75056', centre, radius: 400 },
      ]);
    });
    const found = await rows<{ slug: string; listings: number }>(
      `SELECT slug, listings FROM search_place WHERE kind = 'district' ORDER BY slug`,
    );
    expect(found.map(({ slug }) => slug)).toEqual(['les-chartrons', 'saint-pierre']);
    expect(found[0]?.listings).toBe(0);
    const all = await one<{ listings: number }>(`SELECT listings FROM search_key WHERE kind = 'all'`);
    expect(found[1]?.listings).toBe(all.listings);
    const misspelt = deletionsOf('charton', 1).map((text) => `'${text}'`);
    const read = await rows(
      `SELECT DISTINCT value FROM search_delete JOIN search_key ON id = key WHERE deleted IN (${misspelt.join()})`,
    );
    expect(read).toEqual([{ value: 'chartron' }]);
  });

  it('lets two writers of one territory count one after the other', async () => {
    const before = await one<{ listings: number; version: string }>(
      `SELECT listings, (SELECT version FROM directory_state) AS version FROM search_key WHERE kind = 'all'`,
    );
    await Promise.all(Array.from({ length: 6 }, () => writeListings(world, here, [bakery], NOW)));
    const after = await one<{ listings: number; version: string }>(
      `SELECT listings, (SELECT version FROM directory_state) AS version FROM search_key WHERE kind = 'all'`,
    );
    expect(after.listings - before.listings).toBe(6);
    expect(Number(after.version) - Number(before.version)).toBe(6);
  });

  it('holds nobody who books while it writes many, and says at the end that other hours have other free times', async () => {
    const [id = 0, same = 0] = await writeListings(world, here, [bakery, bakery], NOW);
    await world.work.write(here, async ({ manager }) => {
      await manager.query(
        `INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services)
         SELECT unnest($1::int[]), '2026-12-01', 1, false, 0, '{}', '[]'`,
        [[id, same]],
      );
    });
    const known = () =>
      rows(
        `SELECT listing_id AS id, is_stale AS stale FROM agenda_free WHERE listing_id IN (${id}, ${same})`,
      );
    const held = () =>
      world.work.write(here, async ({ manager }) => {
        await manager.query(`SELECT FROM agenda_free WHERE listing_id = $1 FOR UPDATE NOWAIT`, [id]);
      });
    await world.work.bulk(here, async (tx) => {
      const facts = sourceFacts({ ...bakery.facts, openingHoursText: 'Mo-Sa 08:00-12:00' });
      await tx.manager.query('UPDATE listing_source SET facts = $2 WHERE listing_id = $1', [
        ...[id, JSON.stringify(facts)],
      ]);
      const batch = writer.begin(tx);
      await writer.refresh(batch, [id, same], NOW);
      await held();
      await writer.finish(batch, 'touched', NOW);
      await expect(held()).rejects.toThrow(/could not obtain lock/);
    });
    expect(await known()).toEqual(
      expect.arrayContaining([
        { id, stale: true },
        { id: same, stale: false },
      ]),
    );
  });

  it('is told of times that were set apart without it, and says so of the place and of all that finds it', async () => {
    const [id = 0, other = 0] = await writeListings(world, here, [bakery, bakery], NOW);
    await world.work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO calm_hours (id, listing_id, kind, weekday, from_minute, until_minute)
         VALUES (gen_random_uuid(), $1, 'quiet', 2, 600, 720)`,
        [id],
      ),
    );
    const outdated = () => world.work.read(here, (tx) => writer.listOutdated(tx, 0, NOW));
    expect([await outdated(), other > 0]).toEqual([[id], true]);
    await change(id, bakery.facts ?? {});
    expect(await outdated()).toEqual([]);
    const calm = await rows<{ id: number }>(
      `SELECT id FROM listing WHERE features & 32768 <> 0 UNION SELECT listing FROM search_entry WHERE features & 32768 <> 0`,
    );
    expect(calm).toEqual([{ id }]);
    // Nor were they taken back with it.
    await world.work.write(here, ({ manager }) => manager.query('DELETE FROM calm_hours'));
    expect(await outdated()).toEqual([id]);
    await change(id, bakery.facts ?? {});
    expect(await outdated()).toEqual([]);
  });
});
