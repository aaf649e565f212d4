import type { ListingProfile, ProfileChanges } from '@halles/contracts';
import type { PersonalData } from '@halles/domain/accounts';
import { openSentence } from '@halles/domain/hours';
import { featuresOf, type Listing, type ListingWriter } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, sourceFacts, type World, writeListings } from '@halles/testing';
import { openProfilesWorld, type ProfilesWorld } from '@halles/testing/profiles';
import type { ProfileAuthor } from './profile';
import { ProfileChangedMeanwhile, ProfileInvalid, ProfileNotOwned } from './profile.errors';
import type { ProfileService } from './profile.service';
import type { ProfileWriter } from './profile-writer';

const NOW = new Date('2026-11-25T09:00:00Z');
const merchant: ProfileAuthor = { kind: 'merchant', accountId: null, name: 'Jeanne Paul' };
const agent: ProfileAuthor = { kind: 'agent', accountId: null, name: 'Mairie' };

describe('profiles', () => {
  let profiles: ProfilesWorld;
  let world: World;
  let directory: ListingWriter;
  let here: TenantContext;
  let service: ProfileService;
  let writer: ProfileWriter;
  let people: PersonalData;
  let id: number;

  beforeAll(async () => {
    profiles = await openProfilesWorld();
    ({ world, service, writer, directory, people } = profiles);
    here = world.here;
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    id = await profiles.aKeptListing(NOW);
  });

  const shown = (): Promise<Listing> => profiles.shown(id);
  const save = (changes: ProfileChanges, version: number | null = null, author = merchant, now = NOW) =>
    service.save(here, id, { version, changes, author }, now);
  const undo = (version: number) =>
    world.work.write(here, async (tx) =>
      writer.undo(tx, id, await service.getRevision(tx, id, version), { author: merchant }, NOW),
    );

  it('tell the owner what a colleague changed, and not what the owner did', async () => {
    const owner = await anAccount(world, here, { grants: [{ listingId: id }] });
    const notices = (): Promise<unknown[]> =>
      world.work.read(here, ({ manager }) =>
        manager.query<unknown[]>('SELECT account_id, event FROM notification WHERE listing_id = $1', [id]),
      );
    await save({ name: 'Chez Paul' }, 0, { ...merchant, accountId: owner.id });
    expect(await notices()).toEqual([]);
    const colleague = await anAccount(world, here);
    await save({ name: 'Paul' }, 1, { ...merchant, accountId: colleague.id });
    expect(await notices()).toEqual([{ account_id: owner.id, event: 'page' }]);
  });

  it('change the page at once, and name their source', async () => {
    const saved = await save({ name: 'Chez Paul', phone: '+33556000002', payment: ['cards', 'cash'] }, 0);
    expect(saved).toEqual({ version: 1, changed: ['name', 'phone', 'payment'], isShown: true });
    const listing = await shown();
    expect(listing).toMatchObject({
      name: 'Chez Paul',
      slug: 'chez-paul',
      phone: '+33556000002',
      website: 'https://osm.example/',
      payment: ['cards', 'cash'],
    });
    expect(listing.provenance).toMatchObject({
      name: { source: 'merchant', reportedOn: '2026-11-25' },
      website: { source: 'osm' },
    });
    expect(featuresOf(listing.features)).toEqual(expect.arrayContaining(['claimed', 'cards', 'cash']));
  });

  it('are those of one territory', async () => {
    const [there = 0] = await writeListings(
      world,
      world.there,
      [{ facts: { displayName: 'Ailleurs' } }],
      NOW,
    );
    await save({ name: 'Chez Paul' });
    expect((await service.find(world.there, there)).version).toBe(0);
    expect(await service.revisions(world.there, id, { limit: 10 })).toEqual([]);
    await expect(
      service.save(world.there, 987_654, { version: 0, changes: { name: 'X' }, author: merchant }, NOW),
    ).rejects.toMatchObject({ code: 'listing-not-found' });
  });

  it('outlive the next import: merchant before agent before register before OpenStreetMap', async () => {
    await save({ phone: '+33556000002' });
    await save({ email: 'contact@paul.example' }, null, agent);
    await save({ phone: null, website: 'https://agent.example/' }, null, agent);
    await save({ name: 'Chez Paul' });
    await world.work.write(here, async (tx) => {
      const facts = sourceFacts({
        displayName: 'PAUL ET FILS',
        contact: { phone: '+33556000008', website: 'https://sirene.example/', email: 'x@sirene.example' },
      });
      await tx.manager.query(
        `UPDATE listing_source SET facts = $2, reported_on = '2027-01-01' WHERE listing_id = $1 AND source = 'sirene'`,
        [id, JSON.stringify(facts)],
      );
      const batch = directory.begin(tx);
      await directory.refresh(batch, [id], NOW);
      await directory.finish(batch, 'touched', NOW);
    });
    const listing = await shown();
    expect(listing).toMatchObject({
      name: 'Chez Paul',
      phone: '+33556000008',
      email: 'contact@paul.example',
      website: 'https://agent.example/',
    });
    expect(listing.provenance).toMatchObject({
      name: { source: 'merchant' },
      email: { source: 'agent' },
      phone: { source: 'sirene' },
      hours: { source: 'osm' },
    });
  });

  it('keep each change with who, before and after, and take one back', async () => {
    await save({ phone: '+33556000002' });
    await save({ phone: '+33556000003', keywords: ['pain'] }, null, agent);
    const [last, first] = await service.revisions(here, id, { limit: 10 });
    expect(first).toMatchObject({
      version: 1,
      author: merchant,
      changes: { phone: { before: null, after: '+33556000002' } },
    });
    expect(last).toMatchObject({ version: 2, author: { kind: 'agent' }, undoes: null, isUndone: false });
    await undo(2);
    const profile = await service.find(here, id);
    expect(profile.content).toMatchObject({ phone: '+33556000002', keywords: null });
    expect(profile.authors.phone?.kind).toBe('merchant');
    expect(await service.revisions(here, id, { limit: 2 })).toMatchObject([
      { version: 3, undoes: 2, undoesFrom: last?.at },
      { version: 2, isUndone: true },
    ]);
    await expect(undo(1)).resolves.toMatchObject({ version: 4 });
    await expect(undo(99)).rejects.toMatchObject({
      code: 'revision-not-found',
    });
  });

  it('do not take back what was changed again since', async () => {
    await save({ phone: '+33556000002' });
    await save({ phone: '+33556000003' });
    await expect(undo(1)).rejects.toBeInstanceOf(ProfileChangedMeanwhile);
    expect((await service.find(here, id)).version).toBe(2);
  });

  it('tell the second of two editors, and write nothing of the second', async () => {
    await save({ phone: '+33556000002' }, 0);
    const second = save({ phone: '+33556000003', name: 'Paul' }, 0, { ...merchant, name: 'Ali' });
    await expect(second).rejects.toMatchObject({
      code: 'profile-changed-meanwhile',
      params: { version: 1, fields: ['phone'], by: 'Jeanne Paul' },
    });
    expect((await service.find(here, id)).content).toMatchObject({ phone: '+33556000002', name: null });
    await expect(save({ name: 'Paul' }, 0)).resolves.toMatchObject({ version: 2, changed: ['name'] });
  });

  it('take twelve saves of different fields at the same instant, each of them once', async () => {
    const all: ProfileChanges[] = [
      { name: 'A' },
      { phone: '+33556000011' },
      { email: 'a@b.example' },
      { website: 'https://c.example/' },
      { keywords: ['d'] },
      { payment: ['cash'] },
      { priceBand: 2 },
      { shopHours: 'Mo 09:00-12:00' },
      { labels: [] },
      { otherNames: ['e'] },
      { category: 'bakery' },
      { vacations: [] },
    ];
    await Promise.all(all.map((changes) => save(changes, 0)));
    const { version, content } = await service.find(here, id);
    expect(version).toBe(12);
    for (const changes of all) expect(content).toMatchObject(changes);
    const versions = (await service.revisions(here, id, { limit: 50 })).map((revision) => revision.version);
    expect(versions).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('refuse what cannot be, with the field, and write nothing', async () => {
    const refused = save({ shopHours: 'quand je veux', phone: '0556' });
    await expect(refused).rejects.toBeInstanceOf(ProfileInvalid);
    await expect(refused).rejects.toMatchObject({ errors: [expect.objectContaining({ pointer: '/phone' })] });
    expect((await service.find(here, id)).version).toBe(0);
  });

  it('write nothing where nothing changes', async () => {
    await save({ phone: '+33556000002' });
    await expect(save({ phone: '+33556000002' })).resolves.toMatchObject({ version: 1, changed: [] });
    expect(await service.revisions(here, id, { limit: 5 })).toHaveLength(1);
  });

  it('are kept while an import holds the directory, and shown once the worker comes', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = (): void => undefined;
    const holding = new Promise<void>((resolve) => (isHeld = resolve));
    const anImport = world.work.bulk(here, async (tx) => {
      const batch = directory.begin(tx);
      await directory.refresh(batch, [id], NOW);
      await directory.finish(batch, 'touched', NOW);
      isHeld();
      await held;
    });
    await holding;
    const saved = await save({ name: 'Chez Paul' }, 0);
    expect(saved).toMatchObject({ version: 1, isShown: false });
    expect((await service.find(here, id)).content.name).toBe('Chez Paul');
    expect(await profiles.countJobs(id)).toBe(1);
    letGo();
    await anImport;
    expect((await shown()).name).toBe('PAUL SAS');
    const profileId = (await service.find(here, id)).id ?? '';
    await service.resolve(here, profileId, NOW);
    await service.resolve(here, profileId, NOW);
    expect((await shown()).name).toBe('Chez Paul');
  });

  it('say that a listing is kept from the claim to the release, whatever was said', async () => {
    const claimed = async (): Promise<boolean> => featuresOf((await shown()).features).includes('claimed');
    const release = () => world.work.write(here, (tx) => writer.release(tx, id, merchant, NOW));
    await release();
    await save({ email: 'contact@paul.example' }, null, agent);
    expect(await claimed()).toBe(false);
    await world.work.write(here, (tx) => writer.keep(tx, id, NOW));
    expect(await claimed()).toBe(true);
    await save({ name: 'Chez Paul' });
    await release();
    expect(await claimed()).toBe(false);
    expect(await shown()).toMatchObject({ name: 'PAUL SAS', email: 'contact@paul.example' });
    expect((await service.revisions(here, id, { limit: 1 }))[0]?.changes).toEqual({
      name: { before: 'Chez Paul', after: null },
    });
  });

  it('take no word of a merchant that was on its way while the listing was given back, nor make an owner of it', async () => {
    await save({ phone: '+33556000002' });
    let late: Promise<unknown> = Promise.resolve();
    await world.work.write(here, async (tx) => {
      await writer.release(tx, id, merchant, NOW);
      // It waits for the profile, which is released once it gets it.
      late = Promise.all(
        [save({ name: 'Chez Paul' }), undo(1)].map((one) =>
          expect(one).rejects.toBeInstanceOf(ProfileNotOwned),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await late;
    expect(await service.find(here, id)).toMatchObject({
      version: 2,
      isOwned: false,
      content: { name: null },
    });
    expect(featuresOf((await shown()).features)).not.toContain('claimed');
  });

  it('close for holidays from a midnight to another of the place, over the change of the clocks', async () => {
    await save({ vacations: [{ from: '2026-10-24', returns: '2026-10-26' }] }, null, merchant, NOW);
    const { schedule } = await shown();
    const at = (instant: string): string =>
      schedule ? openSentence(schedule, Date.parse(instant), 'fr') : '';
    // 24 October begins at 22:00 UTC in summer time, 26 October at 23:00 UTC in winter time.
    expect(at('2026-10-23T17:00:00Z')).toBe('Ouvert, ferme à 19\u00a0h\u00a030');
    expect(at('2026-10-23T17:30:00Z')).toBe('Fermé pour congés, retour le 26\u00a0octobre');
    expect(at('2026-10-23T22:00:00Z')).toBe('Fermé pour congés, retour le 26\u00a0octobre');
    expect(at('2026-10-25T22:59:59Z')).toBe('Fermé pour congés, retour le 26\u00a0octobre');
    expect(at('2026-10-25T23:00:00Z')).toBe('Fermé, ouvre à 7\u00a0h');
    expect(at('2026-10-26T06:00:00Z')).toBe('Ouvert, ferme à 19\u00a0h\u00a030');
  });

  it('lay holidays over the hours of another source, day by day', async () => {
    await save({
      publicHolidays: {
        general: 'closed',
        days: { '2026-12-25': 'closed', '2027-01-01': [{ from: 540, until: 720 }], '2026-11-11': 'as-usual' },
      },
      exceptions: [
        { from: '2026-12-24', until: '2026-12-24', spans: [{ from: 420, until: 960 }], note: 'Réveillon' },
      ],
    });
    const { schedule, provenance } = await shown();
    const at = (instant: string): string =>
      schedule ? openSentence(schedule, Date.parse(instant), 'fr') : '';
    expect(provenance.hours?.source).toBe('osm');
    expect(at('2026-11-11T10:00:00Z')).toBe('Ouvert, ferme à 19\u00a0h\u00a030');
    expect(at('2026-12-24T10:00:00Z')).toBe('Ouvert (Réveillon), ferme à 16\u00a0h');
    expect(at('2026-12-25T10:00:00Z')).toMatch(/^Fermé \(Noël\), ouvre demain/);
    expect(at('2027-01-01T10:00:00Z')).toBe('Ouvert, ferme à 12\u00a0h');
    expect(at('2027-05-06T10:00:00Z')).toMatch(/^Fermé \(Ascension\)/);
  });

  it('are previewed as the public would see them, and nothing of it is kept', async () => {
    await save({ phone: '+33556000002' });
    const before = await shown();
    const seen = await service.preview(
      here,
      id,
      { changes: { name: 'Chez Paul', shopHours: 'Mo 09:00-12:00' }, author: merchant },
      NOW,
    );
    expect(seen?.listing).toMatchObject({ name: 'Chez Paul', slug: 'chez-paul', phone: '+33556000002' });
    expect(seen?.profile.content.name).toBe('Chez Paul');
    expect(await shown()).toEqual(before);
    expect((await service.find(here, id)).version).toBe(1);
  });

  describe('drafts', () => {
    let accountId: string;
    beforeEach(async () => {
      accountId = (await anAccount(world, here)).id;
    });
    const keep = (changes: ProfileChanges, version: number) =>
      service.storeDraft(here, id, author(), { version, changes }, NOW);
    const author = () => ({ kind: 'merchant', accountId, name: 'Jeanne' }) as const;

    it('are seen by their editor alone, and published together', async () => {
      await keep({ name: 'Chez Paul' }, 0);
      await keep({ phone: '+33556000002' }, 0);
      const other = (await anAccount(world, here)).id;
      expect((await service.editor(here, id, { kind: 'merchant', accountId: other })).draft).toBeNull();
      expect((await service.editor(here, id, author())).draft?.fields).toEqual({
        name: { base: 0, value: 'Chez Paul' },
        phone: { base: 0, value: '+33556000002' },
      });
      expect((await shown()).name).toBe('PAUL SAS');
      await service.publishDraft(here, id, author(), NOW);
      expect(await shown()).toMatchObject({ name: 'Chez Paul', phone: '+33556000002' });
      expect((await service.editor(here, id, author())).draft).toBeNull();
    });

    it('stay where somebody else changed the same', async () => {
      await keep({ name: 'Chez Paul' }, 0);
      await save({ name: 'Paul & fils' }, 0);
      await expect(service.publishDraft(here, id, author(), NOW)).rejects.toBeInstanceOf(
        ProfileChangedMeanwhile,
      );
      expect((await service.editor(here, id, author())).draft?.fields.name?.value).toBe('Chez Paul');
      await service.dropDraft(here, id, author(), ['name']);
      expect((await service.editor(here, id, author())).draft).toBeNull();
    });

    it('leave with the fields that are published otherwise', async () => {
      await keep({ name: 'Chez Paul', phone: '+33556000002' }, 0);
      await save({ name: 'Paul' }, 0, author());
      expect(Object.keys((await service.editor(here, id, author())).draft?.fields ?? {})).toEqual(['phone']);
    });
  });

  it('are given to who made them, and forget the person without losing the history', async () => {
    const { id: accountId } = await anAccount(world, here);
    await save({ name: 'Chez Paul' }, null, { kind: 'merchant', accountId, name: 'Jeanne Paul' });
    const owner = { kind: 'merchant', accountId } as const;
    await service.storeDraft(here, id, owner, { version: 1, changes: { phone: '+33556000002' } }, NOW);
    expect(await world.work.read(here, (tx) => people.export(tx, accountId))).toMatchObject({
      profiles: {
        changes: [
          {
            listing: id,
            version: 1,
            // What the public read from the register before.
            changes: { name: { before: null, after: 'Chez Paul', readBefore: expect.any(String) as string } },
          },
        ],
        drafts: [{ listing: id }],
      },
    });
    await world.work.write(here, (tx) => people.erase(tx, accountId, NOW));
    expect(await service.revisions(here, id, { limit: 5 })).toMatchObject([
      { version: 1, author: { accountId: null, name: '' }, changes: { name: { after: 'Chez Paul' } } },
    ]);
    expect((await service.editor(here, id, owner)).draft).toBeNull();
    expect((await shown()).name).toBe('Chez Paul');
  });

  it('of a sole trader whom the register may not show say what its owner says', async () => {
    const [masked = 0] = await writeListings(
      world,
      here,
      [{ source: 'sirene', facts: { displayName: null, partialDiffusion: true } }],
      NOW,
    );
    id = masked;
    await world.work.write(here, (tx) => writer.keep(tx, masked, NOW));
    const changes: ProfileChanges = { name: 'Jeanne Couture', disclosure: { page: true, address: false } };
    const nobody = { kind: 'merchant', accountId: '0199f3a2-0000-7000-8000-000000000000' } as const;
    const { listing } = await service.editor(here, masked, nobody);
    expect(listing).toMatchObject({ name: null, visibility: 'masked' });
    await save(changes);
    expect(await shown()).toMatchObject({ name: 'Jeanne Couture', address: { line: null }, siret: null });
    const hide: Partial<ListingProfile> = { disclosure: { page: false, address: false } };
    await save(hide);
    await expect(shown()).rejects.toThrow('it is shown');
  });
});
