/** A place on a drawing, or in metres to the east and to the north. */
export interface PlanSpot {
  readonly x: number;
  readonly y: number;
}

interface Disc extends PlanSpot {
  readonly radius: number;
}

/** A door of a street, as it is drawn. */
export interface PlacedDoor {
  readonly street: string | null;
  readonly number: string | null;
  /** In metres. */
  readonly spot: PlanSpot;
  /** On the drawing. */
  readonly at: PlanSpot;
}

/** A drawing that streets are put into. */
export interface StreetFrame {
  readonly width: number;
  readonly height: number;
  /** Nothing is written there: pins, the scale. */
  readonly taken: readonly Disc[];
  /** Names stand in sight of it. */
  readonly near: PlanSpot;
  readonly toPixels: (metres: PlanSpot) => PlanSpot;
  /** How wide a letter of a name is, about. */
  readonly letter: number;
}

/** Streets as they are drawn from their doors. */
export interface StreetPlan {
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
  /** Names of streets whose doors lie on no line, below the nearest door. */
  readonly names: readonly { readonly x: string; readonly y: string; readonly name: string }[];
  readonly doors: readonly { readonly x: string; readonly y: string; readonly number?: string }[];
}

/** A street is drawn where its doors lie on a line, as far as this many metres allow. */
const STRAIGHT = 14;
/** Streets go on a little beyond their last known door. */
const BEYOND = 18;
/** Doors nearer to the edge are not drawn. */
const EDGE = 6;

/** What is free of a plan: nothing is written over the pin, over other words, the scale or the edge. */
class PlanRoom {
  private readonly taken: Disc[];

  constructor(private readonly frame: StreetFrame) {
    this.taken = [...frame.taken];
  }

  /** Takes the place of something where it is free. */
  take(discs: readonly Disc[]): boolean {
    const { width, height } = this.frame;
    const isFree = discs.every(
      (disc) =>
        Math.min(disc.x, disc.y, width - disc.x, height - disc.y) >= disc.radius - 1 &&
        this.taken.every(({ x, y, radius }) => Math.hypot(x - disc.x, y - disc.y) >= radius + disc.radius),
    );
    if (isFree) this.taken.push(...discs);
    return isFree;
  }
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** The line on which doors lie: their middle, its direction, and how far they lie along it; null for none. */
function lineOf(
  spots: readonly PlanSpot[],
): { middle: PlanSpot; along: PlanSpot; from: number; until: number } | null {
  if (spots.length < 2) return null;
  const middle = {
    x: spots.reduce((sum, { x }) => sum + x, 0) / spots.length,
    y: spots.reduce((sum, { y }) => sum + y, 0) / spots.length,
  };
  const moved = spots.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y }));
  const sum = (of: (spot: PlanSpot) => number): number => moved.reduce((total, spot) => total + of(spot), 0);
  // The principal axis of the doors.
  const angle = Math.atan2(2 * sum(({ x, y }) => x * y), sum(({ x }) => x * x) - sum(({ y }) => y * y)) / 2;
  const along = { x: Math.cos(angle), y: Math.sin(angle) };
  const reach = moved.map(({ x, y }) => x * along.x + y * along.y);
  const aside = moved.map(({ x, y }) => Math.abs(y * along.x - x * along.y));
  const [from, until] = [Math.min(...reach), Math.max(...reach)];
  if (Math.max(...aside) > STRAIGHT || until - from < STRAIGHT) return null;
  return { middle, along, from: from - BEYOND, until: until + BEYOND };
}

type Street = StreetPlan['streets'][number];

/** As many of each are read at a glance; those that are nearest to the pin. */
const MOST = { streets: 5, names: 4, numbers: 14, dots: 30 } as const;

/** The streets whose doors lie on a line, that of the nearest door first, with their names where there is room. */
function streetsOf(doors: readonly PlacedDoor[], frame: StreetFrame, room: PlanRoom): Street[] {
  const names = [...new Set(doors.flatMap(({ street }) => street ?? []))];
  let left: number = MOST.streets;
  return names.flatMap((name) => {
    const line = lineOf(doors.filter(({ street }) => street === name).map(({ spot }) => spot));
    if (!line) return [];
    const at = (part: number): PlanSpot => {
      const reach = line.from + (line.until - line.from) * part;
      return frame.toPixels({
        x: line.middle.x + line.along.x * reach,
        y: line.middle.y + line.along.y * reach,
      });
    };
    const [one, other] = [at(0), at(1)];
    const slope = (Math.atan2(other.y - one.y, other.x - one.x) * 180) / Math.PI;
    // Never upside down.
    const turn = slope > 90 ? slope - 180 : slope < -90 ? slope + 180 : slope;
    const written =
      left > 0
        ? // An array of its own: browsers that draw this may lack toSorted.
          ALONG.map(at)
            .sort((one, two) => fromAside(one, frame.near) - fromAside(two, frame.near))
            .find((middle) => room.take(alongLine(middle, turn, name.length * frame.letter)))
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
const fromAside = ({ x, y }: PlanSpot, near: PlanSpot): number =>
  Math.abs(Math.hypot(x - near.x, y - near.y) - ASIDE);

/** Where words of a length stand on a line that is turned by some degrees. */
function alongLine(middle: PlanSpot, turn: number, length: number): Disc[] {
  const half = length / 2;
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
function namesOf(
  doors: readonly PlacedDoor[],
  drawn: readonly Street[],
  { width, letter }: StreetFrame,
  room: PlanRoom,
): StreetPlan['names'] {
  const named = new Set(drawn.map(({ name }) => name));
  const names: StreetPlan['names'][number][] = [];
  for (const { street, at } of doors) {
    if (street === null || named.has(street) || names.length === MOST.names) continue;
    const half = (street.length * letter) / 2;
    const x = Math.min(width - half - 4, Math.max(half + 4, at.x));
    const middle = { x, y: at.y + BELOW };
    if (!room.take(alongLine(middle, 0, street.length * letter))) continue;
    named.add(street);
    names.push({ x: round(x), y: round(middle.y), name: street });
  }
  return names;
}

/** The doors with a number where there is room for it, else as a dot where there is room for that. */
function doorsOf(doors: readonly PlacedDoor[], room: PlanRoom): StreetPlan['doors'] {
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
 * Streets, their names and the numbers of their doors, drawn from the doors that the directory knows: nobody else is asked. Pure.
 * @param doors the most telling first
 */
export function streetPlan(doors: readonly PlacedDoor[], frame: StreetFrame): StreetPlan {
  const { width, height } = frame;
  const inside = doors.filter(
    ({ at: { x, y } }) => x > EDGE && y > EDGE && x < width - EDGE && y < height - EDGE,
  );
  const room = new PlanRoom(frame);
  const streets = streetsOf(doors, frame, room);
  const names = namesOf(inside, streets, frame, room);
  return { streets, names, doors: doorsOf(inside, room) };
}
