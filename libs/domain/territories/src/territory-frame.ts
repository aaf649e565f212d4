import type { Outlines } from '@halles/contracts';

type Point = readonly [number, number];
type Ring = readonly Point[];

/** One part of a territory as a whole: a département of it, or all that lies in one. */
export interface OutlinePart {
  /** Code of the département. */
  readonly code: string;
  /** Outer borders, closed, counter-clockwise. */
  readonly rings: readonly Ring[];
}

/** Below this area a ring is a gap between two drawings of the same border, square degrees: about 0.1 km². */
const SMALLEST_AREA = 1e-5;

const nameOf = ([x, y]: Point): string => `${x},${y}`;

/** The département of a commune, by its INSEE code: three characters overseas. */
const departementOf = (code: string): string => code.slice(0, code.startsWith('97') ? 3 : 2);

/** Twice the area would do; the sign tells the direction. Square degrees, positive counter-clockwise. */
function signedArea(ring: Ring): number {
  let sum = 0;
  for (let at = 0; at + 1 < ring.length; at++) {
    const [[x1, y1], [x2, y2]] = [ring[at] ?? [0, 0], ring[at + 1] ?? [0, 0]];
    sum += x1 * y2 - x2 * y1;
  }
  return sum / 2;
}

/** The steps of a ring's border that no neighbour takes the other way. */
class Border {
  private readonly steps = new Map<string, { readonly from: Point; readonly to: Point }>();

  /** @param isHole a hole is gone around the other way */
  add(ring: Ring, isHole: boolean): void {
    const isForward = signedArea(ring) > 0 !== isHole;
    const path = isForward ? ring : [...ring].reverse();
    for (let at = 0; at + 1 < path.length; at++) {
      const [from, to] = [path[at], path[at + 1]];
      if (!from || !to) continue;
      const [there, back] = [`${nameOf(from)} ${nameOf(to)}`, `${nameOf(to)} ${nameOf(from)}`];
      if (!this.steps.delete(back)) this.steps.set(there, { from, to });
    }
  }

  /** Puts the steps that are left end to end. */
  rings(): Ring[] {
    const onward = new Map<string, Point[]>();
    for (const { from, to } of this.steps.values()) {
      const known = onward.get(nameOf(from));
      if (known) known.push(to);
      else onward.set(nameOf(from), [to]);
    }
    const rings: Ring[] = [];
    for (const { from } of this.steps.values()) {
      const ring: Point[] = [from];
      for (let next = onward.get(nameOf(from))?.pop(); next; next = onward.get(nameOf(next))?.pop())
        ring.push(next);
      if (ring.length > 3 && nameOf(from) === nameOf(ring.at(-1) ?? from)) rings.push(ring);
    }
    return rings;
  }
}

/**
 * The outer borders of a territory by département: what a map shows where communes would be a thicket. Borders that two
 * communes share, point by point, are left out; holes are filled. Pure.
 */
export function territoryOutline(outlines: Outlines): OutlinePart[] {
  const borders = new Map<string, Border>();
  for (const { properties, geometry } of outlines.features) {
    const code = departementOf(properties.code);
    const border = borders.get(code) ?? new Border();
    borders.set(code, border);
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of polygons) rings.forEach((ring, at) => border.add(ring, at > 0));
  }
  return [...borders].map(([code, border]) => ({
    code,
    rings: border.rings().filter((ring) => signedArea(ring) > SMALLEST_AREA),
  }));
}
