import type { PinPlace } from '@halles/contracts';
import { MerchantPlaces } from '@halles/domain/corrections';
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
    { street: line, communeCode }: { readonly street: string; readonly communeCode: string },
  ): Promise<PinPlace> {
    const typed = { line, communeCode };
    const { found } = await this.places.around(ctx, NO_LISTING, { typed, point: null, metres: AROUND });
    return this.placeOf(ctx, NO_LISTING, typed, found?.position ?? null);
  }

  /** Of a page, where the public sees it; null where it does not. */
  async ofListing(
    ctx: TenantContext,
    listingId: number,
    shown: Pick<Listing, 'address' | 'position'> | null,
  ): Promise<PinPlace | null> {
    if (!shown) return null;
    const { line, communeCode } = shown.address;
    const { position } = shown;
    // The middle of a commune is no pin.
    const pin =
      position?.precision === 'address'
        ? { longitude: position.longitude, latitude: position.latitude }
        : null;
    return this.placeOf(ctx, listingId, { line: line ?? '', communeCode }, pin);
  }

  private async placeOf(
    ctx: TenantContext,
    listingId: number,
    typed: { readonly line: string; readonly communeCode: string },
    pin: PinPlace['pin'],
  ): Promise<PinPlace> {
    const commune = (await this.places.communes(ctx)).find(({ code }) => code === typed.communeCode);
    const middle = commune ? { longitude: commune.longitude, latitude: commune.latitude } : null;
    const metres = pin === null ? AROUND_MIDDLE : AROUND;
    const { neighbours } = await this.places.around(ctx, listingId, { typed, point: pin ?? middle, metres });
    return {
      pin,
      middle,
      around: neighbours.map(({ longitude, latitude, number }) => ({ longitude, latitude, number })),
    };
  }
}
