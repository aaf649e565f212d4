import { Injectable } from '@nestjs/common';
import type { Schedule } from '@halles/domain/hours';
import type { Fact } from '@halles/domain/listings';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import type { QuestionOccasion } from './question-calendar';
import type { Confirmations, ConfirmedBy, AuthoredContent } from './confirmation';

/** A question as it was put. */
export interface Question {
  readonly id: string;
  readonly listingId: number;
  readonly accountId: string;
  readonly occasion: QuestionOccasion;
  readonly period: string;
  readonly askedAt: Date;
  readonly answer: QuestionAnswer | null;
}

export type QuestionAnswer = 'confirmed' | 'changed' | 'stopped';

/** A question that waits for its answer, with the name of what it is about. */
export interface WaitingQuestion extends Question {
  readonly name: string | null;
}

/** A listing that somebody keeps, as the planner reads it. */
export interface CandidateRow {
  readonly listing: number;
  readonly accountId: string;
  /** INSEE code. */
  readonly commune: string;
  readonly grantedAt: Date;
  readonly confirmedAt: Date | null;
  readonly hoursStatedAt: string | null;
  readonly lastAskedAt: Date | null;
  readonly askedQuestions: readonly string[];
  readonly schedule: Schedule | null;
  readonly wantsMonthly: boolean;
  readonly wantsHolidays: boolean;
}

const QUESTION = `
  SELECT id, listing_id AS "listingId", account_id AS "accountId", occasion, period, asked_at AS "askedAt", answer
    FROM freshness_question`;
const QUESTION_BY_ID = `${QUESTION} WHERE id = $1`;
const QUESTIONS_OF = `${QUESTION} WHERE account_id = $1 ORDER BY id`;

/** Of a listing the newest alone; one that everything was said of since is answered, wherever that was. */
const WAITING = `
  SELECT DISTINCT ON (q.listing_id) q.id, q.listing_id AS "listingId", q.account_id AS "accountId", q.occasion, q.period,
         q.asked_at AS "askedAt", q.answer, l.name
    FROM freshness_question q JOIN listing l ON l.id = q.listing_id
   WHERE q.account_id = $1 AND q.listing_id = ANY ($2) AND q.asked_at > $3 AND q.answer IS NULL
     AND l.visibility = 'public' AND l.state = 'open'
     AND NOT EXISTS (SELECT FROM listing_confirmation c WHERE c.listing_id = q.listing_id AND c.confirmed_at >= q.asked_at)
   ORDER BY q.listing_id, q.asked_at DESC`;

const wants = (event: string): string => `
  (NOT EXISTS (SELECT FROM notification_preference p
     WHERE p.account_id = g.account_id AND p.event = '${event}' AND p.channel = 'mail' AND NOT p.wanted)
   OR (EXISTS (SELECT FROM push_subscription s WHERE s.account_id = g.account_id)
     AND NOT EXISTS (SELECT FROM notification_preference p
       WHERE p.account_id = g.account_id AND p.event = '${event}' AND p.channel = 'push' AND NOT p.wanted)))`;

const CANDIDATES = `
  SELECT l.id AS listing, g.account_id AS "accountId", l.commune, g.created_at AS "grantedAt", o.schedule,
         (SELECT confirmed_at FROM listing_confirmation c WHERE c.listing_id = l.id AND c.fact = 'hours') AS "confirmedAt",
         (SELECT max(a.value->>'at') FROM listing_profile p, jsonb_each(p.authors) a
           WHERE p.listing_id = l.id AND a.value->>'kind' <> 'link' AND (a.key LIKE '%Hours' OR a.key IN ('publicHolidays', 'exceptions', 'vacations'))
         ) AS "hoursStatedAt",
         (SELECT max(asked_at) FROM freshness_question q WHERE q.listing_id = l.id AND q.account_id = g.account_id) AS "lastAskedAt",
         (SELECT coalesce(array_agg(q.occasion || ' ' || q.period), '{}') FROM freshness_question q
           WHERE q.listing_id = l.id AND q.asked_at > $3) AS "askedQuestions",
         ${wants('freshness')} AS "wantsMonthly", ${wants('holidays')} AS "wantsHolidays"
    FROM account_grant g JOIN listing l ON l.id = g.listing_id LEFT JOIN opening o ON o.id = l.opening_id
   WHERE g.role = 'merchant-owner' AND l.id > $1 AND l.visibility = 'public' AND l.state = 'open'
   ORDER BY l.id LIMIT $2`;

/** What the score of one listing is made from. */
export interface ScoredRow extends AuthoredContent {
  readonly listing: number;
  readonly facts: readonly Fact[];
  readonly given: Readonly<Partial<Record<Fact, { readonly at: string; readonly by: ConfirmedBy }>>>;
}

/** Listings of which somebody ever said anything: the others are worth nothing, however many. */
const SCORED = `
  SELECT l.id AS listing, ARRAY(SELECT jsonb_object_keys(l.facts->'factSources')) AS facts,
         coalesce((SELECT jsonb_object_agg(c.fact, jsonb_build_object('at', c.confirmed_at, 'by', c.confirmed_by))
           FROM listing_confirmation c WHERE c.listing_id = l.id), '{}') AS given,
         coalesce(p.authors, '{}') AS authors,
         coalesce((SELECT jsonb_object_agg(field, true) FROM jsonb_object_keys(p.content) field), '{}') AS content
    FROM listing l LEFT JOIN listing_profile p ON p.listing_id = l.id
   WHERE l.id > $1 AND l.visibility = 'public' AND l.state = 'open'
     AND (EXISTS (SELECT FROM listing_confirmation c WHERE c.listing_id = l.id)
       OR p.listing_id IS NOT NULL)
   ORDER BY l.id LIMIT $2`;

@Injectable()
export class FreshnessRepository {
  /** Listings that somebody speaks of, behind an id. */
  async scored(tx: TenantTx, after: number, limit: number): Promise<ScoredRow[]> {
    return tx.manager.query<ScoredRow[]>(SCORED, [after, limit]);
  }

  /** The listings of which anything was confirmed, in no order. */
  listingsConfirmed(tx: TenantTx, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query('SELECT DISTINCT listing_id AS id FROM listing_confirmation LIMIT $1', [limit]);
  }

  /** What was said of each fact of a listing, that it holds. */
  async confirmations(tx: TenantTx, listingId: number): Promise<Confirmations> {
    const rows = await tx.manager.query<{ fact: Fact; at: Date; by: ConfirmedBy }[]>(
      'SELECT fact, confirmed_at AS at, confirmed_by AS by FROM listing_confirmation WHERE listing_id = $1',
      [listingId],
    );
    return Object.fromEntries(rows.map(({ fact, at, by }) => [fact, { at, by }]));
  }

  /** Notes that these facts hold. An older word does not replace a newer one. */
  async confirm(
    tx: TenantWriteTx,
    listingId: number,
    facts: readonly Fact[],
    word: { readonly at: Date; readonly by: ConfirmedBy; readonly accountId: string | null },
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO listing_confirmation (listing_id, fact, confirmed_at, confirmed_by, account_id)
       SELECT $1, unnest($2::text[]), $3, $4, $5
       ON CONFLICT (listing_id, fact) DO UPDATE SET confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by,
         account_id = excluded.account_id WHERE listing_confirmation.confirmed_at < excluded.confirmed_at`,
      [listingId, facts, word.at, word.by, word.accountId],
    );
  }

  /** Listings with an owner, behind an id. @param since questions asked before it count no longer */
  async candidates(tx: TenantTx, after: number, limit: number, since: Date): Promise<CandidateRow[]> {
    return tx.manager.query<CandidateRow[]>(CANDIDATES, [after, limit, since]);
  }

  /** False where the question of that period was put already. */
  async insertQuestion(tx: TenantWriteTx, question: Omit<Question, 'answer'>): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (listing_id, occasion, period) DO NOTHING RETURNING id`,
      [
        question.id,
        question.listingId,
        question.accountId,
        question.occasion,
        question.period,
        question.askedAt,
      ],
    );
    return rows.length === 1;
  }

  /** The questions to an account on some listings that nobody answered, of those put after the instant. */
  async waiting(
    tx: TenantTx,
    accountId: string,
    listingIds: readonly number[],
    since: Date,
  ): Promise<WaitingQuestion[]> {
    return tx.manager.query<WaitingQuestion[]>(WAITING, [accountId, listingIds, since]);
  }

  async findQuestion(tx: TenantTx, id: string): Promise<Question | null> {
    const [row] = await tx.manager.query<Question[]>(QUESTION_BY_ID, [id]);
    return row ?? null;
  }

  /** The last answer counts: who confirmed may change, who changed may confirm. */
  async answer(tx: TenantWriteTx, id: string, answer: QuestionAnswer, now: Date): Promise<void> {
    await tx.manager.query('UPDATE freshness_question SET answer = $2, answered_at = $3 WHERE id = $1', [
      id,
      answer,
      now,
    ]);
  }

  /** Removes the questions that were put before the instant. Returns how many. */
  async deleteQuestionsBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM freshness_question WHERE asked_at < $1',
      [instant],
    );
    return count;
  }

  async questionsOf(tx: TenantTx, accountId: string): Promise<Question[]> {
    return tx.manager.query<Question[]>(QUESTIONS_OF, [accountId]);
  }

  /** The facts that an account confirmed last. */
  async confirmedBy(tx: TenantTx, accountId: string): Promise<{ listingId: number; fact: Fact; at: Date }[]> {
    return tx.manager.query(
      `SELECT listing_id AS "listingId", fact, confirmed_at AS at FROM listing_confirmation WHERE account_id = $1 ORDER BY 1, 2`,
      [accountId],
    );
  }

  /** Takes an account out of what it confirmed, and removes what it was asked. */
  async forget(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('UPDATE listing_confirmation SET account_id = NULL WHERE account_id = $1', [
      accountId,
    ]);
    await tx.manager.query('DELETE FROM freshness_question WHERE account_id = $1', [accountId]);
  }
}
