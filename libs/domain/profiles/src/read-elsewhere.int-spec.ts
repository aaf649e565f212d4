import { noAccess, type ProfileChanges, type ProfileServices } from '@halles/contracts';
import { openWorld, type World, worldModule, writeListings } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { ProfileService } from './profile.service';
import { ProfilesModule } from './profiles.module';

const noServices: ProfileServices = {
  pickup: null,
  delivery: null,
  deliveryArea: null,
  appointment: null,
  homeVisits: null,
  outdoorSeating: null,
};

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

  it('keeps what is read since beside what was said, in part or no longer', async () => {
    const facts = { attributes: { takeaway: 'yes', payment: ['visa', 'cash'], wheelchair: 'no' } } as const;
    const [listing = 0] = await writeListings(world, world.here, [{ source: 'osm', facts }]);
    const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    const say = (changes: ProfileChanges) =>
      service.save(world.here, listing, { version: null, changes, author }, NOW);
    const services = { ...noServices, outdoorSeating: true };
    await say({ payment: ['cheques'], services, access: { ...noAccess, entree_marches: 2 } });
    await say({ payment: null, services: null, access: { ...noAccess, sanitaires_presence: true } });
    const read = { payment: ['cash', 'cards'], services: { ...noServices, pickup: 'yes' }, access: 'no' };
    const [back, first] = await service.revisions(world.here, listing, { limit: 2 });
    expect([first?.readBefore, first?.readAfter]).toEqual([read, { services: read.services }]);
    expect([back?.readBefore, back?.readAfter]).toEqual([{ services: read.services }, read]);
  });
});
