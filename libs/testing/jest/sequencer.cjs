const Sequencer = require('@jest/test-sequencer').default;

/** Kinds of test files, those that take longest first. */
const KINDS = [/\.journey\.ts$/, /\.e2e-spec\.ts$/, /\.int-spec\.ts$/];

/**
 * Begins with what takes longest, so that no worker is left alone with it at the end. Where jest knows the time of a file
 * from an earlier run it does that by itself; of a fresh checkout it knows sizes, and the journeys through every page are
 * among the smallest files.
 */
class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const known = sorted.filter(({ duration }) => duration !== undefined && duration !== null);
    const unknown = sorted.filter((test) => !known.includes(test));
    return [...unknown.toSorted((one, other) => rankOf(one) - rankOf(other)), ...known];
  }
}

function rankOf({ path }) {
  const kind = KINDS.findIndex((pattern) => pattern.test(path));
  return kind === -1 ? KINDS.length : kind;
}

module.exports = LongestFirstSequencer;
