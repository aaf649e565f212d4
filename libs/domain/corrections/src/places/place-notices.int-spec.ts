import type { ProfileAddress } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { NotificationService } from '@halles/domain/notifications';
import { ProfileWriter } from '@halles/domain/profiles';
import { anAccount, openWorld, servicesOf, type World, writeListings } from '@halles/testing';
import { openCorrectionsOf } from '@halles/testing/corrections';
import { CorrectionService } from '../correction.service';
import { CorrectionsModule } from '../corrections.module';
import { MerchantPlaces } from './merchant-places.service';

const NOW = new Date('2026-11-25T10:00:00Z');
const DOOR = { longitude: -0.5739, latitude: 44.8404 };
const ADDRESS = { number: '12', street: 'Rue Neuve', postalCode: '33000', communeCode: '33063' };
const FAR: ProfileAddress = {
  ...ADDRESS,
  number: '99',
  repetition: null,
  complement: null,
  position: { ...DOOR, latitude: 44.845 },
};

describe('the town’s answer about a place', () => {
  const judge = { accountId: '0197a000-0000-7000-8000-000000000001', name: 'Nadia, mairie' };
  let world: World;
  let places: MerchantPlaces;
  let corrections: CorrectionService;
  let notifications: NotificationService;
  let grants: GrantService;
  let writer: ProfileWriter;

  beforeAll(async () => {
    world = await openWorld();
    const module = await servicesOf(world, [CorrectionsModule]);
    places = module.get(MerchantPlaces);
    corrections = module.get(CorrectionService);
    notifications = module.get(NotificationService, { strict: false });
    grants = module.get(GrantService, { strict: false });
    writer = module.get(ProfileWriter, { strict: false });
  });
  afterAll(() => world.close());

  async function aRequest() {
    const [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Le Four', address: ADDRESS, position: { ...DOOR, precision: 'address' } } },
    ]);
    const owner = await anAccount(world, world.here, { isVerified: true });
    await world.work.write(world.here, async (tx) => {
      await grants.giveOwner(tx, listing, owner.id, NOW);
      await writer.keep(tx, listing, NOW);
    });
    const author = { kind: 'merchant', accountId: owner.id, name: 'Odile' } as const;
    const save = { version: null, changes: { address: FAR }, author };
    await places.save(world.here, listing, save, 'fr', NOW);
    const [id = ''] = await openCorrectionsOf(world, listing);
    return { id, listing, owner };
  }
  const notified = async (accountId: string): Promise<unknown[]> =>
    (await notifications.inbox(world.here, accountId, null)).notifications
      .map(({ page }) => page?.change)
      .toReversed();

  it('is among the notifications of who asked, each time, and its taking back is one of them', async () => {
    const { id, owner } = await aRequest();
    expect(await notified(owner.id)).toEqual([]);
    const reason = 'Le bail est au 12';
    await corrections.decide(world.here, id, { decision: 'refuse', reason }, judge, NOW);
    await corrections.reopen(world.here, id, judge, new Date(NOW.getTime() + 1000));
    const later = new Date(NOW.getTime() + 2000);
    await corrections.decide(world.here, id, { decision: 'accept', reason: null }, judge, later);
    await corrections.reopen(world.here, id, judge, new Date(NOW.getTime() + 3000));
    const own = await places.ofAccount(world.here, owner.id);
    expect(own).toMatchObject([
      { id, state: 'open', name: 'Le Four', place: '99 Rue Neuve, 33000 Bordeaux' },
    ]);
    expect(await places.ofAccount(world.there, owner.id)).toEqual([]);
    expect(await notified(owner.id)).toEqual([
      'place-refused',
      'place-reopened',
      'place-accepted',
      'place-reopened',
    ]);
  });
});
