import { DAY } from '@halles/kernel';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { AccountRepository } from './account.repository';
import { AccountsModule } from './accounts.module';
import { GrantRepository } from './grant.repository';
import { GrantService } from './grant.service';
import { AddressUnproven, ListingAlreadyOwned } from './account.errors';
import { InvitationRepository } from './invitation.repository';

describe('who keeps a listing', () => {
  let grants: GrantService;
  const rows = new GrantRepository();
  let world: World;
  let listing: number;
  beforeAll(async () => {
    world = await openWorld();
    grants = (await servicesOf(world, [AccountsModule])).get(GrantService);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    [listing = 0] = await writeListings(world, world.here, [{}]);
  });

  const now = new Date();
  const give = (accountId: string) =>
    world.work.write(world.here, (tx) => grants.giveOwner(tx, listing, accountId, now));
  const ownerOf = async () =>
    (await world.work.read(world.here, (tx) => grants.ownerOf(tx, listing)))?.id ?? null;

  it('is one account, of twenty that are given it at the same instant', async () => {
    const accounts = await Promise.all(Array.from({ length: 20 }, () => anAccount(world, world.here)));
    const results = await Promise.allSettled(accounts.map(({ id }) => give(id)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ListingAlreadyOwned);
    const members = await world.work.read(world.here, (tx) => grants.membersOf(tx, listing));
    expect(members).toHaveLength(1);
  });

  it('is nobody whose address is not proven', async () => {
    const { id } = await anAccount(world, world.here, { isVerified: false });
    await expect(give(id)).rejects.toThrow(AddressUnproven);
    expect(await ownerOf()).toBeNull();
  });

  it('is told to the second claimant without ending what else its transaction does', async () => {
    const [first, second] = [await anAccount(world, world.here), await anAccount(world, world.here)];
    await give(first.id);
    await world.work.write(world.here, async (tx) => {
      await expect(grants.giveOwner(tx, listing, second.id, now)).rejects.toBeInstanceOf(ListingAlreadyOwned);
      await tx.manager.query('UPDATE account SET name = $2 WHERE id = $1', [second.id, 'Seconde']);
    });
    const found = await world.work.read(world.here, (tx) => new AccountRepository().find(tx, second.id));
    expect(found?.name).toBe('Seconde');
  });

  it('changes nothing when given again, and makes an owner of somebody of the staff', async () => {
    const account = await anAccount(world, world.here);
    await world.work.write(world.here, (tx) =>
      rows.upsertStaff(tx, listing, account.id, ['listing.read'], now),
    );
    await give(account.id);
    await give(account.id);
    const [grant] = await world.work.read(world.here, (tx) => grants.grantsOf(tx, account.id));
    expect(grant?.role).toBe('merchant-owner');
    expect(grant?.permissions).toContain('listing.team');
  });

  it('goes over whole, and is released with all its staff', async () => {
    const [first, second, staff] = await Promise.all([1, 2, 3].map(() => anAccount(world, world.here)));
    await give(first?.id ?? '');
    await world.work.write(world.here, async (tx) => {
      await rows.upsertStaff(tx, listing, staff?.id ?? '', null, now);
      await grants.transferOwner(tx, listing, second?.id ?? '', now);
    });
    expect(await ownerOf()).toBe(second?.id);
    const members = await world.work.read(world.here, (tx) => grants.membersOf(tx, listing));
    expect(members.map(({ account }) => account.id)).toEqual([second?.id, staff?.id]);
    await world.work.write(world.here, (tx) => grants.release(tx, listing));
    expect(await ownerOf()).toBeNull();
  });

  it('is taken from its owner with all whom they let in, and with invitations that wait', async () => {
    const [first, second, staff] = [
      await anAccount(world, world.here),
      await anAccount(world, world.here),
      await anAccount(world, world.here),
    ];
    const invitations = new InvitationRepository();
    await give(first.id);
    const members = await world.work.write(world.here, async (tx) => {
      for (const { id } of [staff, second]) await rows.upsertStaff(tx, listing, id, null, now);
      await invitations.upsert(tx, {
        id: uuid(),
        listingId: listing,
        email: 'ami@commerce.example',
        narrowed: null,
        locale: 'fr',
        invitedBy: first.id,
        sentAt: now,
        expiresAt: new Date(now.getTime() + DAY),
      });
      await grants.displaceOwner(tx, listing, second.id, now);
      expect(await invitations.openOf(tx, listing)).toEqual([]);
      return grants.membersOf(tx, listing);
    });
    expect(members.map(({ account, grant }) => [account.id, grant.role])).toEqual([
      [second.id, 'merchant-owner'],
    ]);
  });

  it('is the matter of its own territory', async () => {
    const account = await anAccount(world, world.here);
    await give(account.id);
    const there = await world.work.read(world.there, async (tx) => [
      await grants.grantsOf(tx, account.id),
      await new AccountRepository().find(tx, account.id),
      await new AccountRepository().findByEmail(tx, account.email),
    ]);
    expect(there).toEqual([[], null, null]);
  });
});
