import { type Clock, SECOND } from '@halles/kernel';
import type { Tenant, ChangeBus } from '@halles/platform/tenancy';
import { LRUCache } from 'lru-cache';
import type { LookupAnswer, LookupRequest } from './lookup.repository';

/** Where changes are heard of answers are read again this seldom, in case one was lost. */
const REMEMBERED_WHILE_CONNECTED = 30 * SECOND;
/** Where they are not: a directory that is made anew has other keys, and its old ones find nothing. */
const REMEMBERED = 2 * SECOND;
/** Memory of one territory's answers, bytes: no town pushes another's out, and no visitor fills more by what they type. */
const MOST_BYTES = 256 * 1_024;
/** Territories that are remembered, those used last. */
const MOST_TERRITORIES = 64;
/** Memory that a key or a place of an answer takes, bytes: about. */
const ENTRY_BYTES = 256;

const questionOf = ({ keys, placeNames, listingNames }: LookupRequest): string =>
  JSON.stringify([keys.map(({ kind, value }) => [kind, value]), placeNames, listingNames]);

const bytesOf = ({ keys, places, named }: LookupAnswer, question: string): number =>
  2 * question.length + ENTRY_BYTES * (1 + keys.length + places.length + named.length);

/** What was looked up in one territory since the last change that was heard of. */
export class KnownAnswers {
  private readonly answers = new LRUCache<string, LookupAnswer>({
    maxSize: MOST_BYTES,
    sizeCalculation: bytesOf,
  });

  /** @param readAt ms since 1970 */
  constructor(readonly readAt: number) {}

  /** Undefined where it was not looked up. */
  find(request: LookupRequest): LookupAnswer | undefined {
    return this.answers.get(questionOf(request));
  }

  remember(request: LookupRequest, answer: LookupAnswer): void {
    this.answers.set(questionOf(request), answer);
  }
}

/** What words are in a territory: the same few trades and places are asked for again and again, from everywhere. */
export class LookupMemory {
  /** By tenant role. */
  private readonly known = new LRUCache<string, KnownAnswers>({ max: MOST_TERRITORIES });

  constructor(
    private readonly changeBus: ChangeBus,
    private readonly clock: Clock,
  ) {
    changeBus.onChange((role) => {
      if (role === undefined) this.known.clear();
      else this.known.delete(role);
    });
  }

  /** To be taken before what it does not know is read: what is read while a change arrives is not remembered beyond it. */
  of(tenant: Pick<Tenant, 'role' | 'database'>): KnownAnswers {
    const now = this.clock.now().getTime();
    const mayBe = this.changeBus.isConnected(tenant) ? REMEMBERED_WHILE_CONNECTED : REMEMBERED;
    const known = this.known.get(tenant.role);
    if (known && now - known.readAt < mayBe) return known;
    const fresh = new KnownAnswers(now);
    this.known.set(tenant.role, fresh);
    return fresh;
  }
}
