import type { TenantContext } from '@halles/platform/tenancy';
import { createContext } from '@halles/platform/tenancy';
import { anAccount } from '@halles/testing';
import { type DuplicatesWorld, later, NOW, openDuplicatesWorld, type Pair } from '@halles/testing/duplicates';
import { v7 as uuid } from 'uuid';
import { BothListingsOwned, PairNotFound } from './duplicate.errors';

const BY = { accountId: uuid(), name: 'Claire Dubois' };
const AGENT = { kind: 'agent', ...BY } as const;

describe('what merging two listings does', () => {
  let on: DuplicatesWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openDuplicatesWorld();
    here = createContext(on.world.here.tenant, { kind: 'agent', accountId: BY.accountId }, uuid());
  });
  afterAll(() => on.world.close());

  const foresee = (id: string) => on.effects.foresee(here, id, BY, NOW);
  const done = (id: string) => on.effects.done(here, id, BY, later(2_000));
  const write = (sql: string, values: unknown[]) =>
    on.world.work.write(here, ({ manager }) => manager.query(sql, values));
  /** All that a merge could have changed. */
  const everything = async ({ registered, mapped }: Pair): Promise<unknown[]> =>
    on.fixtures.rows(
      `SELECT jsonb_agg(to_jsonb(l) ORDER BY l.id) AS l,
              (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.source, k.source_id) FROM listing_source k WHERE k.listing_id IN ($1, $2)) AS k,
              (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM photo p WHERE p.listing_id IN ($1, $2)) AS p,
              (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.id) FROM claim c WHERE c.listing_id IN ($1, $2)) AS c,
              (SELECT jsonb_agg(to_jsonb(q)) FROM listing_pair q WHERE q.one IN ($1, $2) OR q.other IN ($1, $2)) AS q,
              (SELECT count(*) FROM audit_log) AS a, (SELECT count(*) FROM listing_merge) AS m
         FROM listing l WHERE l.id IN ($1, $2)`,
      [registered, mapped],
    );

  it('is foreseen as it is done, and nothing of it is done before', async () => {
    const pair = await on.fixtures.pair();
    await on.fixtures.attachAll(pair.mapped);
    const said = { version: null, changes: { phone: '+33556000009' }, author: AGENT };
    await on.profiles.save(here, pair.mapped, said, NOW);
    const before = await everything(pair);
    const foreseen = await foresee(pair.id);
    expect(await everything(pair)).toEqual(before);
    expect(foreseen).toMatchObject({
      survivor: pair.registered,
      gone: pair.mapped,
      because: 'registered',
      stays: { id: pair.registered, name: 'PAUL' },
      goes: { id: pair.mapped, name: 'Chez Paul' },
      carried: { photos: 3, posts: 0, mandates: 1, claims: 1, disputes: 0, reports: 1, corrections: 1 },
      left: { products: 0, orders: 0, openOrders: 0, mandates: 0, logos: 0 },
    });
    expect(foreseen.facts).toContainEqual({ field: 'phone', before: null, after: '+33556000009' });

    await on.duplicates.merge(here, pair.id, BY, NOW);
    const { facts, carried, left } = foreseen;
    expect(await done(pair.id)).toMatchObject({
      survivor: pair.registered,
      gone: pair.mapped,
      because: 'registered',
      stays: { id: pair.registered },
      goneName: 'Chez Paul',
      fields: facts.map(({ field }) => field),
      carried,
      left,
      refusal: null,
    });
    // Asked whether they can be two again, they are one still.
    expect(await on.shown(pair.mapped)).toBe(pair.registered);
    await on.duplicates.keepSeparate(here, pair.id, BY, later(1_000));
    expect(await done(pair.id)).toBeNull();
  });

  it('leaves with the number that goes what was of somebody who kept it once, and says so', async () => {
    const pair = await on.fixtures.pair();
    await on.fixtures.photo(pair.registered, 'logo');
    await on.fixtures.photo(pair.mapped, 'logo');
    await on.fixtures.mandate(pair.registered);
    await on.fixtures.mandate(pair.mapped);
    await write(
      `INSERT INTO product (id, listing_id, name, description, price_cents, vat, is_available, notice_days, withdrawal, position, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'Pain', '', 100, 'reduced', true, 0, 'perishable', 0, $2, $2)`,
      [pair.mapped, NOW],
    );
    const foreseen = await foresee(pair.id);
    expect(foreseen.left).toEqual({ products: 1, orders: 0, openOrders: 0, mandates: 1, logos: 1 });
    expect(foreseen.carried).toMatchObject({ photos: 0, mandates: 0 });
  });

  it('keeps the page that somebody keeps, and has the claims of the other in dispute', async () => {
    const pair = await on.fixtures.pair();
    await anAccount(on.world, here, { grants: [{ listingId: pair.mapped }] });
    const { id } = await anAccount(on.world, here);
    await on.claimants.begin(here, pair.registered, { accountId: id }, 'fr', NOW);
    await write("UPDATE claim SET state = 'review', expires_at = NULL WHERE listing_id = $1", [
      pair.registered,
    ]);
    expect(await foresee(pair.id)).toMatchObject({
      survivor: pair.mapped,
      because: 'kept',
      carried: { claims: 1, disputes: 1 },
    });
  });

  it('is not foreseen where both are kept, where one is no listing, nor in another territory', async () => {
    const kept = await on.fixtures.pair();
    for (const listingId of [kept.registered, kept.mapped])
      await anAccount(on.world, here, { grants: [{ listingId }] });
    await expect(foresee(kept.id)).rejects.toThrow(BothListingsOwned);
    await expect(foresee(`${kept.mapped}-2147483647`)).rejects.toThrow(PairNotFound);
    await expect(foresee('1-1')).rejects.toThrow(PairNotFound);
    const { id } = await on.fixtures.pair();
    await on.duplicates.merge(here, id, BY, NOW);
    expect(await on.effects.done(on.world.there, id, BY, NOW)).toBeNull();
  });

  it('says why two cannot be two again', async () => {
    const older = await on.fixtures.pair();
    const pair = await on.fixtures.pair();
    await on.duplicates.merge(here, pair.id, BY, NOW);
    const further = await on.fixtures.doubt(older.registered, pair.registered);
    await on.duplicates.merge(here, further, BY, NOW);
    expect(await done(pair.id)).toMatchObject({ refusal: 'merged-further', stays: null });
    const lone = await on.fixtures.pair();
    await on.duplicates.merge(here, lone.id, BY, NOW);
    await write("DELETE FROM listing_source WHERE listing_id = $1 AND source = 'osm'", [lone.registered]);
    expect(await done(lone.id)).toMatchObject({ refusal: 'nothing-to-separate', goneName: null });
  });
});
