import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Correction } from '../correction';

/** One of what a mail to the town tells of. */
export interface AnnouncedCorrection extends Pick<Correction, 'id' | 'listingId' | 'changes' | 'doubt'> {
  /** Of the listing; null where nothing is known. */
  readonly name: string | null;
}

const ANNOUNCE = `UPDATE correction SET announced_in = $1, announced_at = $2 WHERE state = 'open' AND announced_in IS NULL`;
const COUNT = `
  SELECT (count(*) FILTER (WHERE announced_in = $1))::int AS count, count(*)::int AS waiting FROM correction WHERE state = 'open'`;
const ANNOUNCED = `
  SELECT c.id, c.listing_id AS "listingId", c.changes, c.doubt, l.name
    FROM correction c JOIN listing l ON l.id = c.listing_id
   WHERE c.announced_in = $1 AND c.state = 'open' ORDER BY c.created_at, c.id LIMIT $2`;

/** Which corrections, and places that are asked for, the town was mailed about. */
@Injectable()
export class CorrectionAnnouncementRepository {
  /** When the town was last mailed about them. */
  async lastAt(tx: TenantTx): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date | null }[]>(
      'SELECT max(announced_at) AS at FROM correction',
    );
    return row?.at ?? null;
  }

  /** Notes that a mail tells of all that waits and that none told of. @returns how many */
  async announce(tx: TenantWriteTx, announcement: string, now: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(ANNOUNCE, [announcement, now]);
    return count;
  }

  /** How many of an announcement still wait, and how many wait in all. */
  async count(
    tx: TenantTx,
    announcement: string,
  ): Promise<{ readonly count: number; readonly waiting: number }> {
    const [row] = await tx.manager.query<{ count: number; waiting: number }[]>(COUNT, [announcement]);
    return row ?? { count: 0, waiting: 0 };
  }

  /** Those of an announcement that still wait, the oldest first. */
  async announced(tx: TenantTx, announcement: string, limit: number): Promise<AnnouncedCorrection[]> {
    return tx.manager.query<AnnouncedCorrection[]>(ANNOUNCED, [announcement, limit]);
  }
}
