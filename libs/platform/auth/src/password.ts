import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id at 64 MiB, three passes: the OWASP and ASVS 5.0 (11.4) recommendation with room to spare. */
const OPTIONS = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;

/** Hashes at once: each takes 64 MiB and a core. */
const MAX_AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The PHC string of a password (argon2id). */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, OPTIONS));
}

/** Whether the password is that of the hash; false for a hash that is not one. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  return inTurn(() => verify(stored, password).catch(() => false));
}

/** No letters or digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one sign-in, e.g. `k7mq-x2pd-9hnt-4wcs`: 79 bits, easy to copy by hand. */
export function oneTimePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
