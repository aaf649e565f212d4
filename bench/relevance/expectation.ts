import { foldName } from '@halles/domain/text';
import { type ListingSummary } from '@halles/domain/listings';

/** What a query must find among its first three results. */
export type Expectation =
  /** A business called so: the name holds these words, accents aside. */
  | { readonly is: 'named'; readonly name: string; readonly street: string | null }
  /** Each of the first three is of these kinds, and in this street where one is given. */
  | { readonly is: 'kind'; readonly categories: readonly string[]; readonly street: string | null }
  /** Each of the first three is in this street. */
  | { readonly is: 'street'; readonly street: string }
  /** Each of the first three is within so many metres of a point. */
  | {
      readonly is: 'around';
      readonly categories: readonly string[] | null;
      readonly longitude: number;
      readonly latitude: number;
      readonly metres: number;
    }
  | { readonly is: 'nothing' };

/** A query as a person types it: the text, or the text and the place box separated by " | ". */
export type RelevanceCase = readonly [query: string, expected: Expectation];

export const named = (name: string, street: string | null = null): Expectation => ({
  is: 'named',
  name,
  street,
});
export const kind = (...categories: readonly string[]): Expectation => ({
  is: 'kind',
  categories,
  street: null,
});
export const kindIn = (street: string, ...categories: readonly string[]): Expectation => ({
  is: 'kind',
  categories,
  street,
});
export const inStreet = (street: string): Expectation => ({ is: 'street', street });
export const around = (
  [longitude, latitude]: readonly [number, number],
  metres: number,
  ...categories: readonly string[]
): Expectation => ({
  is: 'around',
  categories: categories.length === 0 ? null : categories,
  longitude,
  latitude,
  metres,
});
export const nothing: Expectation = { is: 'nothing' };

const METRES_PER_DEGREE = 111_195;

function distance(listing: ListingSummary, longitude: number, latitude: number): number {
  const { position } = listing;
  if (!position) return Infinity;
  const east = (position.longitude - longitude) * Math.cos((latitude * Math.PI) / 180);
  return Math.hypot(east, position.latitude - latitude) * METRES_PER_DEGREE;
}

const isIn = ({ address }: ListingSummary, street: string | null): boolean =>
  street === null || foldName(address.street ?? '') === foldName(street);

const holdsName = ({ name }: ListingSummary, wanted: string): boolean =>
  ` ${foldName(name)} `.includes(` ${foldName(wanted)} `);

/** Whether the first three results are what was expected. */
export function isMet(expected: Expectation, results: readonly ListingSummary[]): boolean {
  const top = results.slice(0, 3);
  if (expected.is === 'nothing') return top.length === 0;
  if (top.length === 0) return false;
  switch (expected.is) {
    case 'named':
      return top.some((listing) => holdsName(listing, expected.name) && isIn(listing, expected.street));
    case 'street':
      return top.every((listing) => isIn(listing, expected.street));
    case 'kind':
      return top.every(
        (listing) => expected.categories.includes(listing.category ?? '') && isIn(listing, expected.street),
      );
    case 'around':
      return top.every(
        (listing) =>
          (expected.categories?.includes(listing.category ?? '') ?? true) &&
          distance(listing, expected.longitude, expected.latitude) <= expected.metres,
      );
  }
}
