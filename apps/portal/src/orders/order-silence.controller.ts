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
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
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
    private readonly links: SignedLinks,
  ) {}

  @Get(patternsOf('order.silence'))
  async show(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    const asked = await this.silence.find(ctx, this.idOf(ctx, token));
    const listing = await this.listings.find(ctx, asked.listingId);
    if (!listing) throw new OrderAnswerOver({});
    return page('orders/order-silence', (scope) => presentSilence(scope, asked, listing, token));
  }

  @Post(patternsOf('order.silence'))
  @RateLimit('handling')
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const id = this.idOf(ctx, token);
    const answer = inputOf(answerForm.read(posted));
    if (answer !== null) await this.silence.answer(ctx, id, answer);
    return redirectTo(pathTo('order.silence', locale, { token }));
  }

  /** @throws OrderNotFound for what is no link of this territory */
  private idOf(ctx: TenantContext, token: string): string {
    const payload = this.links.read(ctx, orderSilenceLink, token);
    if (payload === null) throw new OrderNotFound({});
    return payload.id;
  }
}
