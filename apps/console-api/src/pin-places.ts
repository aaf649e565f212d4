import type { PinPlace } from '@halles/contracts';
import { MerchantPlaces, type PlaceQuestion } from '@halles/domain/corrections';
import type { Listing } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Half the width of what is drawn around a pin; of a town where none is known. */
const AROUND = 200;
const AROUND_MIDDLE = 2_500;
/** A business that has no page yet is beside nobody of its own. */
const NO_LISTING = 0;

/** Where the pin of a business stands or would stand, with the doors around it, so that an agent knows the place. */
@Injectable()
export class PinPlaces {
  constructor(private readonly places: MerchantPlaces) {}

  /** Of a business that has no page yet: at the door that the directory knows for its address. */
  async of(
    ctx: TenantContext,
    { street, communeCode }: { readonly street: string; readonly communeCode: string },
  ): Promise<PinPlace> {
    return this.placeOf(ctx, NO_LISTING, { line: street, communeCode, point: null });
  }

  /** Of a page, where the public sees it; null where it does not. */
  async ofListing(
    ctx: TenantContext,
    listingId: number,
    shown: Pick<Listing, 'address' | 'position'> | null,
  ): Promise<PinPlace | null> {
    if (!shown) return null;
    const { communeCode } = shown.address;
    const { position } = shown;
    // The middle of a commune is no pin.
    const point =
      position?.precision === 'address'
        ? { longitude: position.longitude, latitude: position.latitude }
        : null;
    return this.placeOf(ctx, listingId, { line: null, communeCode, point });
  }

  /** Of a page that is asked to be elsewhere, where its keeper put the pin. */
  async ofAsked(
    ctx: TenantContext,
    listingId: number,
    asked: Pick<PlaceQuestion, 'communeCode' | 'point'>,
  ): Promise<PinPlace> {
    return this.placeOf(ctx, listingId, { ...asked, line: null });
  }

  private async placeOf(
    ctx: TenantContext,
    listingId: number,
    place: Pick<PlaceQuestion, 'line' | 'communeCode' | 'point'>,
  ): Promise<PinPlace> {
    const question = { ...place, metres: AROUND, metresOfMiddle: AROUND_MIDDLE };
    const { found, middle, neighbours } = await this.places.around(ctx, listingId, question);
    return {
      pin: place.point ?? found?.position ?? null,
      middle,
      around: neighbours.map(({ longitude, latitude, street, number }) => ({
        longitude,
        latitude,
        street,
        number,
      })),
    };
  }
}
