import type { AccountSession } from '@halles/domain/accounts';
import {
  ClaimantService,
  ClaimDocumentRefused,
  documentType,
  MOST_DOCUMENT_BYTES,
} from '@halles/domain/claims';
import { DomainError } from '@halles/kernel';
import { contextOf, localeOfPath, RateLimit, Requires, uploadParts, Uploads } from '@halles/platform/http';
import { documentRecipe, ImagePipeline, PicturesBusy } from '@halles/platform/images';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
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
    private readonly pictures: ImagePipeline,
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
      const sent = await this.first(request);
      const type = sent && documentType(sent);
      if (sent === null || type === null) throw new ClaimDocumentRefused({});
      const bytes = type === 'application/pdf' ? sent : await this.remade(sent);
      await this.claimants.addDocument(contextOf(request), claimId, claimant, bytes);
      this.pages.redirect(reply, claimPathTo('claim', localeOfPath(request.url), claimId));
    });
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

  /** The first file of a form; null where there is none, or it is too large. */
  private async first(request: FastifyRequest): Promise<Buffer | null> {
    let found: Buffer | null = null;
    for await (const part of uploadParts(request))
      if (part.kind === 'file' && part.name === 'document') found ??= await readWhole(part.stream);
    return found;
  }
}
