import { ProfileService } from '@halles/domain/profiles';
import { HOUR } from '@halles/kernel';
import { tenantMigrations } from '@halles/migrations/tenant';
import { anAccount, openWorld, type World, worldModule, writeListings } from '@halles/testing';
import { correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import { Test, type TestingModule } from '@nestjs/testing';
import { CorrectionService } from './correction.service';
import { CorrectionsModule } from './corrections.module';

const PHONE = '+33556000003';

describe('corrections that were accepted before what changes nothing was noted', () => {
  let world: World;
  let module: TestingModule;
  let corrections: CorrectionService;
  let profiles: ProfileService;
  const now = new Date('2026-11-25T10:00:00Z');
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  const by = { accountId: '0193a7e2-1111-7000-8000-000000000001', name: 'Karim Benali' };

  beforeAll(async () => {
    world = await openWorld();
    module = await Test.createTestingModule({
      imports: [worldModule(world), CorrectionsModule],
    }).compile();
    corrections = module.get(CorrectionService);
    profiles = module.get(ProfileService, { strict: false });
  });
  afterAll(() => world.close());

  const write = (sql: string, values: unknown[]): Promise<unknown> =>
    world.work.write(world.here, ({ manager }) => manager.query(sql, values));

  /** A page with an owner, and as many corrections of it, accepted one after the other: the first alone changes it. */
  async function acceptedOnes(count: number, from: Date) {
    const contact = { email: 'contact@four.example' };
    const [listing = 0] = await writeListings(world, world.here, [{ facts: { contact } }]);
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    for (let n = 0; n < count; n += 1) await correctByLink(world, module, listing, { phone: PHONE });
    const ids = await openCorrectionsOf(world, listing);
    for (const [at, id] of ids.entries()) {
      const accept = { decision: 'accept', reason: null } as const;
      await corrections.decide(world.here, id, accept, by, new Date(from.getTime() + at * HOUR));
    }
    return { listing, ids };
  }

  async function migrate(): Promise<void> {
    const Migration = tenantMigrations.find(({ name }) => name === 'AcceptedUnchanged1764361000000');
    if (!Migration) throw new Error('the migration is not listed');
    await world.work.write(world.here, async ({ manager }) => {
      if (!manager.queryRunner) throw new Error('a transaction without its connection');
      await new Migration().up(manager.queryRunner);
    });
  }

  it('can be taken back since; what changed a page, and what was merged, is as it was', async () => {
    const { listing, ids } = await acceptedOnes(2, later(HOUR));
    const [changed = '', unchanged = ''] = ids;
    const merged = await acceptedOnes(1, later(10 * HOUR));
    const [moved = ''] = merged.ids;
    // The version that stood, as it was stored then; and of the page that went, a version of the same number.
    await write('UPDATE correction SET version = 1 WHERE id = $1', [unchanged]);
    await write('UPDATE correction SET listing_id = $2 WHERE id = $1', [moved, listing]);
    for (const id of [unchanged, moved])
      await expect(corrections.reopen(world.here, id, by, later(20 * HOUR))).rejects.toMatchObject({
        code: 'revision-not-found',
      });
    await migrate();
    await expect(corrections.reopen(world.here, moved, by, later(20 * HOUR))).rejects.toMatchObject({
      code: 'revision-not-found',
    });
    const shown = async () => (await profiles.find(world.here, listing)).content.phone;
    await corrections.reopen(world.here, unchanged, by, later(21 * HOUR));
    expect([await openCorrectionsOf(world, listing), await shown()]).toEqual([[unchanged], PHONE]);
    await corrections.reopen(world.here, changed, by, later(22 * HOUR));
    expect([(await openCorrectionsOf(world, listing)).length, await shown()]).toEqual([2, null]);
  });
});
