import { Readable } from 'node:stream';
import type { Account } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { StorageQuotaReached } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import type { SafeDocument } from '@halles/platform/untrusted-files';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { type ClaimsWorld, openClaimsWorld } from '@halles/testing/claims';

const MEGABYTE = 1024 * 1024;

describe('the room for files of a territory', () => {
  let on: ClaimsWorld;

  beforeAll(async () => {
    on = await openClaimsWorld({ MEDIA_QUOTA_MB: '2' });
  });
  afterAll(() => on.world.close());

  /** A claim that documents may be added to. @returns the way to add one */
  async function aClaim(ctx: TenantContext): Promise<(document: SafeDocument) => Promise<unknown>> {
    const [listing = 0] = await writeListings(on.world, ctx, [{}]);
    const { id }: Account = await anAccount(on.world, ctx);
    const who = { accountId: id, siret: null };
    const now = systemClock.now();
    const claim = await on.claimants.begin(ctx, listing, who, 'fr', now);
    return (document) => on.claimProofs.addDocument(ctx, claim.id, who, document, now);
  }

  const addDocument = async (ctx: TenantContext, bytes: number): Promise<unknown> =>
    (await aClaim(ctx))(aSafeDocument(Buffer.alloc(bytes)));

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

  it('is never taken beyond its end by documents that are sent in a wave', async () => {
    const { there } = on.world;
    const claims = await Promise.all([1, 2, 3, 4].map(() => aClaim(there)));
    let stored = 0;
    let letGo: () => void = () => undefined;
    const allAreStored = new Promise<void>((resolve) => (letGo = resolve));
    /** Read to its end once all of the wave are: each was let in while there was room for it. */
    const document = (): SafeDocument => ({
      ...aSafeDocument(Buffer.alloc(0.9 * MEGABYTE)),
      stream: () =>
        Readable.from(
          (async function* () {
            if ((stored += 1) === claims.length) letGo();
            await allAreStored;
            yield Buffer.alloc(0.9 * MEGABYTE);
          })(),
        ),
    });
    const wave = await Promise.allSettled(claims.map((add) => add(document())));
    expect(wave.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const outcome of wave)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StorageQuotaReached);
  });
});
