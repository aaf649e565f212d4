import { systemClock } from '@halles/kernel';
import { aPerimeter, aTerritory, openWorld, type World } from '@halles/testing';
import { createTenant } from '@halles/platform/provisioning';
import { createContext, type TenantTx, toTenant } from '@halles/platform/tenancy';
import { TerritoryRepository } from './territory.repository';
import { TerritoryService } from './territory.service';

describe('the figures of a territory', () => {
  let world: World;
  let service: TerritoryService;
  beforeAll(async () => {
    world = await openWorld();
    service = new TerritoryService(world.work, new TerritoryRepository(), systemClock);
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

  it('asks the database once for the readers of an hour, and again after a failure', async () => {
    let asked = 0;
    const counting = new (class extends TerritoryRepository {
      override computeFigures(tx: TenantTx) {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('away')) : super.computeFigures(tx);
      }
    })();
    const remembering = new TerritoryService(world.work, counting, systemClock);
    await expect(remembering.figures(world.here)).rejects.toThrow('away');
    const answers = await Promise.all([1, 2, 3].map(() => remembering.figures(world.here)));
    expect(answers.map(({ communes }) => communes)).toEqual([1, 1, 1]);
    expect(asked).toBe(2);
    await remembering.figures(world.there);
    expect(asked).toBe(3);
  });
});
