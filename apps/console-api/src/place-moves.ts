import type { PlaceMove } from '@halles/contracts';
import { MerchantPlaces } from '@halles/domain/corrections';
import { type Degrees, metresBetween } from '@halles/domain/geo';
import type { Listing } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Metres around two pins that are drawn, however near to each other they are. */
const LEAST_AROUND = 60;

/** Where somebody says that a business is. */
export interface ProposedPlace {
  /** One line of a letter each. */
  readonly lines: readonly string[];
  readonly communeCode: string;
  /** Null where nobody knows the door. */
  readonly point: Degrees | null;
}

/** Where a page has a business beside where somebody says that it is, with the doors around both, so that an agent knows the place. */
@Injectable()
export class PlaceMoves {
  constructor(private readonly places: MerchantPlaces) {}

  /** @param listing as the public sees it; null where it does not */
  async between(
    ctx: TenantContext,
    listingId: number,
    listing: Listing | null,
    asked: ProposedPlace | null,
  ): Promise<PlaceMove> {
    const before = shownPlace(listing);
    const from = before?.point ?? null;
    const to = asked?.point ?? null;
    const metres = from && to ? Math.round(metresBetween(from, to)) : null;
    return {
      before,
      after: asked && { lines: [...asked.lines], point: to },
      metres,
      around:
        from && to && asked && metres !== null
          ? await this.doors(ctx, listingId, metres, [
              { ...from, communeCode: listing?.address.communeCode ?? asked.communeCode },
              { ...to, communeCode: asked.communeCode },
            ])
          : [],
    };
  }

  private async doors(
    ctx: TenantContext,
    listingId: number,
    metres: number,
    pins: readonly (Degrees & { readonly communeCode: string })[],
  ): Promise<PlaceMove['around']> {
    const doors = await this.places.neighbours(ctx, listingId, pins, LEAST_AROUND + metres);
    return doors.map(({ longitude, latitude, street, number }) => ({ longitude, latitude, street, number }));
  }
}

/** Where the public sees it. */
function shownPlace(listing: Listing | null): PlaceMove['before'] {
  if (!listing) return null;
  const { address, position } = listing;
  const town = [address.postalCode, address.communeName].filter(Boolean).join(' ');
  return {
    lines: [address.complement, address.line ?? address.street, town].filter((line) => line !== null),
    point:
      position?.precision === 'address'
        ? { longitude: position.longitude, latitude: position.latitude }
        : null,
  };
}
