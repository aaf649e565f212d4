import { aPerimeter, aTerritory, openWorld, type World } from '@halles/testing';
import { createTenant } from '@halles/platform/provisioning';
import { createContext, toTenant } from '@halles/platform/tenancy';
import { TerritoryRepository } from './territory.repository';
import { TerritoryService } from './territory.service';

describe('the figures of a territory', () => {
  let world: World;
  let service: TerritoryService;
  beforeAll(async () => {
    world = await openWorld();
    service = new TerritoryService(world.work, new TerritoryRepository());
  });
  afterAll(() => world.close());

  it('counts the communes and inhabitants of the tenant that asks, and of no other', async () => {
    const [bordeaux] = aPerimeter().communes;
    if (!bordeaux) throw new Error('a perimeter has a commune');
    const perimeter = {
      ...aPerimeter(),
      communes: [bordeaux, { ...bordeaux, code: '33281', name: 'Mérignac', population: 78_090 }],
    };
    const record = await createTenant(world.installation, {
      settings: aTerritory('deux-communes'),
      perimeter,
      state: 'live',
    });
    const larger = createContext(toTenant(record), { kind: 'visitor' }, 'test');
    expect(await service.figures(larger)).toEqual({ communes: 2, population: 346_081 });
    expect(await service.figures(world.here)).toEqual({ communes: 1, population: 267_991 });
  });
});
