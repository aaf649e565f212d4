import { join } from 'node:path';
import { PersonalData } from '@halles/domain/accounts';
import {
  AdditionService,
  ClaimantService,
  ClaimCodes,
  ClaimLetters,
  ClaimLookupService,
  ClaimProofService,
  ClaimNotices,
  ClaimPolicies,
  type Claimant,
  ClaimService,
  ClaimsModule,
  InvitationLetters,
  TransferService,
} from '@halles/domain/claims';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import { systemClock } from '@halles/kernel';
import { openWorld, type World, worldModule } from '@halles/testing';
import { Test, type TestingModule } from '@nestjs/testing';

/** The services of claims over a world of two tenants, as tests ask them. */
export interface ClaimsWorld {
  readonly world: World;
  readonly module: TestingModule;
  readonly claimants: ClaimantService;
  readonly claimLookup: ClaimLookupService;
  readonly claimProofs: ClaimProofService;
  readonly claims: ClaimService;
  readonly additions: AdditionService;
  readonly transfers: TransferService;
  readonly notices: ClaimNotices;
  readonly letters: ClaimLetters;
  readonly invitations: InvitationLetters;
  readonly policies: ClaimPolicies;
  readonly codes: ClaimCodes;
  readonly files: FileStorage;
  /** What every feature has of a person. */
  readonly people: PersonalData;
  /** The account that keeps a listing of the first territory. */
  ownerOf(listing: number): Promise<string | undefined>;
  /** A claim that the town is asked to decide. */
  askTown(listing: number, who: Claimant, now: Date): Promise<string>;
  /** The kinds that the outbox holds, the oldest first, and forgets them. */
  drainOutbox(): Promise<string[]>;
}

export async function openClaimsWorld(env: Readonly<Record<string, string>> = {}): Promise<ClaimsWorld> {
  const world = await openWorld({ env });
  const files = new DiskStorage(join(world.config.home, 'media'), systemClock);
  const module = await Test.createTestingModule({
    imports: [worldModule(world, [{ provide: FileStorage, useValue: files }]), ClaimsModule],
  }).compile();
  await module.init();
  const [claimants, claimProofs] = [module.get(ClaimantService), module.get(ClaimProofService)];
  return {
    world,
    module,
    files,
    people: module.get(PersonalData, { strict: false }),
    claimants,
    claimLookup: module.get(ClaimLookupService),
    claimProofs,
    claims: module.get(ClaimService),
    additions: module.get(AdditionService),
    transfers: module.get(TransferService),
    notices: module.get(ClaimNotices),
    letters: module.get(ClaimLetters),
    invitations: module.get(InvitationLetters),
    policies: module.get(ClaimPolicies, { strict: false }),
    codes: new ClaimCodes(world.config.masterKey),
    ownerOf: async (listing) => {
      const [row] = await world.work.read(world.here, ({ manager }) =>
        manager.query<{ id: string }[]>(
          `SELECT account_id AS id FROM account_grant WHERE listing_id = $1 AND role = 'merchant-owner'`,
          [listing],
        ),
      );
      return row?.id;
    },
    askTown: async (listing, who, now) => {
      const { id } = await claimants.begin(world.here, listing, who, 'fr', now);
      await claimProofs.requestProof(world.here, id, who, { kind: 'town' }, now);
      return id;
    },
    drainOutbox: async () => {
      const rows = await world.installation
        .platform()
        .query<{ kind: string }>('DELETE FROM outbox RETURNING kind, id');
      return rows.map(({ kind }) => kind);
    },
  };
}
