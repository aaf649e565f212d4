import { metresBetween } from '@halles/domain/geo';

/** A place to walk to, in degrees (WGS 84). */
export interface Stop {
  readonly longitude: number;
  readonly latitude: number;
}

/** Metres of a walk through the stops in their order. Pure. */
export function lengthOf(stops: readonly Stop[]): number {
  return stops.slice(1).reduce((sum, stop, index) => sum + metresBetween(stops[index] as Stop, stop), 0);
}

/**
 * The stops in an order that is short to walk, from a beginning and to wherever it ends: the nearest next one first, then
 * every crossing undone (2-opt) until none is left. Equal stops keep the order that they came in. Pure; for some hundreds.
 * @param start where one sets out; the westernmost of the northernmost stops unless said
 */
export function walkingOrder<T extends Stop>(stops: readonly T[], start?: Stop): T[] {
  if (stops.length < 2) return [...stops];
  const order = nearestNext(stops, start ?? firstOf(stops));
  return uncross(order, start);
}

function firstOf(stops: readonly Stop[]): Stop {
  return stops.reduce((first, stop) =>
    stop.latitude > first.latitude || (stop.latitude === first.latitude && stop.longitude < first.longitude)
      ? stop
      : first,
  );
}

function nearestNext<T extends Stop>(stops: readonly T[], start: Stop): T[] {
  const left = [...stops];
  const order: T[] = [];
  let here = start;
  while (left.length > 0) {
    let nearest = 0;
    let metres = Infinity;
    for (const [index, stop] of left.entries()) {
      const distance = metresBetween(here, stop);
      if (distance < metres) [nearest, metres] = [index, distance];
    }
    const [next] = left.splice(nearest, 1);
    if (next === undefined) break;
    order.push(next);
    here = next;
  }
  return order;
}

/** Reverses any stretch whose turning round makes the whole shorter, until there is none. The beginning stays. */
function uncross<T extends Stop>(order: T[], start: Stop | undefined): T[] {
  const metres = (one: Stop | undefined, other: Stop | undefined): number =>
    one && other ? metresBetween(one, other) : 0;
  let shorter = true;
  while (shorter) {
    shorter = false;
    for (let from = start ? 0 : 1; from < order.length - 1; from += 1) {
      const before = from === 0 ? start : order[from - 1];
      for (let to = from + 1; to < order.length; to += 1) {
        const now = metres(before, order[from]) + metres(order[to], order[to + 1]);
        const then = metres(before, order[to]) + metres(order[from], order[to + 1]);
        // A millimetre is rounding, and would be turned round for ever.
        if (then > now - 0.001) continue;
        order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
        shorter = true;
      }
    }
  }
  return order;
}
