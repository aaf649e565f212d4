import { metresBetween, type Degrees } from '@halles/domain/geo';
import { pointFrom } from '@halles/domain/corrections';

/** Side of a plan, pixels: the same on every screen, since a touch of it is counted in them. */
export const PLAN_SIDE = 288;
/** Side of what a plan shows, metres, and how far a step goes: near first. */
export const PLAN_SPANS = { near: { side: 160, step: 5 }, wide: { side: 640, step: 20 } } as const;
export type PlanSpan = keyof typeof PLAN_SPANS;

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
    /** Absent where there is no room for it. */
    readonly name?: string;
    /** Of the name, which lies along the street. */
    readonly turn?: string;
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

interface Disc extends Spot {
  readonly radius: number;
}

/** How wide a letter of a name is, about. */
const LETTER = 5.7;

/** What is free of a plan: nothing is written over the pin, over other words, the scale or the edge. */
class PlanRoom {
  private readonly taken: Disc[];

  constructor(middle: number) {
    // The pin from its tip to its head, the scale and the north.
    this.taken = [
      { x: middle, y: middle - 4, radius: 8 },
      { x: middle, y: middle - 28, radius: 17 },
      ...[14, 34, 54, 74].map((x) => ({ x, y: PLAN_SIDE - 12, radius: 11 })),
      { x: PLAN_SIDE - 16, y: 18, radius: 10 },
    ];
  }

  /** Takes the place of something where it is free. */
  take(discs: readonly Disc[]): boolean {
    const isFree = discs.every(
      (disc) =>
        Math.min(disc.x, disc.y, PLAN_SIDE - disc.x, PLAN_SIDE - disc.y) >= disc.radius - 1 &&
        this.taken.every(({ x, y, radius }) => Math.hypot(x - disc.x, y - disc.y) >= radius + disc.radius),
    );
    if (isFree) this.taken.push(...discs);
    return isFree;
  }
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

interface PlacedDoor extends PlanDoor {
  readonly spot: Spot;
  readonly at: Spot;
}

type Street = PlanView['streets'][number];

/** As many of each are read at a glance; those that are nearest to the pin. */
const MOST = { streets: 5, names: 4, numbers: 14, dots: 30 } as const;

/** The streets whose doors lie on a line, that of the nearest door first, with their names where there is room. */
function streetsOf(doors: readonly PlacedDoor[], toPixels: (spot: Spot) => Spot, room: PlanRoom): Street[] {
  const names = [...new Set(doors.flatMap(({ street }) => street ?? []))];
  let left: number = MOST.streets;
  return names.flatMap((name) => {
    const line = lineOf(doors.filter(({ street }) => street === name).map(({ spot }) => spot));
    if (!line) return [];
    const at = (part: number): Spot => {
      const reach = line.from + (line.until - line.from) * part;
      return toPixels({ x: line.middle.x + line.along.x * reach, y: line.middle.y + line.along.y * reach });
    };
    const [one, other] = [at(0), at(1)];
    const slope = (Math.atan2(other.y - one.y, other.x - one.x) * 180) / Math.PI;
    // Never upside down.
    const turn = slope > 90 ? slope - 180 : slope < -90 ? slope + 180 : slope;
    const written =
      left > 0
        ? ALONG.map(at)
            .toSorted((near, far) => fromAside(near) - fromAside(far))
            .find((middle) => room.take(alongLine(middle, turn, name.length)))
        : undefined;
    if (written) left -= 1;
    return {
      x1: round(one.x),
      y1: round(one.y),
      x2: round(other.x),
      y2: round(other.y),
      ...(written
        ? { name, turn: `translate(${round(written.x)} ${round(written.y)}) rotate(${round(turn)})` }
        : {}),
    };
  });
}

/** Where along a street its name is tried. */
const ALONG = Array.from({ length: 81 }, (_, index) => index / 80);
/** Names stand in sight of the pin, and leave the numbers beside it to be read: so many pixels away. */
const ASIDE = 85;
const fromAside = ({ x, y }: Spot): number =>
  Math.abs(Math.hypot(x - PLAN_SIDE / 2, y - PLAN_SIDE / 2) - ASIDE);

/** Where words of so many letters stand on a line that is turned by some degrees. */
function alongLine(middle: Spot, turn: number, letters: number): Disc[] {
  const half = (letters * LETTER) / 2;
  const [x, y] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const count = Math.max(1, Math.ceil(half / 6));
  return Array.from({ length: 2 * count + 1 }, (_, index) => {
    const reach = (half * (index - count)) / count;
    return { x: middle.x + x * reach, y: middle.y + y * reach, radius: 7 };
  });
}

/** Below its door, pixels. */
const BELOW = 15;

/** A name for each street that is drawn as no line, where there is room for it. */
function namesOf(doors: readonly PlacedDoor[], drawn: readonly Street[], room: PlanRoom): PlanView['names'] {
  const named = new Set(drawn.map(({ name }) => name));
  const names: PlanView['names'][number][] = [];
  for (const { street, at } of doors) {
    if (street === null || named.has(street) || names.length === MOST.names) continue;
    const half = (street.length * LETTER) / 2;
    const x = Math.min(PLAN_SIDE - half - 4, Math.max(half + 4, at.x));
    const middle = { x, y: at.y + BELOW };
    if (!room.take(alongLine(middle, 0, street.length))) continue;
    named.add(street);
    names.push({ x: round(x), y: round(middle.y), name: street });
  }
  return names;
}

/** The doors with a number where there is room for it, else as a dot where there is room for that. */
function doorsOf(doors: readonly PlacedDoor[], room: PlanRoom): PlanView['doors'] {
  const left = { numbers: MOST.numbers as number, dots: MOST.dots as number };
  return doors.flatMap(({ at, number }) => {
    const place = { x: round(at.x), y: round(at.y) };
    if (number !== null && left.numbers > 0 && room.take([{ ...at, radius: 5 + 3 * number.length }])) {
      left.numbers -= 1;
      return { ...place, number };
    }
    if (left.dots === 0 || !room.take([{ ...at, radius: 5 }])) return [];
    left.dots -= 1;
    return place;
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
  const isIn = ({ x, y }: Spot): boolean => x > 6 && y > 6 && x < PLAN_SIDE - 6 && y < PLAN_SIDE - 6;
  const placed = doors
    .map((door) => ({ ...door, spot: fromPin(pin, door) }))
    .map((door) => ({ ...door, at: toPixels(door.spot) }))
    .toSorted((one, other) => Math.hypot(one.spot.x, one.spot.y) - Math.hypot(other.spot.x, other.spot.y));
  const inside = placed.filter(({ at }) => isIn(at));
  const room = new PlanRoom(middle);
  const streets = streetsOf(placed, toPixels, room);
  const names = namesOf(inside, streets, room);
  return {
    side: PLAN_SIDE,
    middle,
    metresAPixel: String(metresAPixel),
    streets,
    names,
    doors: doorsOf(inside, room),
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
