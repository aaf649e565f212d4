import type { PinPlace } from '@halles/contracts';
import { MerchantPlaces } from '@halles/domain/corrections';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Half the width of what is drawn around a pin; of a town where none is known. */
const AROUND = 200;
const AROUND_MIDDLE = 2_500;
/** A business that has no page yet is beside nobody of its own. */
const NO_LISTING = 0;

/** Where the pin of a business that has no page yet would stand, with the doors around it, so that an agent knows the place. */
@Injectable()
export class PinPlaces {
  constructor(private readonly places: MerchantPlaces) {}

  async of(
    ctx: TenantContext,
    { street: line, communeCode }: { readonly street: string; readonly communeCode: string },
  ): Promise<PinPlace> {
    const typed = { line, communeCode };
    const { found, neighbours } = await this.places.around(ctx, NO_LISTING, {
      typed,
      point: null,
      metres: AROUND,
    });
    const commune = (await this.places.communes(ctx)).find(({ code }) => code === communeCode);
    const pin = found?.position ?? null;
    const middle = commune ? { longitude: commune.longitude, latitude: commune.latitude } : null;
    const doors =
      pin === null && middle !== null
        ? (await this.places.around(ctx, NO_LISTING, { typed, point: middle, metres: AROUND_MIDDLE }))
            .neighbours
        : neighbours;
    return {
      pin,
      middle,
      around: doors.map(({ longitude, latitude, number }) => ({ longitude, latitude, number })),
    };
  }
}
