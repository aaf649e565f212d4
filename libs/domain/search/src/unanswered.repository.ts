import { Injectable } from '@nestjs/common';
import type { TenantWriteTx } from '@halles/platform/tenancy';

/** Different searches that are counted of one day: more is a program that makes words up, and not what a town lacks. */
export const MAX_A_DAY = 1_000;

@Injectable()
export class UnansweredRepository {
  /** One more search of these words on this day (UTC); words that are new are left out once the day has `MAX_A_DAY`. */
  async note(tx: TenantWriteTx, words: string, at: Date): Promise<void> {
    const day = at.toISOString().slice(0, 10);
    const [known] = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM unanswered_search WHERE day = $1 AND words = $2',
      [day, words],
    );
    // What is counted must not grow before the insertion: of those who bring new words one counts at a time.
    if (!known) await tx.manager.query('LOCK TABLE unanswered_search IN SHARE ROW EXCLUSIVE MODE');
    await tx.manager.query(
      `INSERT INTO unanswered_search (day, words)
       SELECT $1::date, $2::text
        WHERE $3 OR (SELECT count(*) FROM unanswered_search WHERE day = $1::date) < $4
       ON CONFLICT (day, words) DO UPDATE SET times = unanswered_search.times + 1`,
      [day, words, known !== undefined, MAX_A_DAY],
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
