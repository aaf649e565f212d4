import { pathTo, patternsOf } from '@halles/contracts';
import {
  AmendmentSoldOut,
  isUnpriced,
  ListAnswers,
  type Order,
  OrderAmendments,
  OrderHandling,
  SaleTermsService,
} from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { type FormProblem, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { amendmentAnswerForm } from './amendment.form';
import { presentAmendment } from './amendment.presenter';
import { presentListAnswer } from '../lists/list-answer.presenter';
import { CustomerOrders } from './customer-orders.service';

/**
 * What a shop proposes instead of an order, for its customer: by the link of the mail, without an account. Opening it changes
 * nothing; a button agrees, or declines.
 */
@Public()
@Controller()
export class AmendmentController {
  constructor(
    private readonly customers: CustomerOrders,
    private readonly amendments: OrderAmendments,
    private readonly answers: ListAnswers,
    private readonly orders: OrderHandling,
    private readonly saleTerms: SaleTermsService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('order.amendment'))
  show(@Ctx() ctx: TenantContext, @Param('token') token: string): Promise<Page> {
    return this.page(ctx, token);
  }

  @Post(patternsOf('order.amendment'))
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.customers.get(ctx, token);
    const { id: orderId, listingId } = order;
    return submitForm(
      amendmentAnswerForm.read(posted),
      async (pressed): Promise<Page | HttpAnswer> => {
        if (pressed.action === 'none') return redirectTo(pathTo('order.amendment', locale, { token }));
        if (pressed.action === 'decline') await this.decline(ctx, order, pressed.input);
        else {
          const { seen, ...agreed } = pressed.input;
          const outcome = await this.amendments.agree(ctx, { orderId, listingId, seen }, agreed);
          if (outcome === 'sold-out') throw new AmendmentSoldOut({});
        }
        return redirectTo(pathTo('order', locale, { token }));
      },
      // It went on meanwhile: the page says so, and what became of it.
      ({ state, ...options }) => this.page(ctx, token, state.problem, options),
    );
  }

  /** Who does not want what was answered to a list wants nothing: an order that was placed waits for its shop as it was. */
  private async decline(ctx: TenantContext, order: Order, seen: number): Promise<void> {
    const { id: orderId, listingId } = order;
    if (!isUnpriced(order)) return this.amendments.decline(ctx, { orderId, listingId, seen });
    const move = { orderId, listingId, seen, actor: 'customer', accountId: null } as const;
    return this.orders.move(ctx, move, 'cancelled', 'customer');
  }

  private async page(
    ctx: TenantContext,
    token: string,
    problem: FormProblem | null = null,
    options: PageOptions = {},
  ): Promise<Page> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    const amendment = await this.amendments.latest(ctx, order.id);
    if (order.isList) {
      const offer = await this.answers.agreement(ctx, order, amendment);
      const state = { token, ...offer, problem };
      return page(
        'orders/list-answer',
        presentListAnswer(order, amendment, listing, state, this.clock.now()),
        options,
      );
    }
    const hasTerms = (await this.saleTerms.findByOrder(ctx, order.id)) !== null;
    const state = { token, hasTerms, problem };
    return page(
      'orders/amendment',
      presentAmendment(order, amendment, listing, state, this.clock.now()),
      options,
    );
  }
}
