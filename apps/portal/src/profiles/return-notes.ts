import { pathsTo } from '@halles/contracts';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { Locale } from '@halles/kernel';
import type { Saved } from '@halles/domain/profiles';
import type { ListingRoute } from '../merchant-space';

/** Names of the parameters by which a page is told what was just done. */
const DONE = 'fait';
const SOON = 'bientot';

/** A version that came with a form or an address, or null. */
const numberOf = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** The version that a form says it was made from; the present one where it says none. Pure. */
export const versionOf = (raw: FormValues, present: number): number =>
  Math.min(numberOf(textOf(raw, 'version')) ?? present, present);

/** Where a form leads to once it is published: the same page, which says so. Pure. */
export function donePath(route: ListingRoute, locale: Locale, listingId: number, saved: Saved): string {
  const path = pathsTo(route, { listing: listingId })[locale];
  if (saved.changed.length === 0) return path;
  return `${path}?${DONE}=${saved.version}${saved.isShown ? '' : `&${SOON}=1`}`;
}

/** What the address of a page says was just done. Pure. */
export function doneOf(query: unknown): { readonly done?: number; readonly isShown?: boolean } {
  const asked = (typeof query === 'object' && query !== null ? query : {}) as Readonly<
    Record<string, unknown>
  >;
  const done = typeof asked[DONE] === 'string' ? numberOf(asked[DONE]) : null;
  return done === null ? {} : { done, isShown: asked[SOON] === undefined };
}
