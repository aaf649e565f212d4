import { ListingWriter } from '@halles/domain/listings';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { QueuedReport } from './report-queue.repository';

/** The sentence on the page of a business which says that it is reported closed. */
@Injectable()
export class ClosureSentence {
  constructor(private readonly directory: ListingWriter) {}

  /**
   * To be called where somebody brings the sentence or takes it away: stored pages are then older than the directory, and
   * rendered anew. Not with each report that a stranger sends: pages would be rendered as often as strangers want.
   */
  async mayChange(tx: TenantWriteTx, { kind }: Pick<QueuedReport, 'kind'>, now: Date): Promise<void> {
    if (kind === 'closed')
      await this.directory.attempt(tx, (batch) => this.directory.finish(batch, 'touched', now));
  }
}
