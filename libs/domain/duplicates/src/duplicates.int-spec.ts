import type { TenantContext } from '@halles/platform/tenancy';
import { createContext, listAudit } from '@halles/platform/tenancy';
import { anAccount } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { type DuplicatesWorld, later, NOW, openDuplicatesWorld } from '@halles/testing/duplicates';
import { mergePolicies } from './attached';
import { BothListingsOwned, MergedFurther, NothingToSeparate, PairNotFound } from './duplicate.errors';

const BY = { accountId: uuid(), name: 'Claire Dubois' };
const AGENT = { kind: 'agent', ...BY } as const;
const OWNER = { kind: 'merchant', accountId: null, name: 'Jeanne' } as const;

describe('two listings of one business', () => {
  let on: DuplicatesWorld;
  let here: TenantContext;
  beforeAll(async () => {
    on = await openDuplicatesWorld();
    here = createContext(on.world.here.tenant, { kind: 'agent', accountId: BY.accountId }, uuid());
  });
  afterAll(() => on.world.close());

  const merge = (id: string) => on.duplicates.merge(here, id, BY, NOW);
  const separate = (id: string) => on.duplicates.keepSeparate(here, id, BY, later(1_000));
  const attached = Object.keys(mergePolicies).filter(
    (table) => !['listing', 'listing_pair', 'listing_merge'].includes(table),
  );

  /** What refers to a listing, table by table, as far as a merge must give it back. */
  async function of(listing: number): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {};
    for (const table of attached)
      found[table] = await on.fixtures.rows(
        `SELECT to_jsonb(t) - '{rank,changed_at,reported_on,version,updated_at}'::text[] AS row FROM ${table} t
          WHERE listing_id = $1 ORDER BY 1`,
        [listing],
      );
    return found;
  }
  const count = async (table: string, listing: number): Promise<number> =>
    (await on.fixtures.rows(`SELECT FROM ${table} WHERE listing_id = $1`, [listing])).length;

  it('leave no table that refers to a listing out of account', async () => {
    const found = await on.fixtures.rows<{ name: string }>(
      `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
        WHERE contype = 'f' AND confrelid = 'listing'::regclass ORDER BY 1`,
    );
    expect(found.map(({ name }) => name)).toEqual(Object.keys(mergePolicies).sort());
  });

  it('are the one that somebody keeps: its owner, page and photos stay, its number too, the other address leads there', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const owner = await anAccount(on.world, here, { grants: [{ listingId: mapped }] });
    const author = { ...OWNER, accountId: owner.id };
    const said = { version: null, changes: { phone: '+33556000009', name: 'Chez Paul et Jeanne' }, author };
    await on.profiles.save(here, mapped, said, NOW);
    const photo = await on.fixtures.photo(mapped);
    const before = await of(mapped);

    expect(await merge(id)).toBe(mapped);
    expect([await on.shown(registered), await on.shown(mapped)]).toEqual([mapped, mapped]);
    const after = await of(mapped);
    for (const table of ['account_grant', 'listing_profile', 'photo'])
      expect([table, after[table]]).toEqual([table, before[table]]);
    const [listing] = await on.fixtures.rows(
      `SELECT name, phone, siret IS NOT NULL AS known,
              (SELECT string_agg(source, '+' ORDER BY source) FROM listing_source WHERE listing_id = l.id) AS sources
         FROM listing l WHERE id = $1`,
      [mapped],
    );
    expect(listing).toEqual({
      name: 'Chez Paul et Jeanne',
      phone: '+33556000009',
      known: true,
      sources: 'merchant+osm+sirene',
    });
    await on.profiles.save(here, mapped, { ...said, changes: { phone: '+33556000010' } }, later(10));
    expect(await on.fixtures.rows('SELECT phone FROM listing WHERE id = $1', [mapped])).toEqual([
      { phone: '+33556000010' },
    ]);
    expect(await on.fixtures.rows('SELECT id FROM photo WHERE listing_id = $1', [mapped])).toEqual([
      { id: photo },
    ]);
  });

  it('keep the photo of a post beside it, there and back', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const post = uuid();
    const write = (sql: string, values: unknown[]) =>
      on.world.work.write(on.world.here, ({ manager }) => manager.query(sql, values));
    await write(
      `INSERT INTO post (id, listing_id, kind, title, body, starts_on, ends_on, author, seat, published_at, updated_at)
       VALUES ($1, $2, 'novelty', 'Le stollen', 'Est là.', '2026-11-01', '2027-01-31', 'merchant', 1, now(), now())`,
      [post, mapped],
    );
    const send = (listing: number) =>
      write(
        `INSERT INTO photo (id, listing_id, folder, kind, post_id, rank, hash, master, variants, bytes, created_at)
         VALUES (gen_random_uuid(), $1, $1, 'post', $2, 0, repeat('b', 24), 'jpeg', '[{"format":"jpeg","width":640,"height":480}]', 1, now())`,
        [listing, post],
      );
    await send(mapped);
    const at = () =>
      on.fixtures.rows(
        'SELECT p.listing_id AS post, f.listing_id AS photo FROM post p JOIN photo f ON f.post_id = p.id WHERE p.id = $1',
        [post],
      );
    await merge(id);
    expect(await at()).toEqual([{ post: registered, photo: registered }]);
    // Another photo takes its place while the two are one: it goes with its post, and the one before can be put back there.
    await write('UPDATE photo SET removed_at = now() WHERE post_id = $1', [post]);
    await send(registered);
    await separate(id);
    expect(await at()).toEqual([
      { post: mapped, photo: mapped },
      { post: mapped, photo: mapped },
    ]);
  });

  it('take along what people attached, and give it back when they are two again', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    await on.fixtures.attachAll(mapped);
    const said = {
      version: null,
      changes: { phone: '+33556000009', website: 'https://paul.example/' },
      author: AGENT,
    };
    await on.profiles.save(here, mapped, said, NOW);
    const before = { registered: await of(registered), mapped: await of(mapped) };

    expect(await merge(id)).toBe(registered);
    for (const table of ['claim', 'correction', 'correction_link', 'listing_report', 'mandate', 'photo'])
      expect([table, await count(table, mapped), (await count(table, registered)) > 0]).toEqual([
        table,
        0,
        true,
      ]);
    expect(await count('photo', registered)).toBe(3);
    expect(await count('listing_confirmation', registered)).toBe(1);
    expect((await on.profiles.find(here, registered)).content).toMatchObject(said.changes);
    expect(await on.fixtures.rows('SELECT phone FROM listing WHERE id = $1', [registered])).toEqual([
      { phone: '+33556000009' },
    ]);
    const { authors } = await on.profiles.find(here, registered);
    expect(authors.phone).toEqual({ kind: 'agent', at: NOW.toISOString() });
    expect(await on.duplicates.listMerged(here, 10)).toContainEqual(
      expect.objectContaining({ id, gone: mapped, survivor: registered }),
    );

    await separate(id);
    expect([await on.shown(registered), await on.shown(mapped)]).toEqual([registered, mapped]);
    expect(await of(mapped)).toEqual(before.mapped);
    // Its profile says nothing, and has a history now.
    const { listing_profile: own, ...rest } = await of(registered);
    expect(own).toMatchObject([{ row: { content: {}, authors: {} } }]);
    expect({ ...rest, listing_profile: [] }).toEqual(before.registered);
    await expect(separate(id)).rejects.toBeInstanceOf(PairNotFound);
    await expect(merge(id)).rejects.toBeInstanceOf(PairNotFound);
  });

  it('fill what the owner of the page left empty, tell them, and change nothing that they said', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const owner = await anAccount(on.world, here, { grants: [{ listingId: registered }] });
    const author = { ...OWNER, accountId: owner.id };
    await on.profiles.save(
      here,
      registered,
      { version: null, changes: { phone: '+33556000001' }, author },
      NOW,
    );
    const changes = {
      phone: '+33556000009',
      website: 'https://paul.example/',
      state: { state: 'closed', since: '2026-11-01' },
    } as const;
    await on.profiles.save(here, mapped, { version: null, changes, author: AGENT }, NOW);
    await merge(id);
    const { content } = await on.profiles.find(here, registered);
    expect(content).toMatchObject({ phone: '+33556000001', website: 'https://paul.example/', state: null });
    expect(
      await on.fixtures.rows('SELECT event FROM notification WHERE account_id = $1 AND listing_id = $2', [
        owner.id,
        registered,
      ]),
    ).toEqual([{ event: 'page' }]);
    const [revision] = await on.profiles.revisions(here, registered, { limit: 1 });
    expect(revision).toMatchObject({ author: AGENT, changes: { website: { before: null } } });

    await on.profiles.save(
      here,
      registered,
      { version: null, changes: { website: 'https://jeanne.example/' }, author },
      NOW,
    );
    await separate(id);
    expect((await on.profiles.find(here, registered)).content.website).toBe('https://jeanne.example/');
    expect(
      await on.fixtures.rows("SELECT state, facts->>'website' AS site FROM listing WHERE id = $1", [mapped]),
    ).toEqual([{ state: 'closed', site: 'https://paul.example/' }]);
  });

  it('are not made one where somebody keeps each, be it the same person', async () => {
    for (const isSame of [false, true]) {
      const { id, registered, mapped } = await on.fixtures.pair();
      const email = `owner-${uuid().slice(-6)}@commerce.example`;
      await anAccount(on.world, here, { email, grants: [{ listingId: registered }] });
      await anAccount(on.world, here, { ...(isSame && { email }), grants: [{ listingId: mapped }] });
      const before = [await of(registered), await of(mapped)];
      await expect(merge(id)).rejects.toBeInstanceOf(BothListingsOwned);
      expect([await of(registered), await of(mapped)]).toEqual(before);
      const [pair] = await on.duplicates
        .listDoubtful(here, 100)
        .then((all) => all.filter((one) => one.id === id));
      expect(pair?.members.map(({ isOwned }) => isOwned)).toEqual([true, true]);
    }
  });

  it('keep the mandate that is in force on the one that stays, and the other comes back', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const own = await on.fixtures.mandate(registered);
    const other = await on.fixtures.mandate(mapped);
    await merge(id);
    const active = () =>
      on.fixtures.rows(`SELECT id FROM mandate WHERE listing_id = $1 AND state = 'active'`, [registered]);
    expect(await active()).toEqual([{ id: own }]);
    await separate(id);
    expect(await on.fixtures.rows('SELECT id, state FROM mandate WHERE listing_id = $1', [mapped])).toEqual([
      { id: other, state: 'active' },
    ]);

    const next = await on.fixtures.pair();
    await on.fixtures.mandate(next.registered, later(-1_000));
    const inForce = await on.fixtures.mandate(next.mapped);
    await merge(next.id);
    expect(
      await on.fixtures.rows(`SELECT id FROM mandate WHERE listing_id = $1 AND state = 'active'`, [
        next.registered,
      ]),
    ).toEqual([{ id: inForce }]);
  });

  it('bring no mandate into force that the owner of the page did not give', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    await anAccount(on.world, here, { grants: [{ listingId: registered }] });
    const given = await on.fixtures.mandate(mapped);
    await merge(id);
    expect(await count('mandate', registered)).toBe(0);
    expect(await on.fixtures.rows('SELECT id FROM mandate WHERE listing_id = $1', [mapped])).toEqual([
      { id: given },
    ]);
  });

  it('are taken apart from the last on, where one was merged further', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const third = await on.fixtures.pair();
    await anAccount(on.world, here, { grants: [{ listingId: third.mapped }] });
    await on.fixtures.photo(mapped);
    await merge(id);
    const further = await on.fixtures.doubt(registered, third.mapped);
    expect(await merge(further)).toBe(third.mapped);
    expect(await on.shown(mapped)).toBe(third.mapped);
    expect(await count('photo', third.mapped)).toBe(1);
    await expect(separate(id)).rejects.toBeInstanceOf(MergedFurther);
    await separate(further);
    expect([await on.shown(mapped), await on.shown(registered)]).toEqual([registered, registered]);
    expect(await count('photo', registered)).toBe(1);
    await separate(id);
    expect([await on.shown(mapped), await count('photo', mapped)]).toEqual([mapped, 1]);
  });

  it('hand on whom they are like, and ask again of the one that comes back', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const { registered: like } = await on.fixtures.pair();
    const peer = await on.fixtures.doubt(mapped, like);
    await merge(id);
    const open = async () => (await on.duplicates.listDoubtful(here, 1_000)).map((pair) => pair.id);
    const handed = `${Math.min(registered, like)}-${Math.max(registered, like)}`;
    expect([(await open()).includes(handed), (await open()).includes(peer)]).toEqual([true, false]);
    await separate(id);
    expect([(await open()).includes(handed), (await open()).includes(peer)]).toEqual([false, true]);
  });

  it('stay one where no source tells of the other any more', async () => {
    const { id, mapped } = await on.fixtures.pair();
    await on.fixtures.photo(mapped);
    const survivor = await merge(id);
    await on.world.work.write(here, ({ manager }) =>
      manager.query(`DELETE FROM listing_source WHERE source = 'osm' AND listing_id = $1`, [survivor]),
    );
    await expect(separate(id)).rejects.toBeInstanceOf(NothingToSeparate);
    expect([await on.shown(mapped), await count('photo', survivor)]).toEqual([survivor, 1]);
  });

  it('are the matter of their own territory, and written down with who decided', async () => {
    const { id, registered, mapped } = await on.fixtures.pair();
    const there = await on.fixtures.pair(on.world.there);
    await expect(
      on.duplicates.merge(here, there.id === id ? '1-2' : there.id, BY, NOW),
    ).rejects.toBeInstanceOf(PairNotFound);
    await merge(id);
    expect((await on.duplicates.listMerged(on.world.there, 10)).length).toBe(0);
    const lines = async () =>
      (await on.world.work.read(here, (tx) => listAudit(tx, 1_000))).filter(
        ({ detail }) => detail['pair'] === id,
      );
    expect((await lines())[0]).toMatchObject({
      actor: `agent:${BY.accountId}`,
      action: 'pair.merged',
      detail: { pair: id, survivor: registered, gone: mapped, photo: 0 },
    });
    await separate(id);
    expect((await lines())[0]).toMatchObject({
      action: 'pair.separated',
      detail: { pair: id, gone: mapped },
    });
    for (const nonsense of ['', 'x', '1-1', '2-1-3', '0-1', '99999999999-1'])
      await expect(merge(nonsense)).rejects.toBeInstanceOf(PairNotFound);
  });
});
