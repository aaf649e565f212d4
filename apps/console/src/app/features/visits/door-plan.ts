import { type Place, type MapExtent, SCALE_STRIP, type Spot } from './tour-plan';

/** A door that people find their way by, with its number in the street. */
export interface Door extends Place {
  readonly number: string | null;
}

/** The same as it is drawn. */
export type DrawnDoor = Spot & { readonly number: string | null };

/** Numbers keep so far from each other, and from the pins; one that would not is left out. */
const APART = 24;
/** Nothing is drawn nearer to the border. */
const BORDER = 10;

const isApart = (one: Spot, other: Spot): boolean => Math.hypot(one.x - other.x, one.y - other.y) >= APART;

/** The doors that there is room for in a drawing beside its pins, the first ones first. Pure. */
export function drawDoors(
  doors: readonly Door[],
  { width, height, spotOf }: MapExtent,
  pins: readonly Spot[],
): DrawnDoor[] {
  const drawn: DrawnDoor[] = [];
  for (const door of doors) {
    const spot = { ...spotOf(door), number: door.number };
    const isInside =
      spot.x >= BORDER &&
      spot.x <= width - BORDER &&
      spot.y >= BORDER &&
      spot.y <= height - SCALE_STRIP - BORDER;
    if (isInside && [...pins, ...drawn].every((one) => isApart(one, spot))) drawn.push(spot);
  }
  return drawn;
}
