import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { type Claimant, ClaimLookupService, ClaimProofService } from '@halles/domain/claims';
import { Clock, type Locale } from '@halles/kernel';
import { atField, buttonForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  MOST_FORM_BYTES,
  PortalRequest,
  RateLimit,
  redirectTo,
  Requires,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import {
  DocumentRefused,
  type ReceivedFile,
  type SentFile,
  UntrustedFiles,
} from '@halles/platform/untrusted-files';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import type { Page } from '../rendering/page';
import { claimantOf } from './claim-page';
import { ClaimPageService } from './claim-page.service';

/** Forms of a claim that come back with what was refused. */
const ANSWERED = ['claim.proof', 'claim.code', 'claim.document'] as const;

/** Receives the first file of a form; null where there is none. */
async function firstFile(
  parts: AsyncIterable<UploadPart>,
  receive: (file: SentFile) => Promise<ReceivedFile>,
): Promise<ReceivedFile | null> {
  let found: ReceivedFile | null = null;
  try {
    for await (const part of parts)
      if (part.kind === 'file' && part.name === 'document') found ??= await receive(part.file);
    return found;
  } catch (error) {
    // What follows the file may be malformed, or never arrive.
    await found?.discard();
    throw error;
  }
}

/** A document that speaks for a claimant. */
@Requires('claim.make')
@Controller()
export class ClaimDocumentController {
  constructor(
    private readonly pages: ClaimPageService,
    private readonly claimLookup: ClaimLookupService,
    private readonly claimProofs: ClaimProofService,
    private readonly untrusted: UntrustedFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * A form that was refused stands at its own address: reading that address again leads back to the claim.
   * @throws ClaimNotFound
   */
  @Get(ANSWERED.flatMap((name) => patternsOf(name)))
  async back(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('claim') claimId: string,
    @SignedIn() session: AccountSession,
  ): Promise<HttpAnswer> {
    await this.claimLookup.get(ctx, claimId, claimantOf(session), this.clock.now());
    return redirectTo(pathTo('claim', locale, { claim: claimId }));
  }

  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('claim.document'))
  async send(
    @PortalRequest() { ctx, locale }: PortalRequest,
    @Param('claim') claimId: string,
    @UploadParts() parts: AsyncIterable<UploadPart>,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const claimant = claimantOf(session);
    // Nothing is received for a claim that is not theirs.
    await this.claimLookup.get(ctx, claimId, claimant, this.clock.now());
    return submitForm<null, Page | HttpAnswer>(
      buttonForm.read(posted),
      async () => {
        await this.add(ctx, claimId, claimant, parts);
        return redirectTo(pathTo('claim', locale, { claim: claimId }));
      },
      (refusal) => {
        const { state, ...answer } = atField('document', refusal);
        return this.pages.claim(ctx, session, claimId, { document: state }, answer);
      },
    );
  }

  /** Stores the safe copy of the document that was sent. @throws what `UntrustedFiles` and the claim refuse */
  private async add(
    ctx: TenantContext,
    claimId: string,
    claimant: Claimant,
    parts: AsyncIterable<UploadPart>,
  ): Promise<void> {
    const received = await firstFile(parts, (file) => this.untrusted.receiveDocument(file));
    if (received === null) throw new DocumentRefused({});
    try {
      const document = await this.untrusted.makeDocument(ctx, received);
      try {
        await this.claimProofs.addDocument(ctx, claimId, claimant, document, this.clock.now());
      } finally {
        await document.discard();
      }
    } finally {
      await received.discard();
    }
  }
}
