import { patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { newForm, Posted, PostedForm, textOf } from '@halles/platform/forms';
import { Cost, type HttpAnswer, json, PortalRequest, Public, RateLimit } from '@halles/platform/http';
import { Controller, Post } from '@nestjs/common';
import { ListingParam } from '../../params';
import { basketOf, NOT_STORED, storageOf } from '../baskets/stored-form';
import { quantitiesOf } from './basket.form';
import { namedByWanted } from './basket-rows';
import { totalAnswer } from './basket-total.presenter';
import { fulfilmentIn, MODE } from './order-fulfilment.form';
import { COUNT } from './order-buttons';
import { FIRST_PAGE, OrderPageService } from './order-page.service';

/**
 * What is in the basket that somebody is filling, asked by the form with each change: its sum is computed where the order is priced,
 * and nowhere else, and the browser stores the basket, so that it is there after another page was looked at (ADR 56). Of a
 * form that nobody changed since it came back the sum alone is asked for.
 */
@Public()
@Controller()
export class BasketTotalController {
  constructor(private readonly pages: OrderPageService) {}

  @Post(patternsOf('order.total'))
  @Cost('search')
  @RateLimit('handling')
  async total(
    @PortalRequest() { ctx, locale, client: { cookies } }: PortalRequest,
    @ListingParam() { id }: Listing,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const { values } = namedByWanted(newForm(posted.values));
    const offer = await this.pages.offer(
      ctx,
      id,
      quantitiesOf(values).lines,
      textOf(values, MODE),
      FIRST_PAGE,
    );
    const total = await this.pages.total(ctx, offer, fulfilmentIn(values).chosen);
    const isStored = textOf(posted.values, 'do') !== COUNT;
    const { headers, refusal } = isStored
      ? storageOf(cookies, basketOf(id, values, offer.basket))
      : NOT_STORED;
    return json(
      { ...totalAnswer(total, locale), notStored: refusal },
      { ...headers, 'cache-control': 'no-store' },
    );
  }
}
