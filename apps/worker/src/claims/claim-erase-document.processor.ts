import { CLAIM_ERASE_DOCUMENT, ClaimService } from '@halles/domain/claims';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Deletes the document of a proof once its claim is decided. */
@HandlesJob(CLAIM_ERASE_DOCUMENT)
export class ClaimEraseDocumentProcessor implements JobHandler {
  constructor(private readonly claims: ClaimService) {}

  async run(job: Job): Promise<void> {
    await this.claims.eraseDocument(job.ctx, job.ref);
  }
}
