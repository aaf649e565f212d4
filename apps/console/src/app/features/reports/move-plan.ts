import { type Place, type PlaceFrame, placeFrame, SCALE_STRIP, type Spot } from '../visits/tour-plan';

/** A door beside the move, with its number in the street. */
export interface Door extends Place {
  readonly number: string | null;
}

/** Eight directions, from the north to the right. */
export const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A move as it is drawn. */
export interface MovePlan extends Omit<PlaceFrame, 'spotOf'> {
  readonly before: Spot;
  readonly after: Spot;
  readonly doors: readonly (Spot & { readonly number: string | null })[];
}

/** Numbers keep so far from each other, and from the pins; one that would not is left out. */
const APART = 24;
/** Nothing is drawn nearer to the border. */
const BORDER = 10;

const isApart = (one: Spot, other: Spot): boolean => Math.hypot(one.x - other.x, one.y - other.y) >= APART;

/** Both pins where they lie, with the doors around them that there is room for. Pure. */
export function movePlan(from: Place, to: Place, around: readonly Door[]): MovePlan {
  const { spotOf, ...frame } = placeFrame([from, to]);
  const [before, after] = [spotOf(from), spotOf(to)];
  const doors: MovePlan['doors'][number][] = [];
  for (const door of around) {
    const spot = { ...spotOf(door), number: door.number };
    const isInside =
      spot.x >= BORDER &&
      spot.x <= frame.width - BORDER &&
      spot.y >= BORDER &&
      spot.y <= frame.height - SCALE_STRIP - BORDER;
    if (isInside && [before, after, ...doors].every((one) => isApart(one, spot))) doors.push(spot);
  }
  return { ...frame, before, after, doors };
}

/** Which way it goes from one place to another. Pure. */
export function directionOf(from: Place, to: Place): Direction {
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180);
  const turn = Math.atan2(east, to.latitude - from.latitude) / (Math.PI / 4);
  return DIRECTIONS[(Math.round(turn) + 8) % 8] ?? 'n';
}
