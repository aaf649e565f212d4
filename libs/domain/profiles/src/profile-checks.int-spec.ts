import type { ProfileAddress } from '@halles/contracts';
import { anAccount, type World, writeListings } from '@halles/testing';
import { openProfilesWorld, type ProfilesWorld } from '@halles/testing/profiles';
import type { ProfileAuthor } from './profile';

const NOW = new Date('2026-11-25T09:00:00Z');
const AUTHORS: readonly ProfileAuthor[] = [
  { kind: 'merchant', accountId: null, name: 'Jeanne Paul' },
  { kind: 'agent', accountId: null, name: 'Mairie' },
  { kind: 'link', accountId: null, name: 'c•••@four.example' },
];
/** In the test's Bordeaux, and in Bergerac, 85 km from there. */
const HERE = { longitude: -0.5739, latitude: 44.8404 };
const FAR = { longitude: 0.4833, latitude: 44.85 };

describe('an address that is said of a page', () => {
  let profiles: ProfilesWorld;
  let world: World;
  let id = 0;

  beforeAll(async () => {
    profiles = await openProfilesWorld();
    ({ world } = profiles);
    await writeListings(world, world.here, [
      { facts: { displayName: 'La Voisine' } },
      { facts: { displayName: 'Au Coin' } },
      { facts: { displayName: 'Au Loin', address: { postalCode: '33800' } } },
    ]);
  });
  beforeEach(async () => {
    id = await profiles.aKeptListing(NOW);
  });
  afterAll(() => world.close());

  const address = (parts: Partial<ProfileAddress>): ProfileAddress => ({
    number: '12',
    repetition: null,
    street: 'rue Neuve',
    complement: null,
    postalCode: '33000',
    communeCode: '33063',
    position: HERE,
    ...parts,
  });
  const save = (author: ProfileAuthor, parts: Partial<ProfileAddress>) =>
    profiles.service.save(
      world.here,
      id,
      { version: null, changes: { address: address(parts) }, author },
      NOW,
    );
  const preview = (author: ProfileAuthor, parts: Partial<ProfileAddress>) =>
    profiles.service.preview(world.here, id, { changes: { address: address(parts) }, author }, NOW);

  describe.each(AUTHORS)('by a $kind', (author) => {
    it('has its pin in its commune, or none', async () => {
      const refused = { code: 'profile-invalid', errors: [{ pointer: '/address/position' }] };
      await expect(save(author, { position: FAR })).rejects.toMatchObject(refused);
      await expect(preview(author, { position: FAR })).rejects.toMatchObject(refused);
      expect((await profiles.service.find(world.here, id)).version).toBe(0);
      await expect(save(author, { position: null })).resolves.toMatchObject({ version: 1 });
      await expect(save(author, {})).resolves.toMatchObject({ version: 2 });
    });

    it('has its pin at its door, and not where the page was before under another street', async () => {
      const [elsewhere] = await writeListings(world, world.here, [
        {
          facts: {
            displayName: 'De la Grande Rue',
            address: { number: '3', street: 'rue du Grand Large' },
            position: { longitude: -0.58, latitude: 44.845, precision: 'address' },
          },
        },
      ]);
      expect(elsewhere).toBeDefined();
      const before = await world.work.read(world.here, async ({ manager }) => {
        const [row] = await manager.query<{ longitude: number; latitude: number }[]>(
          `SELECT longitude, latitude FROM listing WHERE id = $1 AND position_precision = 'address'`,
          [id],
        );
        return row;
      });
      const nudged = before && { ...before, latitude: before.latitude + 0.0001 };
      expect(nudged).toBeDefined();
      const moved = { number: '3', street: 'rue du Grand Large' };
      const refused = { code: 'profile-invalid', errors: [{ pointer: '/address/position' }] };
      await expect(save(author, { ...moved, position: nudged ?? null })).rejects.toMatchObject(refused);
      await expect(
        save(author, { ...moved, position: { longitude: -0.5801, latitude: 44.845 } }),
      ).resolves.toMatchObject({ version: 1 });
    });

    it('has a postcode that the directory has of its commune, or the one that registers give', async () => {
      const words = {
        fr: 'Ce n’est pas un code postal de cette commune\u00a0: écrivez 33000 ou 33800.',
        en: 'This is no postcode of this town: write 33000 or 33800.',
      };
      const refused = {
        code: 'profile-invalid',
        errors: [{ pointer: '/address/postalCode', message: words }],
      };
      for (const postalCode of ['00000', '16000', '33999'])
        await expect(save(author, { postalCode })).rejects.toMatchObject(refused);
      await expect(preview(author, { postalCode: '33999' })).rejects.toMatchObject(refused);
      await expect(save(author, { postalCode: '33800' })).resolves.toMatchObject({ version: 1 });
      await expect(save(author, { postalCode: null })).resolves.toMatchObject({ version: 2 });
      await world.work.write(world.here, ({ manager }) =>
        manager.query(`UPDATE listing SET postal_code = '16000' WHERE id = $1`, [id]),
      );
      await expect(save(author, { postalCode: '16000' })).resolves.toMatchObject({ version: 3 });
      await world.work.write(world.here, ({ manager }) =>
        manager.query(`UPDATE listing SET postal_code = NULL WHERE id = $1`, [id]),
      );
    });

    it('is in a commune of the territory', async () => {
      const refused = { code: 'profile-invalid', errors: [{ pointer: '/address/communeCode' }] };
      await expect(save(author, { communeCode: '13055' })).rejects.toMatchObject(refused);
      await expect(preview(author, { communeCode: '13055', position: null })).rejects.toMatchObject(refused);
    });
  });

  it('is checked before it is laid aside to be looked at', async () => {
    const editor = await anAccount(world, world.here, { grants: [{ listingId: id }] });
    const owner = { kind: 'merchant', accountId: editor.id } as const;
    const put = (position: ProfileAddress['position']): Promise<void> =>
      profiles.service.storeDraft(
        world.here,
        id,
        owner,
        { version: 0, changes: { address: address({ position }) } },
        NOW,
      );
    await expect(put(FAR)).rejects.toMatchObject({ code: 'profile-invalid' });
    await expect(put(HERE)).resolves.toBeUndefined();
  });
});
