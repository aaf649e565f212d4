import { type StreetPlan, streetPlan } from '@halles/kernel';
import { type MapExtent, type Place, SCALE_STRIP, type Spot } from './tour-plan';

/** A door that people find their way by, with its street and its number in it. */
export interface Door extends Place {
  readonly street: string | null;
  readonly number: string | null;
}

/** Nothing is written so near to a pin. */
const PIN = 14;
/** How wide a letter of a name is, about. */
const LETTER = 7;
/** The words of the scale stand below the drawing: its bar alone is in it. */
const SCALE = 10;

/** The streets around some pins with their names and numbers, those nearest to the last pin first. Pure. */
export function drawStreets(
  doors: readonly Door[],
  { width, height, scale, spotOf }: MapExtent,
  pins: readonly Spot[],
): StreetPlan {
  const metres = scale.metres / scale.length;
  const near = pins.at(-1) ?? { x: width / 2, y: height / 2 };
  const distance = ({ x, y }: Spot): number => Math.hypot(x - near.x, y - near.y);
  const placed = doors
    .map((door) => ({ ...door, at: spotOf(door) }))
    .map((door) => ({ ...door, spot: { x: door.at.x * metres, y: -door.at.y * metres } }))
    .toSorted((one, other) => distance(one.at) - distance(other.at));
  const bar = Array.from({ length: Math.ceil(scale.length / SCALE) + 1 }, (_, at) => ({
    x: 12 + at * SCALE,
    y: height - 12,
    radius: SCALE,
  }));
  return streetPlan(placed, {
    width,
    height: height - SCALE_STRIP / 2,
    taken: [...pins.map((pin) => ({ ...pin, radius: PIN })), ...bar],
    near,
    letter: LETTER,
    toPixels: ({ x, y }) => ({ x: x / metres, y: -y / metres }),
  });
}
