import type { ClaimProofKind, LetterAddress } from '@halles/contracts';
import { DAY, MINUTE, SECOND } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Claim, ClaimProof, ClaimSubject } from '../claims/claim';
import { ClaimCodesTooMany, ClaimProofUnavailable } from '../claim.errors';
import { claimMessages } from '../claim.events';
import { ClaimCodes } from './claim-code';
import { ClaimProofRepository } from './claim-proof.repository';
import { ClaimRepository } from '../claims/claim.repository';
import { CLAIM_SETTINGS, type ClaimSettings } from '../claim-settings';
import type { ProofTrust } from './proof-trust';
import { type Claimant, trustOfSiret } from './proof-options';
import { type KnownContact, knownContacts } from './known-contact';
import { givenLines, knownAddress } from './letter-address';

/** A code that is sent or said is valid for so long. */
export const CODE_VALID = 10 * MINUTE;
/** A letter's code is, from the day on which it is printed. */
export const LETTER_VALID = 30 * DAY;
/** Another letter may be asked for after so long: until then the first one is on its way. */
const LETTER_AWAITED = 15 * DAY;

/** How many codes may go to one contact in how long, whoever asks: a business is not to be pestered. */
const LIMITS = {
  'phone-code': { most: 3, within: DAY },
  'email-code': { most: 3, within: DAY },
  'letter-code': { most: 2, within: 30 * DAY },
} as const;

/** A proof that a claimant wants to bring. */
export type ProofInput =
  | { readonly kind: 'proconnect' | 'town' }
  | { readonly kind: 'phone-code' | 'email-code'; readonly contactName: string }
  | { readonly kind: 'letter-code'; readonly address: LetterAddress | null };

/** A proof without its kind: what those of all kinds begin with. */
export const newProof = (claimId: string, now: Date): Omit<ClaimProof, 'kind'> => ({
  id: uuid(),
  claimId,
  state: 'asked',
  trust: 'unsure',
  contact: null,
  source: null,
  tries: 0,
  document: null,
  createdAt: now,
  expiresAt: null,
  printedAt: null,
});

interface ProofContext {
  readonly subject: ClaimSubject;
  readonly claimant: Claimant;
  readonly input: ProofInput;
}

/** Turns the input for a proof into one, if the business and the claimant allow it. Inside a use case's transaction. */
@Injectable()
export class ProofRequests {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly codes: ClaimCodes,
    private readonly outbox: Outbox,
    @Inject(CLAIM_SETTINGS) private readonly settings: ClaimSettings,
  ) {}

  /**
   * Keeps the proof, and promises the code of one that has any. A new code takes the place of those that are out.
   * @throws ClaimProofUnavailable, ClaimCodesTooMany
   */
  async make(tx: TenantWriteTx, claim: Claim, context: ProofContext, now: Date): Promise<ClaimProof> {
    const { input } = context;
    switch (input.kind) {
      case 'proconnect':
        return this.keep(tx, this.ofSiret(claim, context, now));
      case 'town':
        return this.keep(tx, { ...newProof(claim.id, now), kind: 'town' });
      case 'letter-code':
        return this.requestLetter(tx, claim, context, input.address, now);
      default:
        return this.sendCode(tx, claim, this.contactOf(tx, context, input, now), now);
    }
  }

  private ofSiret(claim: Claim, { subject, claimant }: ProofContext, now: Date): ClaimProof {
    const trust = trustOfSiret(subject, claimant.siret);
    if (trust === null) throw new ClaimProofUnavailable({});
    return {
      ...newProof(claim.id, now),
      kind: 'proconnect',
      state: 'accepted',
      trust,
      contact: claimant.siret,
    };
  }

  /** The contact that the form named: one that a source knows at this moment, whatever else was sent. */
  private contactOf(
    { ctx }: TenantWriteTx,
    { subject }: ProofContext,
    input: Extract<ProofInput, { readonly contactName: string }>,
    now: Date,
  ): KnownContact {
    const contact = knownContacts(subject.sources, now).find(
      ({ kind, value }) =>
        kind === input.kind && this.codes.nameOf(ctx.tenant.id, subject.id, value) === input.contactName,
    );
    const canReach = input.kind === 'email-code' || this.settings.canCall;
    if (!contact || !canReach) throw new ClaimProofUnavailable({});
    return contact;
  }

  private async sendCode(
    tx: TenantWriteTx,
    claim: Claim,
    contact: KnownContact,
    now: Date,
  ): Promise<ClaimProof> {
    const { kind, value, source, trust } = contact;
    await this.limit(tx, kind, value, now);
    await this.proofs.supersede(tx, claim.id, ['phone-code', 'email-code']);
    const proof = await this.keep(tx, {
      ...newProof(claim.id, now),
      kind,
      trust,
      contact: value,
      source,
      expiresAt: new Date(now.getTime() + CODE_VALID),
    });
    await this.outbox.append(tx, claimMessages.code(proof.id));
    return proof;
  }

  private async requestLetter(
    tx: TenantWriteTx,
    claim: Claim,
    { subject }: ProofContext,
    given: LetterAddress | null,
    now: Date,
  ): Promise<ClaimProof> {
    const known = knownAddress(subject);
    if (known === null && given === null) throw new ClaimProofUnavailable({});
    const lines = known?.lines ?? givenLines(subject.name ?? '', given as LetterAddress);
    const contact = lines.join('\n');
    const trust: ProofTrust = known?.trust ?? 'unsure';
    await this.limit(tx, 'letter-code', contact, now);
    await this.proofs.supersede(tx, claim.id, ['letter-code']);
    const expiresAt = new Date(now.getTime() + LETTER_VALID);
    await this.claims.extend(tx, claim.id, expiresAt);
    return this.keep(tx, {
      ...newProof(claim.id, now),
      kind: 'letter-code',
      trust,
      contact,
      source: known?.source ?? null,
      expiresAt,
    });
  }

  /** @throws ClaimCodesTooMany with when the next may be asked for */
  private async limit(
    tx: TenantWriteTx,
    kind: keyof typeof LIMITS,
    contact: string,
    now: Date,
  ): Promise<void> {
    const { most, within } = LIMITS[kind];
    const sent = await this.proofs.sentTo(tx, contact, new Date(now.getTime() - within));
    const oldest = sent.at(-most);
    if (oldest === undefined) return;
    const wait = oldest.getTime() + within - now.getTime();
    throw new ClaimCodesTooMany({ retryAfterSeconds: Math.max(1, Math.ceil(wait / SECOND)) });
  }

  private async keep(tx: TenantWriteTx, proof: ClaimProof): Promise<ClaimProof> {
    await this.proofs.insert(tx, proof);
    return proof;
  }
}

/** From when on another letter may be asked for: counted from the day on which this one was printed, once it was. Pure. */
export const letterAgainAt = ({ createdAt, printedAt }: Pick<ClaimProof, 'createdAt' | 'printedAt'>): Date =>
  new Date((printedAt ?? createdAt).getTime() + LETTER_AWAITED);

/** Whether a proof is a letter that has not been waited for long enough to ask for another. Pure. */
export const isLetterAwaited = (
  { kind, state, ...letter }: Pick<ClaimProof, 'kind' | 'state' | 'createdAt' | 'printedAt'>,
  now: Date,
): boolean => kind === 'letter-code' && state === 'asked' && letterAgainAt(letter) > now;

/** Kinds of proof that a code is entered for. Pure. */
export const isCodeKind = (kind: ClaimProofKind): boolean => kind in LIMITS;
