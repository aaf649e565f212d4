import { pathTo } from '@halles/contracts';
import type { Saved } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { type FormValues, textOf } from '@halles/platform/forms';
import { z } from 'zod';
import type { ListingRoute } from '../merchant-space';
import { pathDone } from '../params';

/** What the address of a page says was just done. */
export interface ReturnNote {
  /** The version that was published. */
  readonly done?: number;
  /** Whether the public page shows it already. */
  readonly isShown?: boolean;
  /** All was so already: nothing was published. */
  readonly isUnchanged?: boolean;
  /** Where somebody was as they were led to the form, and comes back to: the settings of orders, which lacked something. */
  readonly back?: 'orders';
}

/** Field and query that say where a form leads back to. */
export const BACK = 'suite';
const TO_ORDERS = 'commandes';

/** The address of a form that leads back to the settings of orders. @param field of the form that is to be filled in. Pure. */
export const formForOrders = (
  route: 'profile.legal' | 'profile.information',
  field: string,
  listing: number,
  locale: Locale,
): string => `${pathTo(route, locale, { listing })}?${BACK}=${TO_ORDERS}#${field}`;

/** Where a form leads back to, by what its address or the form itself says. Pure. */
export const backOf = (suite: unknown): Pick<ReturnNote, 'back'> =>
  suite === TO_ORDERS ? { back: 'orders' } : {};

/** A version that came with a form or an address, or null. Pure. */
export const numberOf = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** In the place of a version, where there is none. */
const NOTHING = 'rien';

/** The query of a page to which a form that was published leads: `fait` the version, `bientot` where it is not shown yet. */
export const doneQuery = z
  .object({
    fait: z.string().nullable().catch(null),
    bientot: z.unknown().optional(),
    [BACK]: z.unknown().optional(),
  })
  .transform(({ fait, bientot, [BACK]: suite }): ReturnNote => {
    const done = numberOf(fait ?? '');
    return {
      ...(done === null ? {} : { done, isShown: bientot === undefined }),
      ...(fait === NOTHING ? { isUnchanged: true } : {}),
      ...backOf(suite),
    };
  });

/** The version that a form says it was made from; the present one where it says none. Pure. */
export const versionOf = (values: FormValues, present: number): number =>
  Math.min(numberOf(textOf(values, 'version')) ?? present, present);

/** Where a form leads to once it is published: a page that says so. Pure. */
export function pathWhenDone(route: ListingRoute, locale: Locale, listing: number, saved: Saved): string {
  const path = pathTo(route, locale, { listing });
  // What is asked of the local authority changes nothing yet: the page of the address tells that itself.
  if (saved.changed.length === 0) return route === 'profile.address' ? path : pathDone(path, NOTHING);
  return pathDone(path, String(saved.version), saved.isShown ? {} : { bientot: '1' });
}

/** Where what concerns more than one form leads to: what waits for the local authority is shown on the page of the address. Pure. */
export const pageThatTells = ({ isAsked = false }: { readonly isAsked?: boolean }): ListingRoute =>
  isAsked ? 'profile.address' : 'merchant.listing';
