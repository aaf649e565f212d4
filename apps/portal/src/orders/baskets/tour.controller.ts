import { listingParams, pathTo, patternsOf } from '@halles/contracts';
import type { IsoDate } from '@halles/domain/hours';
import { Posted, type PostedForm, textOf } from '@halles/platform/forms';
import {
  type Client,
  Cost,
  Ctx,
  CurrentClient,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { type Page, page } from '../../rendering/page';
import { type StoredBasket, storedBaskets } from './basket-cookie';
import { Baskets } from './baskets.service';
import { cookieToStore } from './stored-form';
import { DAY, presentTour, slotField, TIME } from './tour.presenter';
import { PickupTours } from './tour.service';

/** What is no day of the calendar counts as none: the page shows the days that there are. Pure. */
const dayIn = (text: unknown): IsoDate | null =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;

/** Minutes since midnight. Pure. */
function minuteIn(text: unknown): number | null {
  const [, hours, minutes] = (typeof text === 'string' && /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)) || [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Collects the baskets of several shops in one walk. Each stays an order of its shop: nothing is reserved here. */
@Public()
@Controller()
export class TourController {
  constructor(
    private readonly tours: PickupTours,
    private readonly baskets: Baskets,
  ) {}

  @Get(patternsOf('baskets.tour'))
  @Cost('heavy')
  async show(
    @Ctx() ctx: TenantContext,
    @CurrentClient() { cookies }: Client,
    @Query(DAY) day: string | undefined,
    @Query(TIME) time: string | undefined,
  ): Promise<Page> {
    const input = { day: dayIn(day), minute: minuteIn(time) };
    return page('orders/tour', presentTour(await this.tours.propose(ctx, storedBaskets(cookies), input)));
  }

  /** Notes the slots of a tour in the baskets, and leads to the form of the first: a slot is judged there, and held by the order. */
  @Post(patternsOf('baskets.tour'))
  async take(
    @PortalRequest() { ctx, locale, client: { cookies } }: PortalRequest,
    @Posted() { values }: PostedForm,
  ): Promise<HttpAnswer> {
    const taken = storedBaskets(cookies).flatMap((basket): StoredBasket[] => {
      const slot = textOf(values, slotField(basket.listingId));
      return /^\d{12,14}$/.test(slot) ? [{ ...basket, mode: 'pickup', slotFrom: Number(slot) }] : [];
    });
    const [first] = await this.baskets.shopsOf(ctx, taken);
    const next = first
      ? pathTo('order.form', locale, listingParams(first.listing))
      : pathTo('baskets', locale);
    return redirectTo(next).withCookies(...taken.map((basket) => cookieToStore(cookies, basket)));
  }
}
