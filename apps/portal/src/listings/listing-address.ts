/** The id in the address of a listing (`boulangerie-paul-1234`, `1234`), or null. Pure. */
export function listingIdOf(segment: string): number | null {
  const digits = /(?:^|-)(\d{1,10})$/.exec(segment)?.[1];
  return digits === undefined ? null : Number(digits);
}
