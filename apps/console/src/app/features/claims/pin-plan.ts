import type { StreetPlan } from '@halles/kernel';
import { type Door, drawStreets } from '../visits/door-plan';
import { type Place, type MapExtent, mapExtent, type Spot } from '../visits/tour-plan';

/** Metres of a degree of latitude. */
const DEGREE = 111_320;
/** Metres from the pin to the border of the drawing: of a street, of some, of a town. */
export const REACHES = [60, 200, 700, 2_500] as const;

/** A pin in the middle of its drawing, with the streets around it. */
export interface PinPlan extends Omit<MapExtent, 'spotOf'> {
  readonly pin: Spot;
  readonly streets: StreetPlan;
}

/** The place so many metres from another, by six decimals as the directory keeps them. Pure. */
export function placeFrom({ longitude, latitude }: Place, east: number, north: number): Place {
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  const across = DEGREE * Math.cos((latitude * Math.PI) / 180);
  return { longitude: round(longitude + east / across), latitude: round(latitude + north / DEGREE) };
}

/** What is drawn around a pin. @param reach metres to the border. Pure. */
export function pinPlan(pin: Place, around: readonly Door[], reach: number): PinPlan {
  const frame = mapExtent([placeFrom(pin, -reach, reach / 2), placeFrom(pin, reach, -reach / 2)]);
  const { spotOf, ...drawn } = frame;
  const middle = spotOf(pin);
  return { ...drawn, pin: middle, streets: drawStreets(around, frame, [middle]) };
}

/** The place that lies at a spot of the drawing. Pure. */
export function placeAt(pin: Place, plan: PinPlan, spot: Spot): Place {
  const metres = plan.scale.metres / plan.scale.length;
  return placeFrom(pin, (spot.x - plan.pin.x) * metres, (plan.pin.y - spot.y) * metres);
}
