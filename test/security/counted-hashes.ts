import type * as argon2 from '@node-rs/argon2';

let made = 0;

/** How many passwords were hashed or compared so far: who is unknown must cost what who is known does. */
export const hashings = (): number => made;

/**
 * The library, counted. How long both take is measured by `bench/enumeration.bench.ts`: a busy machine would falsify it here.
 *
 * ```ts
 * jest.mock('@node-rs/argon2', () =>
 *   jest.requireActual<typeof CountedHashes>('../security/counted-hashes').countedArgon2(),
 * );
 * ```
 */
export function countedArgon2(): typeof argon2 {
  const real = jest.requireActual<typeof argon2>('@node-rs/argon2');
  const counted =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      made += 1;
      return work(...args);
    };
  return { ...real, hash: counted(real.hash), verify: counted(real.verify) };
}
