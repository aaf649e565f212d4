import { pathTo, patternsOf } from '@halles/contracts';
import {
  type AnswerableOrder,
  orderAnswerLink,
  OrderAnswerOver,
  OrderAnswers,
  OrderNotFound,
} from '@halles/domain/orders';
import { ListingService } from '@halles/domain/listings';
import { Clock, type Locale } from '@halles/kernel';
import { type FormProblem, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, Public, RateLimit, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { answerQuery, type AnswerQuery, Done, FollowedLink, redirectDone } from '../../params';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { STEPS } from './merchant-order.form';
import { type Answer, ANSWERED, type Answered, orderAnswerForm } from './order-answer.form';
import { presentOrderAnswer } from './order-answer.presenter';

interface AnswerState {
  readonly isRefusing?: boolean;
  readonly done?: Answered | null;
  readonly problem?: FormProblem | null;
}

/**
 * Where a shop answers an order by the link of its mail, without an account. Opening it changes nothing, however often:
 * scanners and previews follow every link of a mail. Only its buttons answer.
 */
@Public()
@Controller()
export class OrderAnswerController {
  constructor(
    private readonly answers: OrderAnswers,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('order.answer'))
  show(
    @Ctx() ctx: TenantContext,
    @FollowedLink(orderAnswerLink, OrderNotFound) link: FollowedLink,
    @Query({ schema: answerQuery }) { choix }: AnswerQuery,
    @Done(ANSWERED) done: Answered | null,
  ): Promise<Page> {
    return this.page(ctx, link, { isRefusing: choix !== undefined, done });
  }

  @Post(patternsOf('order.answer'))
  @RateLimit('handling')
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(orderAnswerLink, OrderNotFound) link: FollowedLink,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const back = pathTo('order.answer', locale, { token: link.token });
    await this.find(ctx, link);
    return submitForm(
      orderAnswerForm.read(posted),
      async (pressed): Promise<Page | HttpAnswer> => {
        if (pressed.action === 'none') return redirectTo(back);
        if (pressed.action === 'refuseBecause') {
          const { seen, reason } = pressed.input;
          await this.answers.answer(ctx, link.id, { seen, to: 'refused', reason });
          return redirectDone(back, 'refuse');
        }
        if (pressed.action === 'delayTo') {
          await this.answers.putOff(ctx, link.id, pressed.input);
          return redirectDone(back, 'delay');
        }
        if (pressed.action === 'acceptAnyway') {
          const answer = { seen: pressed.input, to: 'accepted', reason: null, isSure: true } as const;
          await this.answers.answer(ctx, link.id, answer);
          return redirectDone(back, 'accept');
        }
        await this.take(ctx, link.id, pressed.action, pressed.input);
        return redirectDone(back, pressed.action);
      },
      // Somebody else was faster: the page says who, and when.
      ({ state, ...options }) => this.page(ctx, link, { problem: state.problem }, options),
    );
  }

  private async take(ctx: TenantContext, id: string, answer: Answer, seen: number): Promise<void> {
    const { to, reason } = STEPS[answer];
    await this.answers.answer(ctx, id, { seen, to, reason });
  }

  private async page(
    ctx: TenantContext,
    link: FollowedLink,
    { isRefusing = false, done = null, problem = null }: AnswerState,
    options: PageOptions = {},
  ): Promise<Page> {
    const found = await this.find(ctx, link);
    const listing = await this.listings.find(ctx, found.order.listingId);
    if (!listing) throw new OrderAnswerOver({});
    const state = { token: link.token, isRefusing, done, problem };
    return page('orders/order-answer', presentOrderAnswer(found, listing, state), options);
  }

  /** @throws OrderAnswerOver its time is over */
  private async find(ctx: TenantContext, { id }: FollowedLink): Promise<AnswerableOrder> {
    const found = await this.answers.find(ctx, id);
    if (orderAnswerLink.isOver(found.order.createdAt, this.clock.now())) throw new OrderAnswerOver({});
    return found;
  }
}
