import type { ListingDetails, ResolvedListing } from './resolved-listing';
import { pointText, toPlane } from '@halles/domain/geo';
import { PLAIN_SLUG, slugOf, foldName } from '@halles/domain/text';
import { type Feature, featureBits } from './feature';

/** A row of `listing` as it is written; JSON in the driver's hands. */
export interface ListingRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string | null;
  readonly folded_name: string | null;
  readonly category: string | null;
  readonly siret: string | null;
  readonly visibility: string;
  readonly state: string;
  readonly closed_on: string | null;
  readonly merged_into: number | null;
  readonly commune: string | null;
  readonly street: string | null;
  readonly address_line: string | null;
  readonly postal_code: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly position_precision: string | null;
  readonly place: string | null;
  readonly phone: string | null;
  readonly opening_id: number | null;
  readonly features: number;
  readonly demonstration: boolean;
  readonly facts: ListingDetails;
}

/** What is known of a listing's row besides what its sources tell. */
export interface RowContext {
  readonly id: number;
  readonly mergedInto: number | null;
  readonly opening: { readonly id: number; readonly isKnown: boolean } | null;
  /** Whether it takes orders at the moment, as far as what is resolved here does not decide. */
  readonly takesOrders: boolean;
  /** Whether what is ordered can be collected on the same day, where it takes orders. */
  readonly isForToday: boolean;
  /** Whether it has goods that can be ordered from it, or will be after a pause, as far as what is resolved here does not decide. */
  readonly sells: boolean;
  /** Whether it sets times of the week apart. */
  readonly hasCalmHours: boolean;
}

/** The row of a resolved listing. One that was merged into another keeps nothing but where it went. */
export function listingRow(
  listing: ResolvedListing,
  { id, mergedInto, opening, takesOrders, isForToday, sells, hasCalmHours }: RowContext,
): ListingRow {
  const { name, position, details } = listing;
  const isPublic = listing.visibility === 'public' && mergedInto === null;
  // The same as `IS_SHOWN`: nobody collects from a shop whose hours are not known.
  const isShown = isPublic && listing.state === 'open' && opening !== null;
  const further: Feature[] = [
    ...(opening?.isKnown === true ? (['known-hours'] as const) : []),
    ...(takesOrders && isShown ? (['orders'] as const) : []),
    ...(takesOrders && isShown && isForToday ? (['pickup-today'] as const) : []),
    ...(sells && isShown ? (['sells'] as const) : []),
    ...(hasCalmHours && isPublic && listing.state === 'open' ? (['calm-hours'] as const) : []),
  ];
  return {
    id,
    slug: name === null ? PLAIN_SLUG : slugOf(name),
    name,
    folded_name: name === null ? null : foldName(name),
    category: listing.category,
    siret: listing.siret,
    visibility: mergedInto === null ? listing.visibility : 'merged',
    state: listing.state,
    closed_on: listing.closedOn,
    merged_into: mergedInto,
    commune: listing.commune,
    street: listing.street,
    address_line: listing.addressLine,
    postal_code: listing.postalCode,
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    position_precision: position?.precision ?? null,
    place: position === null ? null : pointText(toPlane(position)),
    phone: listing.phone,
    opening_id: opening?.id ?? null,
    features: listing.features | featureBits(further),
    demonstration: listing.demonstration,
    facts: details,
  };
}
