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
  ClaimService,
  ClaimsModule,
  InvitationLetters,
  TransferService,
} from '@halles/domain/claims';
import { DiskStorage, FileStorage } from '@halles/platform/storage';
import { systemClock } from '@halles/kernel';
import { openWorld, type World, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';

/** The services of claims over a world of two tenants, as tests ask them. */
export interface ClaimsWorld {
  readonly world: World;
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
  return {
    world,
    files,
    people: module.get(PersonalData, { strict: false }),
    claimants: module.get(ClaimantService),
    claimLookup: module.get(ClaimLookupService),
    claimProofs: module.get(ClaimProofService),
    claims: module.get(ClaimService),
    additions: module.get(AdditionService),
    transfers: module.get(TransferService),
    notices: module.get(ClaimNotices),
    letters: module.get(ClaimLetters),
    invitations: module.get(InvitationLetters),
    policies: module.get(ClaimPolicies, { strict: false }),
    codes: new ClaimCodes(world.config.masterKey),
    drainOutbox: async () => {
      const rows = await world.installation
        .platform()
        .query<{ kind: string }>('DELETE FROM outbox RETURNING kind, id');
      return rows.map(({ kind }) => kind);
    },
  };
}
