import { join } from 'node:path';
import { Readable } from 'node:stream';
import { mandateInputSchema } from '@halles/contracts';
import type { Account } from '@halles/domain/accounts';
import {
  ClaimantService,
  ClaimProofService,
  ClaimsModule,
  ClaimService,
  ClaimUndoService,
  LISTING_CLEAR_LEFT,
} from '@halles/domain/claims';
import { MandateService, MandatesModule } from '@halles/domain/mandates';
import { PhotoService, PhotosModule } from '@halles/domain/photos';
import { systemClock } from '@halles/kernel';
import type { Job } from '@halles/platform/outbox';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import { listAudit } from '@halles/platform/tenancy';
import { SentFile, UntrustedFiles, UntrustedFilesModule } from '@halles/platform/untrusted-files';
import { aPicture, anAccount, openWorld, type World, writeListings, worldModule } from '@halles/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { v7 as uuid } from 'uuid';
import { ListingClearLeftProcessor } from './listing-clear-left.processor';

const BY = { name: 'Claire Dubois' };
const drawn = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;

describe('what an owner leaves who loses a listing', () => {
  let world: World;
  let module: TestingModule;
  let mandates: MandateService;
  let photos: PhotoService;
  let untrusted: UntrustedFiles;
  let processor: ListingClearLeftProcessor;

  beforeAll(async () => {
    world = await openWorld();
    module = await Test.createTestingModule({
      imports: [
        worldModule(world, [
          {
            provide: FileStorage,
            useValue: new DiskStorage(join(world.config.home, 'media'), systemClock),
          },
        ]),
        UntrustedFilesModule,
        ClaimsModule,
        MandatesModule,
        PhotosModule,
      ],
      providers: [ListingClearLeftProcessor],
    }).compile();
    await module.init();
    mandates = module.get(MandateService);
    photos = module.get(PhotoService);
    untrusted = module.get(UntrustedFiles);
    processor = module.get(ListingClearLeftProcessor);
  });
  afterAll(async () => {
    untrusted.close();
    await world.close();
  });

  async function recognise(listing: number, who: Account): Promise<string> {
    const claimants = module.get(ClaimantService);
    const claimProofs = module.get(ClaimProofService);
    const claimant = { accountId: who.id, siret: null };
    const { id } = await claimants.begin(world.here, listing, claimant, 'fr', systemClock.now());
    await claimProofs.requestProof(world.here, id, claimant, { kind: 'town' }, systemClock.now());
    const decision = { decision: 'approve', reason: 'Le bail est à son nom.' } as const;
    await module.get(ClaimService).decide(world.here, id, decision, BY, systemClock.now());
    return id;
  }
  async function picture(listingId: number, accountId: string | null): Promise<string> {
    const sent = await untrusted.receivePicture(
      new SentFile(Readable.from([await aPicture(640, 480).jpeg().toBuffer()])),
    );
    const input = { listingId, kind: 'photo', altFr: null, altEn: null, crop: null, accountId } as const;
    try {
      return (await photos.add(world.here, input, sent, systemClock.now())).id;
    } finally {
      await sent.discard();
    }
  }
  async function mandate(listing: number): Promise<string> {
    const id = await mandates.propose(
      world.here,
      mandateInputSchema.parse({
        listing,
        scope: null,
        giverName: 'Jeanne Paul',
        giverQuality: 'gérante',
        locale: 'fr',
        months: 12,
        means: 'screen',
        giverEmail: null,
        signature: drawn,
      }),
      { accountId: uuid(), name: BY.name },
      systemClock.now(),
    );
    // Where somebody keeps the page, it waits for them.
    await mandates.agree(world.here, listing, id, systemClock.now());
    return id;
  }
  const shownOf = async (listing: number): Promise<string[]> =>
    (await photos.shown(world.here, listing)).photos.map(({ id }) => id);
  /** The jobs that the outbox holds, and forgets. */
  async function jobs(): Promise<Job[]> {
    const rows = await world.installation
      .platform()
      .query<{ id: string; kind: string; ref: string }>('DELETE FROM outbox RETURNING id, kind, ref');
    return rows
      .filter(({ kind }) => kind === LISTING_CLEAR_LEFT)
      .map(({ id, ref }) => ({ ctx: world.here, outboxId: id, ref, failures: 0 }));
  }

  it('ends: mandates and photos, not those of the new owner or the town, and nothing again', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const [loser, winner] = [await anAccount(world, world.here), await anAccount(world, world.here)];
    await recognise(listing, loser);
    expect(await jobs()).toEqual([]);
    const left = await mandate(listing);
    const [bad, towns] = [await picture(listing, loser.id), await picture(listing, null)];
    await recognise(listing, winner);
    const [job, ...more] = await jobs();
    if (!job) throw new Error('the decision promises it');
    expect(more).toEqual([]);
    await processor.run(job);
    expect(await shownOf(listing)).toEqual([towns]);
    expect((await mandates.get(world.here, left)).mandate).toMatchObject({ state: 'ended', endedBy: 'town' });
    const lines = await world.work.read(world.here, (tx) => listAudit(tx, 2));
    expect(lines.map(({ action }) => action).sort()).toEqual(['mandate.revoked', 'photo.removed']);

    await photos.restore(world.here, listing, bad, systemClock.now());
    const [good, since] = [await picture(listing, winner.id), await mandate(listing)];
    await processor.run(job);
    expect((await shownOf(listing)).sort()).toEqual([bad, towns, good].sort());
    expect((await mandates.get(world.here, since)).mandate.state).toBe('active');
  });

  it('ends where a decision is taken back: what they put there, and nothing of those before them', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const [first, wrong] = [await anAccount(world, world.here), await anAccount(world, world.here)];
    await recognise(listing, first);
    const before = await picture(listing, first.id);
    await module
      .get(ClaimantService)
      .release(world.here, listing, { accountId: first.id }, systemClock.now());
    const claim = await recognise(listing, wrong);
    await picture(listing, wrong.id);
    await jobs();
    await module.get(ClaimUndoService).undo(world.here, claim, { reason: 'Erreur.' }, BY, systemClock.now());
    const [job] = await jobs();
    if (!job) throw new Error('taking it back promises it');
    await processor.run(job);
    expect(await shownOf(listing)).toEqual([before]);
  });
});
