import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { cacheKey, type TenantContext } from '@halles/platform/tenancy';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { networkKey, subnetKey, visitorKey } from './addresses';
import { RateLimited } from './http.errors';
import { LocalWindow } from './local-window';

export interface RateLimitRule {
  /** Requests allowed in the window, for one visitor on one tenant. */
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * `read` (every reading), `search` (what programs ask of the directory) and `heavy` (large files), both beside it, are
 * counted in each process, since asking Redis would cost as much as the answer; the others in Redis, shared by all
 * processes.
 */
export const defaultRateLimits = {
  read: { limit: 600, windowMs: MINUTE },
  search: { limit: 300, windowMs: MINUTE },
  // A harvester takes three files, a search engine some dozens of sitemaps.
  heavy: { limit: 60, windowMs: MINUTE },
  write: { limit: 20, windowMs: MINUTE },
  // Touches of one who works through a queue, as a shop does with its orders of a Saturday morning.
  handling: { limit: 120, windowMs: MINUTE },
  // Clicks at the doors of a shop, whose telephones share an address: ten that send what they have once a second.
  clicks: { limit: 600, windowMs: MINUTE },
  // What the provider of payments says of all shops, from a few addresses: an hour of it at once, after an outage.
  event: { limit: 3_000, windowMs: MINUTE },
  login: { limit: 5, windowMs: MINUTE },
  // Codes of orders that were wrong, by account and shop: who serves a queue misreads a few.
  code: { limit: 10, windowMs: 10 * MINUTE },
  // Addresses of calendars that are none, by visitor: programs of one company go on asking for those that were withdrawn.
  feed: { limit: 60, windowMs: 10 * MINUTE },
  // Forms that anybody may send: of one form (a report on one listing), of all of them, and in the name of one address for
  // mails from one subnet. A school or a town hall is one visitor, who finds many things wrong of an afternoon, and leaves
  // the same address each time.
  contact: { limit: 5, windowMs: HOUR },
  contactVisitor: { limit: 60, windowMs: HOUR },
  contactEmail: { limit: 60, windowMs: HOUR },
  // Of all visitors of one subnet (`subnetKey`): who changes addresses does not get a new allowance.
  contactSubnet: { limit: 300, windowMs: DAY },
  // Orders from one shop, and from all of them: a market hall, or a town on one mobile network, shares a few addresses, and
  // orders its bread of a Saturday morning.
  order: { limit: 12, windowMs: HOUR },
  orderVisitor: { limit: 60, windowMs: HOUR },
  orderSubnet: { limit: 300, windowMs: DAY },
  // Places in slots of one shop that are held while summaries are read: who asks for more orders without one.
  hold: { limit: 5, windowMs: 10 * MINUTE },
  holdSubnet: { limit: 60, windowMs: 10 * MINUTE },
  // Forms that anybody may send without a proof of work, of all visitors of one subnet: without JavaScript, or by a program.
  unproven: { limit: 12, windowMs: HOUR },
  // By challenge, for as long as it lives: each is for one submission, which a double click or a bad line sends again.
  proof: { limit: 3, windowMs: 2 * HOUR },
  // One a photograph: whoever opens a page brings twenty and takes some again, and two are decoded at a time.
  upload: { limit: 60, windowMs: HOUR },
} as const satisfies Record<string, RateLimitRule>;

export type RateClass = keyof typeof defaultRateLimits;
export type RateLimits = Readonly<Record<RateClass, RateLimitRule>>;

/** What a reading costs beyond a page. */
export type CostClass = 'search' | 'heavy';

/** Counted in Redis, for all processes. */
type SharedClass = Exclude<RateClass, 'read' | CostClass>;

/** What the guard of all routes counts, before their handlers; forms that anybody may send are counted when they are. */
export type RouteClass = Exclude<
  SharedClass,
  | 'code'
  | 'feed'
  | 'contact'
  | 'contactVisitor'
  | 'contactEmail'
  | 'contactSubnet'
  | 'order'
  | 'orderVisitor'
  | 'orderSubnet'
  | 'hold'
  | 'holdSubnet'
  | 'unproven'
  | 'proof'
>;

/** Counted for all visitors of a subnet together. */
const BY_SUBNET: ReadonlySet<SharedClass> = new Set(['contactSubnet', 'orderSubnet', 'unproven']);

/** Counted by what whoever sends it may make up: each of its keys is another one. */
const BY_WORDS: ReadonlySet<SharedClass> = new Set(['contactEmail']);

/** Classes that something is counted in, each with what it is counted by. */
export type LimitKeys = Readonly<Partial<Record<SharedClass, string>>>;

/** A request that was counted. */
export interface Counted {
  /** Takes the count back, once: something else refused what was asked, which is as if it had not come. Never fails. */
  giveBack(): Promise<void>;
}

/** What was counted in several ways, as one. */
export const countedTogether = (all: readonly Counted[]): Counted => ({
  giveBack: async () => {
    for (const one of all) await one.giveBack();
  },
});

/** Limits per tenant, visitor and class of route. Without Redis each process counts alone; nothing waits or fails. */
export class RateLimiter {
  private readonly reads: LocalWindow;
  private readonly costs: Readonly<Record<CostClass, LocalWindow>>;
  private readonly shared: ReadonlyMap<SharedClass, Counters>;

  constructor(redis: Redis, limits: RateLimits) {
    this.reads = new LocalWindow(limits.read.limit, limits.read.windowMs);
    const windowOf = ({ limit, windowMs }: RateLimitRule) => new LocalWindow(limit, windowMs);
    this.costs = { search: windowOf(limits.search), heavy: windowOf(limits.heavy) };
    const classes: readonly SharedClass[] = [
      'write',
      'handling',
      'clicks',
      'event',
      'login',
      'code',
      'feed',
      'contact',
      'contactVisitor',
      'contactEmail',
      'contactSubnet',
      'order',
      'orderVisitor',
      'orderSubnet',
      'hold',
      'holdSubnet',
      'unproven',
      'proof',
      'upload',
    ];
    this.shared = new Map(classes.map((name) => [name, counters(redis, name, limits[name])]));
  }

  /**
   * Counts a read.
   * @param scope the tenant's part of the key, or the process's own where there is no tenant
   * @param now milliseconds, as `performance.now()` tells them
   * @throws RateLimited
   */
  takeRead(scope: string, address: string, now: number): void {
    refuse(this.reads.take(`${scope} ${visitorKey(address)}`, now));
  }

  /**
   * Counts a reading that costs more than a page: large files by network, which a single visitor cannot be many of.
   * @throws RateLimited
   */
  takeCost(name: CostClass, scope: string, address: string, now: number): void {
    const key = name === 'heavy' ? networkKey(address) : visitorKey(address);
    refuse(this.costs[name].take(`${scope} ${key}`, now));
  }

  /**
   * Counts a request of a shared class: in this process first, and then in Redis for all of them.
   * @param by an address, the id of an account, or what serves only so often
   * @throws RateLimited
   */
  async take(name: SharedClass, ctx: TenantContext | undefined, by: string): Promise<Counted> {
    const key = keyOf(name, ctx, by);
    // Where Redis is away it does not count, and gives nothing back either.
    const counted: (RateLimiterMemory | RateLimiterRedis)[] = [];
    for (const counter of this.shared.get(name) ?? []) {
      try {
        await counter.consume(key);
        counted.push(counter);
      } catch (refusal) {
        // Anything else is Redis being away: the count of this process stands, and nobody waits.
        if (refusal instanceof RateLimiterRes) {
          throw new RateLimited({ retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)) });
        }
      }
    }
    return {
      giveBack: async () => {
        for (const counter of counted.splice(0)) await counter.reward(key).catch(() => undefined);
      },
    };
  }

  /**
   * Counts a request in several classes: in all of them or, where one refuses it, in none. The longest wait is told: who
   * comes back after it is not sent away by the next class. What is counted by words of the sender comes last, and only where
   * nothing refuses: or whoever is refused would leave as many keys behind as they think of.
   * @param keys by what each class counts it
   * @throws RateLimited
   */
  async takeAll(ctx: TenantContext | undefined, keys: LimitKeys): Promise<Counted> {
    const taken: Counted[] = [];
    let longest: InstanceType<typeof RateLimited> | undefined;
    for (const [name, by] of inOrder(keys)) {
      if (longest && BY_WORDS.has(name)) break;
      try {
        taken.push(await this.take(name, ctx, by));
      } catch (refusal) {
        if (!(refusal instanceof RateLimited)) throw refusal;
        const isLonger = refusal.params.retryAfterSeconds > (longest?.params.retryAfterSeconds ?? 0);
        if (isLonger) longest = refusal;
      }
    }
    const counted = countedTogether(taken);
    if (!longest) return counted;
    await counted.giveBack();
    throw longest;
  }
}

/** What is counted by words of the sender comes last. */
const inOrder = (keys: LimitKeys): [SharedClass, string][] =>
  (Object.entries(keys) as [SharedClass, string][]).sort(
    ([one], [other]) => Number(BY_WORDS.has(one)) - Number(BY_WORDS.has(other)),
  );

function keyOf(name: SharedClass, ctx: TenantContext | undefined, by: string): string {
  const visitor = (BY_SUBNET.has(name) ? subnetKey : visitorKey)(by).replaceAll(/[:/]/g, '_');
  return ctx ? cacheKey(ctx, 'rate', name, visitor) : `console:rate:${name}:${visitor}`;
}

function refuse(waitSeconds: number): void {
  if (waitSeconds > 0) throw new RateLimited({ retryAfterSeconds: waitSeconds });
}

/** The local counter and the shared one: both, since a Redis that comes and goes would allow twice the limit. */
type Counters = readonly [RateLimiterMemory, RateLimiterRedis];

function counters(redis: Redis, name: string, rule: RateLimitRule): Counters {
  const window = { points: rule.limit, duration: Math.ceil(rule.windowMs / 1_000) };
  return [
    new RateLimiterMemory({ keyPrefix: name, ...window }),
    new RateLimiterRedis({ storeClient: redis, keyPrefix: 'halles', rejectIfRedisNotReady: true, ...window }),
  ];
}
