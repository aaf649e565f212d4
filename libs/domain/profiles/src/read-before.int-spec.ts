import { openWorld, type World, worldModule, writeListings } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { ProfileService } from './profile.service';
import { ProfilesModule } from './profiles.module';

const NOW = new Date('2026-11-25T10:00:00Z');

describe('the history of a page', () => {
  let world: World;
  let service: ProfileService;

  beforeAll(async () => {
    world = await openWorld();
    const module = await Test.createTestingModule({
      imports: [worldModule(world), ProfilesModule],
    }).compile();
    service = module.get(ProfileService);
  });
  afterAll(() => world.close());

  it('keeps in its history what the public read before somebody said it', async () => {
    const [listing = 0] = await writeListings(world, world.here, [
      {
        source: 'sirene',
        facts: { openingHoursText: 'Mo-Sa 09:00-18:00', contact: { phone: '+33556000001' } },
      },
    ]);
    const changes = { phone: '+33556000002', shopHours: 'Mo-Fr 08:00-12:00', priceBand: 2 };
    const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    await service.save(world.here, listing, { version: null, changes, author }, NOW);
    await service.save(
      world.here,
      listing,
      { version: null, changes: { phone: '+33556000003' }, author },
      NOW,
    );
    const revisions = await service.revisions(world.here, listing, { limit: 2 });
    expect(revisions.map(({ readBefore }) => readBefore)).toEqual([
      {},
      { phone: '+33556000001', shopHours: 'Mo-Sa 09:00-18:00' },
    ]);
  });
});
