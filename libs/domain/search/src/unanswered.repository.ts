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

  /** Removes what was noted on earlier days than the instant's (UTC). Returns how many words. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM unanswered_search WHERE day < $1',
      [instant.toISOString().slice(0, 10)],
    );
    return count;
  }
}
