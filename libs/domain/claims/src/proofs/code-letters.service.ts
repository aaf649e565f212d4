import { type Account, AccountRepository } from '@halles/domain/accounts';
import { dayIn } from '@halles/domain/hours';
import { type Config, InjectConfig } from '@halles/platform/config';
import { LetterPrinter } from '@halles/platform/letters';
import {
  appendAudit,
  PortalLinks,
  type TenantContext,
  type TenantTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Claim, ClaimProof, ClaimSubject } from '../claims/claim';
import { ClaimProofUnavailable } from '../claim.errors';
import { ClaimCodes } from './claim-code';
import { ClaimProofRepository } from './claim-proof.repository';
import { ClaimRepository } from '../claims/claim.repository';
import { isUnderWay } from '../claims/claim-state';
import { ClaimSubjectRepository } from '../claims/claim-subject.repository';
import { type ClaimLetter, claimLetter } from '../letters/claim-letter';
import { LETTER_VALID } from './proof-requests.service';

const MAX_LISTED = 500;

/** A letter that somebody asked for. */
export interface LetterRequest {
  readonly claim: Claim;
  readonly proof: ClaimProof;
  readonly subject: ClaimSubject | null;
  readonly account: Account | null;
}

/** Letters that bring a code: the town hall prints and posts them. */
@Injectable()
export class ClaimLetters {
  constructor(
    private readonly work: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly proofs: ClaimProofRepository,
    private readonly subjects: ClaimSubjectRepository,
    private readonly accounts: AccountRepository,
    private readonly codes: ClaimCodes,
    private readonly printer: LetterPrinter,
    @InjectConfig() private readonly config: Config,
  ) {}

  /** Letters that were asked for and whose code is not entered yet: those not printed first. */
  async list(ctx: TenantContext): Promise<LetterRequest[]> {
    return this.work.read(ctx, async (tx) => {
      const requests: LetterRequest[] = [];
      for (const proof of await this.proofs.letters(tx, MAX_LISTED)) {
        const input = await this.input(tx, proof);
        if (isUnderWay(input.claim.state)) requests.push(input);
      }
      return requests;
    });
  }

  /**
   * The letters of claims, one a page. Each code is valid for thirty days from now; printed again, it is the same code.
   * @param claimIds claims with a letter that is asked for
   * @throws ClaimNotFound, ClaimProofUnavailable where a claim has no letter to print, or none any more: no letter is
   *   printed then
   */
  async print(ctx: TenantContext, claimIds: readonly string[], now: Date): Promise<Buffer> {
    const validUntil = new Date(now.getTime() + LETTER_VALID);
    const requests = await this.work.read(ctx, async (tx) => {
      const found: LetterRequest[] = [];
      for (const id of claimIds) {
        const claim = await this.claims.get(tx, id);
        const requestedLetter = (await this.proofs.ofClaims(tx, [id])).findLast(
          ({ kind, state }) => kind === 'letter-code' && state === 'asked',
        );
        if (!requestedLetter || !isUnderWay(claim.state)) throw new ClaimProofUnavailable({});
        found.push(await this.input(tx, requestedLetter));
      }
      return found;
    });
    const letters = requests.map((input) => this.letter(ctx, input, { now, validUntil }));
    const printed = await this.printer.printLetters(ctx.tenant, claimLetter, letters, now);
    await this.work.write(ctx, async (tx) => {
      for (const { proof, claim } of requests) {
        // Decided, or asked for again, while the letters were set: a code that opens nothing is not posted.
        if (!(await this.proofs.recordPrinted(tx, proof.id, now, validUntil)))
          throw new ClaimProofUnavailable({});
        await this.claims.extend(tx, claim.id, validUntil);
      }
      await appendAudit(tx, 'letters.printed', { claims: claimIds }, now);
    });
    return printed;
  }

  private letter(
    { tenant }: TenantContext,
    { claim, proof, subject }: LetterRequest,
    { now, validUntil }: { readonly now: Date; readonly validUntil: Date },
  ): ClaimLetter {
    const links = new PortalLinks(this.config, tenant);
    const { timeZone } = tenant.settings;
    const code = this.codes.codeOf(tenant.id, proof.id, 'letters');
    return {
      locale: claim.locale,
      recipient: (proof.contact ?? '').split('\n'),
      listing: subject?.name ?? null,
      code,
      // Of the QR code, which must stay short.
      url: `${links.to('claim', claim.locale, { claim: claim.id })}?code=${code}`,
      // What people type who cannot scan.
      typedUrl: links.to('claims', claim.locale),
      sentOn: dayIn(timeZone, now),
      validUntil: dayIn(timeZone, validUntil),
    };
  }

  private async input(tx: TenantTx, proof: ClaimProof): Promise<LetterRequest> {
    const claim = await this.claims.get(tx, proof.claimId);
    return {
      claim,
      proof,
      subject: await this.subjects.find(tx, claim.listingId),
      account: await this.accounts.find(tx, claim.accountId),
    };
  }
}
