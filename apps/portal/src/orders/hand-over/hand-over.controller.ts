import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { type HandingOver, OrderCodeUnknown, OrderCodeWrong, OrderHandOvers } from '@halles/domain/orders';
import { DomainError } from '@halles/kernel';
import { formValuesOf, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { cameraHeaders, type HttpAnswer, RateLimit, RateLimiter, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { listIn, listOf, pathOfList } from '../inbox/merchant-order.form';
import { findForm, handOverForm, LIST, READING } from './hand-over.form';
import { handOverPage, type HandOverState } from './hand-over.presenter';
import { ShopOrders } from '../shop-orders.service';

const WRONG: ReadonlySet<string> = new Set([OrderCodeWrong.code, OrderCodeUnknown.code]);

/** The list that a hand-over leads back to; anything else counts as nothing. */
const listQuery = z.object({
  [LIST]: z.string().transform(listOf).catch(null),
});

/** Whether an error says that a code was wrong. Pure. */
const isWrongCode = (error: unknown): boolean => error instanceof DomainError && WRONG.has(error.code);

/** The hand-over of orders at the counter. Wrong codes count, for an account at one shop. */
@Requires('listing.orders')
@Controller()
export class HandOverController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly handOvers: OrderHandOvers,
    private readonly limiter: RateLimiter,
  ) {}

  @Get(patternsOf('merchant.handOver'))
  async show(@MerchantRequest() { ctx, listing: id, session }: MerchantRequest): Promise<Page> {
    return this.page(ctx, session, id, { form: newForm(), orders: [] });
  }

  /** The order that a code is of: looked for by POST, for a code stands in no address. */
  @Post(patternsOf('merchant.handOver'))
  @RateLimit('handling')
  async find(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page> {
    return submitForm<{ code: string; reading: 'scanned' | 'typed' }, Page>(
      findForm.read(posted),
      async ({ code, reading }) => {
        const orders = await this.guess(ctx, session, id, () => this.handOvers.findByCode(ctx, id, code));
        const form = newForm(formValuesOf({ code, [READING]: reading }));
        return this.page(ctx, session, id, { form, orders });
      },
      ({ state, ...answer }) => this.page(ctx, session, id, { form: state, orders: [] }, answer),
    );
  }

  @Get(patternsOf('merchant.orderHandOver'))
  async showOne(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
    @Query({ schema: listQuery }) { depuis }: z.output<typeof listQuery>,
  ): Promise<Page> {
    const order = await this.shop.order(ctx, id, orderId);
    return this.page(ctx, session, id, { form: newForm(), orders: [order], list: depuis });
  }

  /** Hands it over: against its code, with the name of who receives it, or, as the shop chooses, with neither. It leads back to the list that it came from. */
  @Post(patternsOf('merchant.orderHandOver'))
  @RateLimit('handling')
  async handOver(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    await this.shop.order(ctx, id, orderId);
    const by = { listingId: id, orderId, actor: 'merchant', accountId: session.account.id } as const;
    return submitForm<{ seen: number; given: HandingOver }, Page | HttpAnswer>(
      handOverForm.read(posted),
      async ({ seen, given }) => {
        const collect = () => this.handOvers.collect(ctx, { ...by, seen }, given);
        await (given.shown === null ? collect() : this.guess(ctx, session, id, collect));
        const done = given.shown === null ? 'collect' : 'code';
        const list = listIn(posted);
        if (list !== null) return redirectDone(pathOfList(list, id, locale), done, { commande: orderId });
        return redirectDone(pathTo('merchant.order', locale, { listing: id, order: orderId }), done);
      },
      // As it is by now: somebody else may have taken a step.
      async ({ state, ...answer }) => {
        const order = await this.shop.order(ctx, id, orderId);
        return this.page(ctx, session, id, { form: state, orders: [order], list: listIn(posted) }, answer);
      },
    );
  }

  /** Counts what is tried with a code; given back unless the code was wrong, so that neither a refusal nor an outage counts. */
  private async guess<T>(
    ctx: TenantContext,
    { account }: AccountSession,
    listingId: number,
    evaluate: () => Promise<T>,
  ): Promise<T> {
    const counted = await this.limiter.take('code', ctx, `${account.id}_${String(listingId)}`);
    try {
      const found = await evaluate();
      await counted.giveBack();
      return found;
    } catch (error) {
      if (!isWrongCode(error)) await counted.giveBack();
      throw error;
    }
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    state: HandOverState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const [order] = state.orders;
    return this.space.page(ctx, session, {
      ...handOverPage(listing, state, order && state.orders.length === 1 ? order : null),
      ...answer,
      headers: { ...answer.headers, ...cameraHeaders() },
    });
  }
}
