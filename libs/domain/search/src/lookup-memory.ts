import type { Clock } from '@halles/kernel';
import { type ChangeBus, TenantMemory } from '@halles/platform/tenancy';
import { LRUCache } from 'lru-cache';
import type { LookupAnswer, LookupRequest } from './lookup.repository';

/** Memory of one territory's answers, bytes: no town pushes another's out, and no visitor fills more by what they type. */
const MAX_BYTES = 256 * 1_024;
/** Memory that a key or a place of an answer takes, bytes: about. */
const ENTRY_BYTES = 256;

const questionOf = ({ keys, placeNames, listingNames }: LookupRequest): string =>
  JSON.stringify([keys.map(({ kind, value }) => [kind, value]), placeNames, listingNames]);

const bytesOf = ({ keys, places, named }: LookupAnswer, question: string): number =>
  2 * question.length + ENTRY_BYTES * (1 + keys.length + places.length + named.length);

/** What was looked up in one territory. */
class KnownAnswers {
  private readonly answers = new LRUCache<string, LookupAnswer>({
    maxSize: MAX_BYTES,
    sizeCalculation: bytesOf,
  });

  /** Undefined where it was not looked up. */
  find(request: LookupRequest): LookupAnswer | undefined {
    return this.answers.get(questionOf(request));
  }

  remember(request: LookupRequest, answer: LookupAnswer): void {
    this.answers.set(questionOf(request), answer);
  }
}

/** What words are in a territory: the same few trades and places are asked for again and again, from everywhere. */
export class LookupMemory extends TenantMemory<KnownAnswers> {
  constructor(changeBus: ChangeBus, clock: Clock) {
    super(changeBus, clock, () => new KnownAnswers());
  }
}
