import type { ProfileAddress } from '@halles/contracts';
import { type Degrees, metresBetween } from '@halles/domain/geo';
import { slugOf } from '@halles/domain/text';

/** So far who keeps a page moves its pin alone; beyond, the town looks. */
export const NEAR_METRES = 100;

/** Why another place of a business waits for an agent: it is far, in another commune, or in a street nobody knows. */
const placeDoubts = ['moved', 'commune', 'street'] as const;
export type PlaceDoubt = (typeof placeDoubts)[number];

/** An address as a letter has it, a line each. Pure. */
export function placeLines(
  { number, repetition, street, complement = null, postalCode, communeCode }: ProfileAddress,
  communes: readonly { readonly code: string; readonly name: string }[],
): string[] {
  const commune = communes.find(({ code }) => code === communeCode)?.name ?? null;
  const lines = [
    complement,
    [number, repetition, street].filter(Boolean).join(' '),
    [postalCode, commune].filter(Boolean).join(' '),
  ];
  return lines.filter((line): line is string => line !== null && line !== '');
}

/** The commune of a name; of several of that name the one in the department of the postal code. Null for none. Pure. */
export function communeNamed(
  name: string,
  postalCode: string,
  communes: readonly { readonly code: string; readonly name: string }[],
): string | null {
  const slug = slugOf(name);
  const alike = communes.filter((one) => slugOf(one.name) === slug);
  return (alike.find(({ code }) => code.slice(0, 2) === postalCode.slice(0, 2)) ?? alike[0])?.code ?? null;
}

const METRES_A_DEGREE = 111_195;

/** Metres as degrees to the east and to the north, at a point. Pure. */
export function degreesOf(
  { latitude }: Pick<Degrees, 'latitude'>,
  metres: number,
): { readonly east: number; readonly north: number } {
  const north = metres / METRES_A_DEGREE;
  return { north, east: north / Math.cos((latitude * Math.PI) / 180) };
}

/** A point so many metres from another, by six decimals as the directory keeps them. Pure. */
export function pointFrom(
  from: Degrees,
  { east, north }: { readonly east: number; readonly north: number },
): Degrees {
  const degrees = degreesOf(from, 1);
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    longitude: rounded(from.longitude + east * degrees.east),
    latitude: rounded(from.latitude + north * degrees.north),
  };
}

/** Whether a doubt is one about a place: it was asked for by who keeps the page. Pure. */
export const isPlaceDoubt = (doubt: string | null): doubt is PlaceDoubt =>
  (placeDoubts as readonly (string | null)[]).includes(doubt);

/** Where a business is as somebody else than who keeps its page vouches for: the town, or the directory's sources. */
export interface VouchedPlace {
  readonly communeCode: string | null;
  readonly street: string | null;
  readonly point: Degrees | null;
}

/**
 * Why a new place of a business is not to be believed at once; null where it is. It is measured from where others have the
 * business, not from where its owner put it last: many small moves make no large one. Pure.
 * @param door where the directory knows that address; null where it knows no door of the street
 */
export function doubtOfPlace(
  { communeCode, street, position }: ProfileAddress,
  vouched: VouchedPlace,
  door: Degrees | null,
): PlaceDoubt | null {
  if (communeCode !== vouched.communeCode) return 'commune';
  const from = vouched.point ?? door;
  if (from === null || position === null) return 'street';
  if (metresBetween(from, position) > NEAR_METRES) return 'moved';
  if (vouched.street !== null && slugOf(vouched.street) === slugOf(street)) return null;
  // Another street beside the same pin: its doors are to be near too.
  if (door === null) return 'street';
  return metresBetween(from, door) > NEAR_METRES ? 'moved' : null;
}
