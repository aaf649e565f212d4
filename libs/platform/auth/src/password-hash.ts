import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { readableText } from './readable-text';

/**
 * Argon2id (RFC 9106): 46 MiB, 1 pass, 1 lane: the first of the settings that OWASP's cheat sheet and ASVS 5.0 (appendix C)
 * name as equally strong; 15 ms on one core. Two hundred people who sign in at once have to be through in five seconds on two
 * cores while others read: that is 25 ms for each, all included, on the one core that is left. 64 MiB take 25 ms in one pass
 * and 64 ms in three: `bench/sign-in.bench.ts`, ADR 10.
 */
const COST = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;
const COST_PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/**
 * One core is left to those who read, and one thread of the pool of four, which also opens connections to the database.
 * More at once would end no sooner: they share the same cores, and take 46 MiB each.
 */
const AT_ONCE = Math.max(1, Math.min(3, availableParallelism() - 1));
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // The place goes straight to who waits longest, so that nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Hashes a password for storage, with a random salt. At most three at once in a process; others wait their turn. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), COST));
}

/** Whether the password is the one that was hashed. False for a hash that cannot be read. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password.normalize('NFKC')).catch(() => false));
}

/** Whether the hash was made with another cost than today's: to be made again at the next sign-in. Pure. */
export function needsRehash(passwordHash: string): boolean {
  return !passwordHash.startsWith(COST_PREFIX);
}

/** A password to be used once and then changed: 20 characters in four groups, 99 bits. */
export function oneTimePassword(): string {
  return Array.from({ length: 4 }, () => readableText(5)).join('-');
}
