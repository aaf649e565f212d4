import type { AccountSession } from '@halles/domain/accounts';
import { ClaimantService, ClaimDocumentRefused, MOST_DOCUMENT_BYTES } from '@halles/domain/claims';
import { contextOf, localeOfPath, RateLimit, Requires, uploadParts, Uploads } from '@halles/platform/http';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { SignedIn } from '../accounts/account-request';
import { ClaimPages, claimantOf } from './claim-pages';
import { claimPathTo, claimPatterns } from './claim-routes';

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

/** A document that speaks for a claimant. */
@Controller()
export class ClaimDocumentController {
  constructor(
    private readonly pages: ClaimPages,
    private readonly claimants: ClaimantService,
  ) {}

  @Requires('claim.make')
  @RateLimit('upload')
  @Uploads(MOST_FORM_BYTES)
  @Post(claimPatterns('document'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('claim') claimId: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const claimant = claimantOf(session);
    // Nobody sends ten megabytes to a claim that is not theirs.
    await this.claimants.get(contextOf(request), claimId, claimant);
    await this.pages.attempt(request, reply, { claimId, session, state: { field: 'document' } }, async () => {
      const bytes = await this.first(request);
      if (bytes === null) throw new ClaimDocumentRefused({});
      await this.claimants.addDocument(contextOf(request), claimId, claimant, bytes);
      this.pages.redirect(reply, claimPathTo('claim', localeOfPath(request.url), claimId));
    });
  }

  /** The first file of a form; null where there is none, or it is too large. */
  private async first(request: FastifyRequest): Promise<Buffer | null> {
    let found: Buffer | null = null;
    for await (const part of uploadParts(request))
      if (part.kind === 'file' && part.name === 'document') found ??= await readWhole(part.stream);
    return found;
  }
}
