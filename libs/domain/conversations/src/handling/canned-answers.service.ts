import type { CannedAnswerInput } from '@halles/contracts';
import { holdListing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { MessagingClosed, TooManyCannedAnswers } from '../conversation.errors';
import type { CannedAnswer } from './canned-answer';

/** Of one shop. */
const MOST = 50;

const LIST = 'SELECT id, shortcut, text FROM canned_answer WHERE listing_id = $1 ORDER BY shortcut LIMIT $2';
const COUNT_OTHERS =
  'SELECT count(*)::int AS count FROM canned_answer WHERE listing_id = $1 AND shortcut <> $2';
const SAVE = `
  INSERT INTO canned_answer (id, listing_id, shortcut, text, updated_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (listing_id, shortcut) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`;

/** What a shop answers often, kept ready. */
@Injectable()
export class CannedAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(ctx: TenantContext, listingId: number): Promise<CannedAnswer[]> {
    return this.work.read(ctx, (tx) => tx.manager.query<CannedAnswer[]>(LIST, [listingId, MOST]));
  }

  /** Keeps one, in the place of the one with the same shortcut. @throws TooManyCannedAnswers, MessagingClosed the listing is not there */
  async save(ctx: TenantContext, listingId: number, { shortcut, text }: CannedAnswerInput): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new MessagingClosed({});
      const [others] = await tx.manager.query<{ count: number }[]>(COUNT_OTHERS, [listingId, shortcut]);
      if ((others?.count ?? 0) >= MOST) throw new TooManyCannedAnswers({});
      await tx.manager.query(SAVE, [uuid(), listingId, shortcut, text, this.clock.now()]);
    });
  }

  async remove(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    await this.work.write(ctx, (tx) =>
      tx.manager.query('DELETE FROM canned_answer WHERE listing_id = $1 AND id = $2', [listingId, id]),
    );
  }
}
