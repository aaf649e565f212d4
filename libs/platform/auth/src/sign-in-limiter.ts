import { createHash } from 'node:crypto';
import { DAY, type DefinedError, DomainError, HOUR, normalizeEmail, SECOND } from '@halles/kernel';
import { isOutage } from '@halles/platform/database';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManySignIns } from './auth.errors';

/** Guesses that one visitor may have evaluated in an hour, whatever the accounts. */
const PER_VISITOR = 20;
/** Guesses at one account in an hour, from all visitors that never signed in to it. */
const PER_ACCOUNT = 100;
/** Failures of one visitor at one account before each further one costs a wait. */
const FREE_FAILURES = 5;

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 900;
const HOUR_SECONDS = HOUR / SECOND;
/** Three weeks: a timer of Node, which the local counters use, cannot run for more than 24 days. */
const KNOWN_SECONDS = (21 * DAY) / SECOND;

/** Seconds to wait after that many failures of one visitor at one account: none for five, then 30 s, doubled. Pure. */
export function waitAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_SECONDS);
}

/** Whose secret is guessed at, and from where. */
export interface Guess {
  /** Its address; `code:<id>` where a code is guessed, which counts apart from the password. */
  readonly account: string;
  readonly from: string;
  readonly realm: string;
}

/** One guess that may be evaluated; to be told how it ended. */
export interface Attempt {
  succeeded(): Promise<void>;
  failed(): Promise<void>;
  /** An outage kept it from being evaluated: it is as if it had not been made. */
  abandoned(): Promise<void>;
}

/**
 * Slows guessing down without letting strangers lock anyone out: who signed in to an account from an address within
 * three weeks is not held up by guesses from elsewhere. Without Redis each process counts alone: still limited.
 */
export class SignInLimiter {
  private readonly visitors: StrictCounter;
  private readonly accounts: StrictCounter;
  private readonly failures: RateLimiterRedis;
  private readonly waits: RateLimiterRedis;
  private readonly known: RateLimiterRedis;

  constructor(redis: Redis) {
    this.visitors = new StrictCounter(redis, 'visitor', PER_VISITOR, HOUR_SECONDS);
    this.accounts = new StrictCounter(redis, 'account', PER_ACCOUNT, HOUR_SECONDS);
    this.failures = softCounter(redis, 'failure', Number.MAX_SAFE_INTEGER, HOUR_SECONDS);
    this.waits = softCounter(redis, 'wait', 1, LONGEST_WAIT_SECONDS);
    this.known = softCounter(redis, 'known', 1, KNOWN_SECONDS);
  }

  /**
   * Counts a guess before it is evaluated, so that guesses sent at the same time are counted too.
   * @param from who asks: the address, or the network that one subscriber commands
   * @param realm whose accounts they are: those of the console, or of one territory; each counts alone
   * @throws TooManySignIns with the seconds to wait; the same whether the account exists or not
   */
  async admit(email: string, from: string, realm = 'console'): Promise<Attempt> {
    const account = accountKey(email, realm);
    const visitor = `${realm}:${from}`;
    const pair = `${account}:${from}`;
    const wait = await this.waits.get(pair);
    if (wait && wait.msBeforeNext > 0) throw tooMany(wait.msBeforeNext);
    const isKnown = (await this.known.get(pair)) !== null;
    await this.visitors.take(visitor);
    if (!isKnown) await this.accounts.take(account);
    const giveBack = async (): Promise<void> => {
      await this.visitors.giveBack(visitor);
      if (!isKnown) await this.accounts.giveBack(account);
    };
    return {
      abandoned: giveBack,
      succeeded: async () => {
        await Promise.all([giveBack(), this.failures.delete(pair), this.known.set(pair, 1, KNOWN_SECONDS)]);
      },
      failed: async () => {
        const { consumedPoints } = await this.failures.penalty(pair);
        const seconds = waitAfter(consumedPoints);
        if (seconds > 0) await this.waits.block(pair, seconds);
      },
    };
  }

  /**
   * Evaluates a guess under these limits, and keeps how it ended. Parameters as for `admit`.
   * @param Wrong the error by which `evaluate` says that the guess was wrong
   * @throws TooManySignIns, and whatever `evaluate` throws
   */
  async guess<T>(
    { account, from, realm }: Guess,
    Wrong: Pick<DefinedError<object>, 'code'>,
    evaluate: () => Promise<T>,
  ): Promise<T> {
    const attempt = await this.admit(account, from, realm);
    const result = await evaluate().catch(async (error: unknown) => {
      if (error instanceof DomainError && error.code === Wrong.code) await attempt.failed();
      else if (isOutage(error)) await attempt.abandoned();
      throw error;
    });
    await attempt.succeeded();
    return result;
  }

  /** Whether somebody signed in to the account from there within three weeks. Parameters as for `admit`. */
  async knows(email: string, from: string, realm: string): Promise<boolean> {
    return (await this.known.get(`${accountKey(email, realm)}:${from}`)) !== null;
  }

  /** Keeps that the account's owner proved there, without a password, who they are. Parameters as for `admit`. */
  async remember(email: string, from: string, realm: string): Promise<void> {
    await this.known.set(`${accountKey(email, realm)}:${from}`, 1, KNOWN_SECONDS);
  }
}

const accountKey = (email: string, realm: string): string =>
  `${realm}:${createHash('sha256').update(normalizeEmail(email)).digest('base64url')}`;

/**
 * Counts in this process first and then in Redis for all of them. Not the one instead of the other: a Redis that
 * answers half of the time would then allow twice the limit.
 */
export class StrictCounter {
  private readonly local: RateLimiterMemory;
  private readonly shared: RateLimiterRedis;

  /**
   * @param points how many in `duration` seconds
   * @param refusal what is thrown at the next one, from the milliseconds to wait
   */
  constructor(
    redis: Redis,
    name: string,
    points: number,
    duration: number,
    private readonly refusal: (ms: number) => Error = tooMany,
  ) {
    this.local = new RateLimiterMemory({ keyPrefix: `sign-in-${name}`, points, duration });
    this.shared = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `halles:sign-in:${name}`,
      points,
      duration,
      rejectIfRedisNotReady: true,
    });
  }

  async take(key: string): Promise<void> {
    for (const counter of [this.local, this.shared]) {
      try {
        await counter.consume(key);
      } catch (refusal) {
        // Anything else is Redis being away: the count of this process stands.
        if (refusal instanceof RateLimiterRes) throw this.refusal(refusal.msBeforeNext);
      }
    }
  }

  async giveBack(key: string): Promise<void> {
    await this.local.reward(key);
    await this.shared.reward(key).catch(() => undefined);
  }
}

/** Counts in Redis, or in this process while Redis is away. */
function softCounter(redis: Redis, name: string, points: number, duration: number): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `halles:sign-in:${name}`,
    points,
    duration,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: `sign-in-${name}`, points, duration }),
  });
}

const tooMany = (ms: number) =>
  new TooManySignIns({ retryAfterSeconds: Math.max(1, Math.ceil(ms / SECOND)) });
