import { metresBetween, type Degrees } from '@halles/domain/geo';
import { pointFrom } from '@halles/domain/corrections';
import { type PlanSpot, type StreetFrame, type StreetPlan, streetPlan } from '@halles/kernel';

/** Side of a plan, pixels: the same on every screen, since a touch of it is counted in them. */
export const PLAN_SIDE = 288;
/** Side of what a plan shows, metres, and how far a step goes: near first. */
export const PLAN_SPANS = { near: { side: 160, step: 5 }, wide: { side: 640, step: 20 } } as const;
export type PlanSpan = keyof typeof PLAN_SPANS;

/** How wide a letter of a name is, about. */
const LETTER = 5.7;

/** A business beside the pin. */
export interface PlanDoor extends Degrees {
  readonly street: string | null;
  readonly number: string | null;
}

/** A plan as it is drawn, in pixels from its upper left corner. */
export interface PlanView extends StreetPlan {
  readonly side: number;
  readonly middle: number;
  /** Metres a pixel stands for, for the island that moves the pin without asking. */
  readonly metresAPixel: string;
}

/** Where nothing is written: the pin from its tip to its head, the scale and the north. */
const taken = (middle: number): StreetFrame['taken'] => [
  { x: middle, y: middle - 4, radius: 8 },
  { x: middle, y: middle - 28, radius: 17 },
  ...[14, 34, 54, 74].map((x) => ({ x, y: PLAN_SIDE - 12, radius: 11 })),
  { x: PLAN_SIDE - 16, y: 18, radius: 10 },
];

/** Metres to the east and to the north, from the pin. */
function fromPin(pin: Degrees, door: Degrees): PlanSpot {
  const x = metresBetween(pin, { ...pin, longitude: door.longitude });
  const y = metresBetween(pin, { ...pin, latitude: door.latitude });
  return {
    x: door.longitude < pin.longitude ? -x : x,
    y: door.latitude < pin.latitude ? -y : y,
  };
}

/**
 * A plan of what is around a pin, drawn from the doors that the directory knows: nobody else is asked, and it needs no
 * script. The pin is in its middle. Pure.
 */
export function planAround(pin: Degrees, doors: readonly PlanDoor[], span: PlanSpan): PlanView {
  const { side } = PLAN_SPANS[span];
  const metresAPixel = side / PLAN_SIDE;
  const middle = PLAN_SIDE / 2;
  const toPixels = ({ x, y }: PlanSpot): PlanSpot => ({
    x: middle + x / metresAPixel,
    y: middle - y / metresAPixel,
  });
  const placed = doors
    .map((door) => ({ ...door, spot: fromPin(pin, door) }))
    .map((door) => ({ ...door, at: toPixels(door.spot) }))
    .toSorted((one, other) => Math.hypot(one.spot.x, one.spot.y) - Math.hypot(other.spot.x, other.spot.y));
  const frame = {
    width: PLAN_SIDE,
    height: PLAN_SIDE,
    taken: taken(middle),
    near: { x: middle, y: middle },
    toPixels,
    letter: LETTER,
  };
  return { side: PLAN_SIDE, middle, metresAPixel: String(metresAPixel), ...streetPlan(placed, frame) };
}

/** Where the pin stands after a touch of its plan. Pure. */
export function touchedAt(pin: Degrees, { x, y }: PlanSpot, span: PlanSpan): Degrees {
  const metresAPixel = PLAN_SPANS[span].side / PLAN_SIDE;
  const within = (value: number): number => Math.min(PLAN_SIDE, Math.max(0, value)) - PLAN_SIDE / 2;
  return pointFrom(pin, { east: within(x) * metresAPixel, north: -within(y) * metresAPixel });
}

const STEPS = { north: [0, 1], south: [0, -1], east: [1, 0], west: [-1, 0] } as const;
export type PlanStep = keyof typeof STEPS;
export const PLAN_STEPS = Object.keys(STEPS) as readonly PlanStep[];

/** Where it stands a step further. Pure. */
export function steppedTo(pin: Degrees, step: PlanStep, span: PlanSpan): Degrees {
  const [east, north] = STEPS[step];
  const metres = PLAN_SPANS[span].step;
  return pointFrom(pin, { east: east * metres, north: north * metres });
}
