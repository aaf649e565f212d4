/** Where something is, in degrees (WGS 84). */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** A place on the drawing, in its own units. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface TourPlan {
  readonly width: number;
  readonly height: number;
  readonly spots: readonly Spot[];
  /** A length that is easily walked in the head, and how long it is on the drawing. */
  readonly scale: { readonly metres: number; readonly length: number };
}

/** About as many pixels as a telephone has: what is read there is not drawn smaller than it is. */
const WIDTH = 400;
const MARGIN = 26;
/** Below the places, for the bar of the scale: no place lies under it. */
export const SCALE_STRIP = 22;
/** Distance kept between the middles of two numbers, so that each can be read. */
const APART = 28;
const RINGS = 3;
/** Metres of a degree of latitude. */
const DEGREE = 111_320;
/** No drawing shows less: a single door has a street around it. */
const LEAST_METRES = 120;
const FLATTEST = 0.5;
const TALLEST = 1.1;
const SCALES = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000] as const;

/** Where a number may stand: on its place, then around it, ring by ring. */
function* around({ x, y }: Spot): Generator<Spot> {
  yield { x, y };
  for (let ring = 1; ring <= RINGS; ring += 1)
    for (let step = 0; step < ring * 6; step += 1) {
      const angle = (2 * Math.PI * step) / (ring * 6) - Math.PI / 2;
      yield { x: x + Math.cos(angle) * ring * APART, y: y + Math.sin(angle) * ring * APART };
    }
}

/** Each spot its own place, or the nearest free one. */
function spread(spots: readonly Spot[]): Spot[] {
  const taken: Spot[] = [];
  for (const spot of spots) {
    const isFree = ({ x, y }: Spot): boolean =>
      taken.every((one) => Math.hypot(one.x - x, one.y - y) >= APART - 1);
    taken.push([...around(spot)].find(isFree) ?? spot);
  }
  return taken;
}

/** What is drawn of some places: the frame, and where in it any place lies. */
export interface MapExtent extends Omit<TourPlan, 'spots'> {
  spotOf(place: Place): Spot;
}

/** The places of a tour as they lie to each other, each number beside the others. Pure. */
export function tourPlan(places: readonly Place[]): TourPlan {
  const { spotOf, ...frame } = mapExtent(places);
  const spots = spread(places.map(spotOf));
  return { ...frame, spots: spots.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) };
}

/** A frame around some places, north up, the same in both directions. Pure. */
export function mapExtent(places: readonly Place[]): MapExtent {
  const longitudes = places.map(({ longitude }) => longitude);
  const latitudes = places.map(({ latitude }) => latitude);
  const middle = {
    longitude: (Math.min(...longitudes) + Math.max(...longitudes)) / 2,
    latitude: (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
  };
  const east = DEGREE * Math.cos((middle.latitude * Math.PI) / 180);
  const metresTo = ({ longitude, latitude }: Place): Spot => ({
    x: (longitude - middle.longitude) * east,
    y: (middle.latitude - latitude) * DEGREE,
  });
  const metres = places.map(metresTo);
  const across = Math.max(LEAST_METRES, 2 * Math.max(0, ...metres.map(({ x }) => Math.abs(x))));
  const down = 2 * Math.max(0, ...metres.map(({ y }) => Math.abs(y)));
  const inner = WIDTH - 2 * MARGIN;
  const height = Math.round(Math.min(TALLEST, Math.max(FLATTEST, down / across)) * inner + 2 * MARGIN);
  const unit = Math.min(inner / across, down === 0 ? Infinity : (height - 2 * MARGIN) / down);
  const length = SCALES.findLast((one) => one * unit <= WIDTH / 3) ?? SCALES[0];
  return {
    width: WIDTH,
    height: height + SCALE_STRIP,
    scale: { metres: length, length: Math.round(length * unit) },
    spotOf: (place) => {
      const { x, y } = metresTo(place);
      return { x: WIDTH / 2 + x * unit, y: height / 2 + y * unit };
    },
  };
}
