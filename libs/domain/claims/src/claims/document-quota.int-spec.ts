import type { Account } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { StorageQuotaReached } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';

const MEGABYTE = 1024 * 1024;

describe('the room for files of a territory', () => {
  let on: ClaimsWorld;

  beforeAll(async () => {
    on = await openClaimsWorld({ MEDIA_QUOTA_MB: '2' });
  });
  afterAll(() => on.world.close());

  async function addDocument(ctx: TenantContext, bytes: number): Promise<void> {
    const [listing = 0] = await writeListings(on.world, ctx, [{}]);
    const { id }: Account = await anAccount(on.world, ctx);
    const who = { accountId: id, siret: null };
    const now = systemClock.now();
    const claim = await on.claimants.begin(ctx, listing, who, 'fr', now);
    await on.claimProofs.addDocument(ctx, claim.id, who, aSafeDocument(Buffer.alloc(bytes)), now);
  }

  it('is taken by documents too, and where it is full nothing is stored; another territory has its own', async () => {
    const { here, there } = on.world;
    await addDocument(here, MEGABYTE);
    await addDocument(here, MEGABYTE);
    await expect(addDocument(here, 1)).rejects.toThrow(StorageQuotaReached);
    await addDocument(there, 1);
    const stored: string[] = [];
    for await (const key of on.files.list(here, 'private', ['claims'])) stored.push(key.join('/'));
    expect(stored).toHaveLength(2);
  });
});
