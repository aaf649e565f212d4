import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import {
  ClaimantService,
  ClaimDocumentRefused,
  documentType,
  MOST_DOCUMENT_BYTES,
} from '@halles/domain/claims';
import { Clock, DomainError, type Locale } from '@halles/kernel';
import { atField, submitForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  RateLimit,
  redirectTo,
  Requires,
  type UploadPart,
  UploadParts,
  Uploads,
} from '@halles/platform/http';
import { documentRecipe, ImagePipeline, PicturesBusy } from '@halles/platform/images';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Param, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import type { Page } from '../rendering/page';
import { claimantOf } from './claim-page';
import { ClaimPageService } from './claim-page.service';

/** The largest document, with what a form puts around it. */
const MOST_FORM_BYTES = MOST_DOCUMENT_BYTES + 64 * 1024;

/** A file in memory, or null where it is larger than a document may be. */
async function readWhole(stream: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_DOCUMENT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The first file of a form; null where there is none, or it is too large. */
async function firstFile(parts: AsyncIterable<UploadPart>): Promise<Buffer | null> {
  let found: Buffer | null = null;
  for await (const part of parts)
    if (part.kind === 'file' && part.name === 'document') found ??= await readWhole(part.stream);
  return found;
}

/** A document that speaks for a claimant. */
@Requires('claim.make')
@Controller()
export class ClaimDocumentController {
  constructor(
    private readonly pages: ClaimPageService,
    private readonly claimants: ClaimantService,
    private readonly pictures: ImagePipeline,
    private readonly clock: Clock,
  ) {}

  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(patternsOf('claim.document'))
  async send(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('claim') claimId: string,
    @UploadParts() parts: AsyncIterable<UploadPart>,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const claimant = claimantOf(session);
    // Nobody sends ten megabytes to a claim that is not theirs.
    await this.claimants.get(ctx, claimId, claimant, this.clock.now());
    return submitForm<null, Page | HttpAnswer>(
      { ok: true, values: {}, input: null },
      async () => {
        const sent = await firstFile(parts);
        const type = sent && documentType(sent);
        if (sent === null || type === null) throw new ClaimDocumentRefused({});
        const bytes = type === 'application/pdf' ? sent : await this.remade(sent);
        await this.claimants.addDocument(ctx, claimId, claimant, bytes, this.clock.now());
        return redirectTo(pathTo('claim', locale, { claim: claimId }));
      },
      (refusal) => {
        const { state, ...answer } = atField('document', refusal);
        return this.pages.claim(ctx, session, claimId, { document: state }, answer);
      },
    );
  }

  /** A picture as our own: where it was taken, and what else hides in a file, stays behind. @throws ClaimDocumentRefused */
  private async remade(sent: Buffer): Promise<Buffer> {
    const received = await this.pictures.receive(Readable.from([sent]));
    try {
      const made = await this.pictures.make(received.path, documentRecipe);
      try {
        return await readFile(made.pathOf(made.master));
      } finally {
        await made.discard();
      }
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof PicturesBusy) throw error;
      throw new ClaimDocumentRefused({}, [], { cause: error });
    } finally {
      await received.discard();
    }
  }
}
