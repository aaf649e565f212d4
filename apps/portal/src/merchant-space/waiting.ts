import { portalRoutes } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { type Bilingual, DAY } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { PageScope } from '../rendering/page-scope';

/**
 * Whose turn it is and what is at stake, what matters most first. `contested`: somebody else wants what one has.
 * `customer`: a customer waits. `mine`: one is to answer. `decided`: there is a decision to read. `theirs`: somebody
 * else is to answer.
 */
export const URGENCIES = ['contested', 'customer', 'mine', 'decided', 'theirs'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Something that waits for an account, or that the account waits for. */
export interface Waiting {
  readonly urgency: Urgency;
  /** Since when; of two as urgent the older one comes first. */
  readonly since: Date;
  /** How many of them the sentence speaks of. */
  readonly count: number;
  /** What waits, in one sentence. Pure. */
  readonly sentence: (scope: PageScope) => string;
  /** Where it is dealt with. */
  readonly paths: Bilingual;
  /** What the link says. Pure. */
  readonly action: (scope: PageScope) => string;
  /** The business that it is about; null if it is not one of the account's businesses. */
  readonly listingId: number | null;
}

/** How long the home, and the page that it is about, tell of a decision. */
export const DECISION_SHOWN_FOR = 14 * DAY;

/** A feature that knows what waits. */
export interface WaitingSource {
  /** Names it in the log. */
  readonly name: string;
  waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<readonly Waiting[]>;
}

/**
 * What waits on the home of one business: all that is about it, and behind it one line that leads to the home of the space
 * where somebody is to do or to read something about anything else. Pure.
 */
export function waitingOn(listingId: number, waiting: readonly Waiting[]): Waiting[] {
  const elsewhere = waiting.filter((one) => one.listingId !== listingId && one.urgency !== 'theirs');
  const own = waiting.filter((one) => one.listingId === listingId);
  const [first] = elsewhere;
  if (!first) return own;
  const count = elsewhere.reduce((sum, one) => sum + one.count, 0);
  return [
    ...own,
    {
      urgency: 'decided',
      since: first.since,
      count: 1,
      sentence: ({ texts }) => texts.line('pro.home.elsewhere.text', { count }),
      paths: portalRoutes.merchant,
      action: ({ texts }) => texts.line('pro.home.elsewhere.action'),
      listingId: null,
    },
  ];
}

/** What waits, what matters most first. Pure. */
export const byUrgency = (waiting: readonly Waiting[]): Waiting[] =>
  waiting.toSorted(
    (one, other) =>
      URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency) ||
      one.since.getTime() - other.since.getTime(),
  );

/** What waits for who is signed in, from every feature: each registers its source at module start, the home sorts. */
@Injectable()
export class MerchantWaiting {
  private readonly sources: WaitingSource[] = [];

  constructor(@InjectLog() private readonly log: Log) {}

  /** @throws Error where the name is taken */
  register(source: WaitingSource): void {
    if (this.sources.some(({ name }) => name === source.name))
      throw new Error(`what waits is registered twice by "${source.name}"`);
    this.sources.push(source);
  }

  /** Everything that waits, what matters most first. A source that fails hides nothing of the others. */
  async of(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const all: Waiting[] = [];
    for (const source of this.sources)
      try {
        all.push(...(await source.waitingFor(ctx, session, now)));
      } catch (error) {
        this.log.warn({ err: error, source: source.name }, 'what waits for an account could not be told');
      }
    return byUrgency(all);
  }
}
