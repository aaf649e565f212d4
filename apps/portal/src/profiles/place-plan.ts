import { metresBetween, type Degrees } from '@halles/domain/geo';
import { pointFrom } from '@halles/domain/corrections';

/** Side of a plan, pixels: the same on every screen, since a touch of it is counted in them. */
export const PLAN_SIDE = 288;
/** Side of what a plan shows, metres, and how far a step goes: near first. */
export const PLAN_SPANS = { near: { side: 160, step: 5 }, wide: { side: 640, step: 20 } } as const;
export type PlanSpan = keyof typeof PLAN_SPANS;

/** House numbers keep so many pixels from each other, and from the pin. */
const APART = 22;
/** A street is drawn where its doors lie on a line, as far as this many metres allow. */
const STRAIGHT = 14;
/** Streets go on a little beyond their last known door. */
const BEYOND = 18;

/** A business beside the pin. */
export interface PlanDoor extends Degrees {
  readonly street: string | null;
  readonly number: string | null;
}

/** A plan as it is drawn, in pixels from its upper left corner. */
export interface PlanView {
  readonly side: number;
  readonly middle: number;
  readonly streets: readonly {
    readonly x1: string;
    readonly y1: string;
    readonly x2: string;
    readonly y2: string;
    readonly name: string;
    /** Of the name, which lies along the street. */
    readonly turn: string;
  }[];
  /** Names of streets whose doors lie on no line, below the door that is nearest to the pin. */
  readonly names: readonly { readonly x: string; readonly y: string; readonly name: string }[];
  readonly doors: readonly { readonly x: string; readonly y: string; readonly number?: string }[];
  /** Metres a pixel stands for, for the island that moves the pin without asking. */
  readonly metresAPixel: string;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Metres to the east and to the north, from the pin. */
function fromPin(pin: Degrees, door: Degrees): Spot {
  const x = metresBetween(pin, { ...pin, longitude: door.longitude });
  const y = metresBetween(pin, { ...pin, latitude: door.latitude });
  return {
    x: door.longitude < pin.longitude ? -x : x,
    y: door.latitude < pin.latitude ? -y : y,
  };
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** The line on which doors lie: their middle, its direction, and how far they lie along it; null for none. */
function lineOf(spots: readonly Spot[]): { middle: Spot; along: Spot; from: number; until: number } | null {
  if (spots.length < 2) return null;
  const middle = {
    x: spots.reduce((sum, { x }) => sum + x, 0) / spots.length,
    y: spots.reduce((sum, { y }) => sum + y, 0) / spots.length,
  };
  const moved = spots.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y }));
  const sum = (of: (spot: Spot) => number): number => moved.reduce((total, spot) => total + of(spot), 0);
  // The principal axis of the doors.
  const angle = Math.atan2(2 * sum(({ x, y }) => x * y), sum(({ x }) => x * x) - sum(({ y }) => y * y)) / 2;
  const along = { x: Math.cos(angle), y: Math.sin(angle) };
  const reach = moved.map(({ x, y }) => x * along.x + y * along.y);
  const aside = moved.map(({ x, y }) => Math.abs(y * along.x - x * along.y));
  const [from, until] = [Math.min(...reach), Math.max(...reach)];
  if (Math.max(...aside) > STRAIGHT || until - from < STRAIGHT) return null;
  return { middle, along, from: from - BEYOND, until: until + BEYOND };
}

function streetsOf(doors: readonly (PlanDoor & { readonly spot: Spot })[], toPixels: (spot: Spot) => Spot) {
  const names = [...new Set(doors.flatMap(({ street }) => street ?? []))];
  return names.flatMap((name) => {
    const line = lineOf(doors.filter(({ street }) => street === name).map(({ spot }) => spot));
    if (!line) return [];
    const at = (reach: number): Spot =>
      toPixels({
        x: line.middle.x + line.along.x * reach,
        y: line.middle.y + line.along.y * reach,
      });
    const [one, other, middle] = [at(line.from), at(line.until), at((line.from + line.until) / 2)];
    const slope = (Math.atan2(other.y - one.y, other.x - one.x) * 180) / Math.PI;
    // Never upside down.
    const turn = slope > 90 ? slope - 180 : slope < -90 ? slope + 180 : slope;
    return {
      x1: round(one.x),
      y1: round(one.y),
      x2: round(other.x),
      y2: round(other.y),
      name,
      turn: `translate(${round(middle.x)} ${round(middle.y)}) rotate(${round(turn)})`,
    };
  });
}

/** Below its door, pixels; and how wide a letter of a name is, about. */
const BELOW = 15;
const LETTER = 5.5;

/** A name for each street that is drawn as no line, where there is room for it. */
function namesOf(
  placed: readonly { readonly street: string | null; readonly at: Spot }[],
  drawn: readonly string[],
): PlanView['names'] {
  const named = new Set(drawn);
  const taken: { readonly y: number; readonly from: number; readonly until: number }[] = [];
  const middle = PLAN_SIDE / 2;
  const byNearness = placed.toSorted(
    (one, other) =>
      Math.hypot(one.at.x - middle, one.at.y - middle) - Math.hypot(other.at.x - middle, other.at.y - middle),
  );
  return byNearness.flatMap(({ street, at }) => {
    if (street === null || named.has(street)) return [];
    const half = (street.length * LETTER) / 2;
    const x = Math.min(PLAN_SIDE - half - 4, Math.max(half + 4, at.x));
    const line = { y: at.y + BELOW, from: x - half, until: x + half };
    const isFree = taken.every(
      ({ y, from, until }) => Math.abs(y - line.y) > BELOW || until < line.from || from > line.until,
    );
    if (!isFree || line.y > PLAN_SIDE - 30) return [];
    named.add(street);
    taken.push(line);
    return { x: round(x), y: round(line.y), name: street };
  });
}

/**
 * A plan of what is around a pin, drawn from the doors that the directory knows: nobody else is asked, and it needs no
 * script. The pin is in its middle. Pure.
 */
export function planAround(pin: Degrees, doors: readonly PlanDoor[], span: PlanSpan): PlanView {
  const { side } = PLAN_SPANS[span];
  const metresAPixel = side / PLAN_SIDE;
  const middle = PLAN_SIDE / 2;
  const toPixels = ({ x, y }: Spot): Spot => ({ x: middle + x / metresAPixel, y: middle - y / metresAPixel });
  const placed = doors.map((door) => ({ ...door, spot: fromPin(pin, door) }));
  const taken: Spot[] = [{ x: middle, y: middle }];
  const isIn = ({ x, y }: Spot): boolean => x > 6 && y > 6 && x < PLAN_SIDE - 6 && y < PLAN_SIDE - 6;
  const streets = streetsOf(placed, toPixels);
  const inside = placed
    .map(({ street, spot }) => ({ street, at: toPixels(spot) }))
    .filter(({ at }) => isIn(at));
  return {
    side: PLAN_SIDE,
    middle,
    metresAPixel: String(metresAPixel),
    streets,
    names: namesOf(
      inside,
      streets.map(({ name }) => name),
    ),
    doors: placed.flatMap(({ spot, number }) => {
      const at = toPixels(spot);
      if (!isIn(at)) return [];
      const hasRoom = taken.every(({ x, y }) => Math.hypot(x - at.x, y - at.y) >= APART);
      if (number === null || !hasRoom) return { x: round(at.x), y: round(at.y) };
      taken.push(at);
      return { x: round(at.x), y: round(at.y), number };
    }),
  };
}

/** Where the pin stands after a touch of its plan. Pure. */
export function touchedAt(pin: Degrees, { x, y }: Spot, span: PlanSpan): Degrees {
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
