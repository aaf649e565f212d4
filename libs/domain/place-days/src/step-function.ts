import type { Instant, Interval } from '@halles/domain/hours';

/** Adds to a step function for a while: one chair that is taken, four people who are inside. */
export interface Change extends Interval {
  readonly by: number;
}

/** A whole number that changes at instants: `values[i]` holds from `starts[i]` until `starts[i + 1]`, `base` before the first. */
export interface StepFunction {
  readonly base: number;
  /** Ascending, each once. */
  readonly starts: readonly Instant[];
  readonly values: readonly number[];
}

/** What is left or taken over time: the base, and every change for as long as it lasts. Intervals are half-open. Pure. */
export function stepFunctionOf(base: number, changes: Iterable<Change>): StepFunction {
  const deltas = new Map<Instant, number>();
  for (const { from, until, by } of changes) {
    if (!(from < until) || by === 0) continue;
    deltas.set(from, (deltas.get(from) ?? 0) + by);
    deltas.set(until, (deltas.get(until) ?? 0) - by);
  }
  const starts: Instant[] = [];
  const values: number[] = [];
  let value = base;
  for (const [start, delta] of [...deltas].sort(([a], [b]) => a - b)) {
    if (delta === 0) continue;
    starts.push(start);
    values.push((value += delta));
  }
  return { base, starts, values };
}

/** The highest value between two instants, the end not included; that at `from` where they are no interval. Pure. */
export function highest(steps: StepFunction, from: Instant, until: Instant): number {
  let index = indexAt(steps.starts, from);
  let found = valueAt(steps, index);
  for (index += 1; index < steps.starts.length && startAt(steps, index) < until; index += 1)
    found = Math.max(found, valueAt(steps, index));
  return found;
}

/** The lowest value between two instants, the end not included; that at `from` where they are no interval. Pure. */
export function lowest(steps: StepFunction, from: Instant, until: Instant): number {
  let index = indexAt(steps.starts, from);
  let found = valueAt(steps, index);
  for (index += 1; index < steps.starts.length && startAt(steps, index) < until; index += 1)
    found = Math.min(found, valueAt(steps, index));
  return found;
}

const startAt = (steps: StepFunction, index: number): Instant =>
  steps.starts[index] ?? Number.POSITIVE_INFINITY;
const valueAt = (steps: StepFunction, index: number): number => steps.values[index] ?? steps.base;

/** The last start that is not after an instant; -1 before the first. */
function indexAt(starts: readonly Instant[], instant: Instant): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** One number of several at each moment. Pure. @param of the values of each, in their order */
export function combined(
  functions: readonly StepFunction[],
  of: (values: readonly number[]) => number,
): StepFunction {
  const moments = [...new Set(functions.flatMap(({ starts }) => starts))].sort((one, other) => one - other);
  const starts: Instant[] = [];
  const values: number[] = [];
  const base = of(functions.map((one) => one.base));
  let last = base;
  for (const moment of moments) {
    const value = of(functions.map((one) => valueAt(one, indexAt(one.starts, moment))));
    if (value === last) continue;
    starts.push(moment);
    values.push((last = value));
  }
  return { base, starts, values };
}
