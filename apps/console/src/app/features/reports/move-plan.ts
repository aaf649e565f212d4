import type { StreetPlan } from '@halles/kernel';
import { type Door, drawStreets } from '../visits/door-plan';
import { type Place, type MapExtent, mapExtent, type Spot } from '../visits/tour-plan';

/** Eight directions, from the north to the right. */
export const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A move as it is drawn. */
export interface MovePlan extends Omit<MapExtent, 'spotOf'> {
  readonly before: Spot;
  readonly after: Spot;
  readonly streets: StreetPlan;
}

/** Both pins where they lie, with the streets around them. Pure. */
export function movePlan(from: Place, to: Place, around: readonly Door[]): MovePlan {
  const frame = mapExtent([from, to]);
  const { spotOf, ...drawn } = frame;
  const [before, after] = [spotOf(from), spotOf(to)];
  return { ...drawn, before, after, streets: drawStreets(around, frame, [before, after]) };
}

/** Which way it goes from one place to another. Pure. */
export function directionOf(from: Place, to: Place): Direction {
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180);
  const turn = Math.atan2(east, to.latitude - from.latitude) / (Math.PI / 4);
  return DIRECTIONS[(Math.round(turn) + 8) % 8] ?? 'n';
}
