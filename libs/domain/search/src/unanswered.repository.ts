import { Injectable } from '@nestjs/common';
import type { TenantWriteTx } from '@halles/platform/tenancy';

@Injectable()
export class UnansweredRepository {
  /** One more search of these words on this day (UTC). */
  async note(tx: TenantWriteTx, words: string, at: Date): Promise<void> {
    await tx.manager.query(
      `INSERT INTO unanswered_search (day, words) VALUES ($1, $2)
       ON CONFLICT (day, words) DO UPDATE SET times = unanswered_search.times + 1`,
      [at.toISOString().slice(0, 10), words],
    );
  }
}
