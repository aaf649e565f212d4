import { CLAIM_ERASE_DOCUMENT, ClaimService } from '@halles/domain/claims';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Deletes the document of a proof once its claim is decided. */
@Injectable()
export class ClaimEraseDocumentProcessor implements JobHandler {
  readonly kind = CLAIM_ERASE_DOCUMENT;

  constructor(private readonly claims: ClaimService) {}

  async run(job: Job): Promise<void> {
    await this.claims.eraseDocument(job.ctx, job.ref);
  }
}
