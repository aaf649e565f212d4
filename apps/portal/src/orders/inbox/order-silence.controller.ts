import { pathTo, patternsOf } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import {
  OrderAnswerOver,
  OrderNotFound,
  OrderSilence,
  orderSilenceLink,
  SILENCE_ANSWERS,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { formReader, inputOf, oneOf, Posted, type PostedForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, RateLimit, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { FollowedLink } from '../../params';
import { type Page, page } from '../../rendering/page';
import { presentSilence } from './order-silence.presenter';

/** The button that was pressed; null for none that there is. */
const answerForm = formReader((values) => ({ input: oneOf(values, 'answer', SILENCE_ANSWERS) }));

/**
 * Where a shop that does not answer takes a pause, or says that it is there, by the link of its mail. Opening it changes
 * nothing, however often: scanners and previews follow every link of a mail.
 */
@Public()
@Controller()
export class OrderSilenceController {
  constructor(
    private readonly silence: OrderSilence,
    private readonly listings: ListingService,
  ) {}

  @Get(patternsOf('order.silence'))
  async show(
    @Ctx() ctx: TenantContext,
    @FollowedLink(orderSilenceLink, OrderNotFound) { id, token }: FollowedLink,
  ): Promise<Page> {
    const asked = await this.silence.find(ctx, id);
    const listing = await this.listings.find(ctx, asked.listingId);
    if (!listing) throw new OrderAnswerOver({});
    return page('orders/order-silence', (scope) => presentSilence(scope, asked, listing, token));
  }

  @Post(patternsOf('order.silence'))
  @RateLimit('handling')
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(orderSilenceLink, OrderNotFound) { id, token }: FollowedLink,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const answer = inputOf(answerForm.read(posted));
    if (answer !== null) await this.silence.answer(ctx, id, answer);
    return redirectTo(pathTo('order.silence', locale, { token }));
  }
}
