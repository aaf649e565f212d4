import { MerchantPlaces, type PlaceSurroundings } from '@halles/domain/corrections';
import type { Degrees } from '@halles/domain/geo';
import type { CommuneWithMiddle } from '@halles/domain/listings';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PLAN_SPANS, touchedAt } from './place-plan';
import { type TypedPlace, typedPlace, withPin } from './typed-place';

/** A touch of the plan is sent as the two numbers of an image button, without any other button's name. */
const TOUCH = { x: 'plan.x', y: 'plan.y' } as const;

/** Whether a form was sent by a touch of its plan. Pure. */
export const isTouch = (values: FormValues): boolean => TOUCH.x in values;

/** What a form of an address knows beside what was typed. */
export interface PlaceContext extends PlaceSurroundings {
  readonly typed: TypedPlace;
  readonly communes: readonly CommuneWithMiddle[];
  /** Where the plan stands: the pin, else the door of the address, else the middle of the commune. */
  readonly pin: Degrees | null;
}

/** The form of which business, and in which commune an address is that names none. */
export interface PlaceForm {
  readonly listingId: number;
  readonly home?: string | null;
}

/** What is around the pin of a form that asks where a business is. */
@Injectable()
export class PlaceContexts {
  constructor(private readonly places: MerchantPlaces) {}

  async of(ctx: TenantContext, { listingId, home }: PlaceForm, values: FormValues): Promise<PlaceContext> {
    const communes = await this.places.communes(ctx);
    const typed = typedPlace(values, communes, home);
    const { line, communeCode, pin, span } = typed;
    const surroundings = await this.places.around(ctx, listingId, {
      communeCode,
      line: line === '' ? null : line,
      point: pin,
      metres: PLAN_SPANS[span].side,
    });
    const stands = pin ?? surroundings.found?.position ?? surroundings.middle;
    return { ...surroundings, typed, communes, pin: stands };
  }

  /** The values of a form after a touch of its plan. */
  async touched(ctx: TenantContext, form: PlaceForm, values: FormValues): Promise<FormValues> {
    const { pin, typed } = await this.of(ctx, form, values);
    const [x, y] = [Number(textOf(values, TOUCH.x)), Number(textOf(values, TOUCH.y))];
    if (!pin || !Number.isFinite(x) || !Number.isFinite(y)) return values;
    return withPin(values, touchedAt(pin, { x, y }, typed.span));
  }
}
