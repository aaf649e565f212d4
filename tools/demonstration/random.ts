/** A source of chance that gives the same from the same seed, on any machine. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** True once in so many: `likely(0.25)`. */
  likely(probability: number): boolean;
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(of: readonly T[]): T;
  /** By weights that need not add up to one; the list is not empty. */
  weighted<T>(of: readonly T[], weightOf: (item: T) => number): T;
  /** Poisson, by Knuth's product for small means and a rounded normal for large ones. */
  poisson(mean: number): number;
  /** Normal, mean 0 and deviation 1. */
  normal(): number;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32: 32 bits of state, good enough for shop signs. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const BIG_MEAN = 30;

export function chanceOf(seed: string): Chance {
  const next = mulberry(hashOf(seed));
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const pick = <T>(of: readonly T[]): T => {
    const found = of[Math.floor(next() * of.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    next,
    normal,
    pick,
    likely: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    weighted(of, weightOf) {
      let left = next() * of.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of of) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      return pick(of);
    },
    poisson(mean) {
      if (mean > BIG_MEAN) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
  };
}
