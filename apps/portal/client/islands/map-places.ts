/** Distance kept between the middles of two markers, pixels: each can be hit alone. */
const APART = 34;
/** Rings around its place on which a marker looks for room. */
const RINGS = 3;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where a marker may stand: on its place, then around it, ring by ring. */
function* candidates({ x, y }: Spot): Generator<Spot> {
  yield { x, y };
  for (let ring = 1; ring <= RINGS; ring++) {
    const steps = ring * 6;
    for (let step = 0; step < steps; step++) {
      const angle = (2 * Math.PI * step) / steps - Math.PI / 2;
      yield { x: x + Math.cos(angle) * ring * APART, y: y + Math.sin(angle) * ring * APART };
    }
  }
}

/**
 * Gives each marker room: the first ones their place, the others the nearest free one around theirs; on their place all the
 * same where there is none. Pure.
 */
export function spread(places: readonly Spot[]): Spot[] {
  const taken: Spot[] = [];
  for (const place of places) {
    let found = place;
    for (const spot of candidates(place)) {
      if (taken.every(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) >= APART - 1)) {
        found = spot;
        break;
      }
    }
    taken.push(found);
  }
  return taken;
}
