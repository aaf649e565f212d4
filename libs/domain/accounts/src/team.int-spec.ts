import { SignedLinks } from '@halles/platform/tenancy';
import { Outbox } from '@halles/platform/outbox';
import { anAccount, openWorld, type World, writeListings } from '@halles/testing';
import { AccountRepository } from './account.repository';
import { GrantRepository } from './grant.repository';
import { InvitationRepository } from './invitation.repository';
import { TeamService } from './team.service';

const NOW = new Date('2026-11-25T10:00:00Z');

describe('invitations to a team', () => {
  let world: World;
  let team: TeamService;
  beforeAll(async () => {
    world = await openWorld();
    team = new TeamService(
      world.work,
      new AccountRepository(),
      new GrantRepository(),
      new InvitationRepository(),
      new SignedLinks(world.config.masterKey),
      new Outbox(),
    );
  });
  afterAll(() => world.close());

  async function invited() {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const owner = await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    await team.invite(world.here, listing, { email: 'staff@four.example', permissions: [] }, owner, NOW);
    const [invitation] = (await team.team(world.here, listing)).invitations;
    return { listing, owner, id: invitation?.id ?? '' };
  }

  it('are sent again or taken back, whichever comes first: what is taken back is not made anew', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { listing, owner, id } = await invited();
      await Promise.all([
        team.resend(world.here, listing, id, owner, NOW),
        team.revoke(world.here, listing, id, NOW),
      ]);
      expect((await team.team(world.here, listing)).invitations).toEqual([]);
    }
  });

  it('have a link of their own each time they are sent, and lead nowhere from another listing', async () => {
    const { listing, owner, id } = await invited();
    const other = await invited();
    const first = team.tokenOf(world.here, { id, sending: 1 });
    await team.resend(world.here, other.listing, id, owner, NOW);
    expect(await team.look(world.here, first, NOW)).toMatchObject({ id, sending: 1 });
    await team.resend(world.here, listing, id, owner, NOW);
    await expect(team.look(world.here, first, NOW)).rejects.toMatchObject({ code: 'account-link-ended' });
    expect(await team.look(world.here, team.tokenOf(world.here, { id, sending: 2 }), NOW)).toMatchObject({
      id,
    });
  });
});
