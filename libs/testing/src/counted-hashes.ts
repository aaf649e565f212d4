import type * as argon2 from '@node-rs/argon2';

/**
 * Counts passwords that are hashed or compared from now on: who is unknown must cost what who is known does. How long both
 * take is measured by `bench/enumeration.bench.ts`: a busy machine would falsify it in a test.
 * @returns how many so far
 */
export function countHashes(): () => number {
  const library = jest.requireActual<typeof argon2>('@node-rs/argon2');
  const spies = [jest.spyOn(library, 'hash'), jest.spyOn(library, 'verify')];
  const made = () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  const before = made();
  return () => made() - before;
}

/** « girafe lampe otarie », hashed at another cost than today's. */
export const OLD_HASH =
  '$argon2id$v=19$m=65536,t=3,p=1$XMuzB00tCAx70ZJlqFynVg$0Gn0GAg3kOdjPUqikeedAR7HpyLDsWNDv+yMYP/VLHo';
