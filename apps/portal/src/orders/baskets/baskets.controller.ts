import { listingParams, pathTo, patternsOf } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { Clock, type Locale } from '@halles/kernel';
import { type FormReader, formReader, Posted, PostedForm, submitForm, textOf } from '@halles/platform/forms';
import {
  type Client,
  Cost,
  Ctx,
  CurrentClient,
  CurrentLocale,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { BasketLinkInvalid, LINK, type SharedBasket, sharedBasket, sharedToken } from './basket-link';
import { basketOfLines, emptyCookie, storedBasket, storedBaskets } from './basket-cookie';
import { presentSharedBasket, SHARED_ACTIONS, type SharedAction } from './basket-shared.presenter';
import { presentBaskets } from './baskets.presenter';
import { Baskets } from './baskets.service';
import { addedLines, cookieToStore } from './stored-form';

/** Which shop's basket a button takes away. */
const removeForm = formReader<number>((values) => {
  const [, id] = /^remove-(\d{1,10})$/.exec(textOf(values, 'do')) ?? [];
  return id === undefined ? { errors: { do: { key: 'do' } } } : { input: Number(id) };
});

const sharedForm: FormReader<SharedAction> = formReader<SharedAction>((values) => {
  const pressed = SHARED_ACTIONS.find((action) => action === textOf(values, 'do'));
  return { input: pressed ?? 'take' };
});

/** The baskets of one browser, and those that somebody was sent. Nothing of them is stored here. */
@Public()
@Controller()
export class BasketsController {
  constructor(
    private readonly baskets: Baskets,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('baskets'))
  @Cost('search')
  async list(@PortalRequest() { ctx, locale, client }: PortalRequest): Promise<Page> {
    const now = this.clock.now();
    const open = await this.baskets.open(ctx, storedBaskets(client.cookies));
    const shares = new Map(
      open.flatMap(({ basket: { listingId }, sold }): [number, string][] => {
        const token = sharedToken(this.links, ctx, { listingId, lines: sold }, now.getTime());
        return token === null ? [] : [[listingId, `${pathTo('baskets.shared', locale)}?${LINK}=${token}`]];
      }),
    );
    return page('orders/baskets', presentBaskets(open, shares, now));
  }

  /** Takes the basket of a shop away. */
  @Post(patternsOf('baskets'))
  async remove(@CurrentLocale() locale: Locale, @Posted() posted: PostedForm): Promise<HttpAnswer> {
    const back = redirectTo(pathTo('baskets', locale));
    return submitForm<number, HttpAnswer>(
      removeForm.read(posted),
      async (listingId) => back.withCookies(emptyCookie(listingId)),
      () => back,
    );
  }

  @Get(patternsOf('baskets.shared'))
  @Cost('search')
  async shared(
    @Ctx() ctx: TenantContext,
    @CurrentClient() client: Client,
    @Query(LINK) token: string | undefined,
  ): Promise<Page> {
    return this.sharedPage(ctx, client, this.read(ctx, token), token);
  }

  /** Makes it a basket of who opened it: nothing of theirs is replaced unless they say so. */
  @Post(patternsOf('baskets.shared'))
  @Cost('search')
  async take(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Query(LINK) token: string | undefined,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const shared = this.read(ctx, token);
    const { listingId } = shared;
    return submitForm<SharedAction, Page | HttpAnswer>(
      sharedForm.read(posted),
      async (action) => {
        const own = storedBasket(client.cookies, listingId);
        // They began one of their own in another tab: they are asked.
        if (own && action === 'take') return this.sharedPage(ctx, client, shared, token);
        const lines = action === 'add' && own ? addedLines(own.lines, shared.lines) : shared.lines;
        const cookie = cookieToStore(client.cookies, { ...(own ?? basketOfLines(shared)), lines });
        const listing = await this.listing(ctx, shared);
        return redirectTo(pathTo('order.form', locale, listingParams(listing))).withCookies(cookie);
      },
      ({ state, ...answer }) =>
        this.sharedPage(ctx, client, shared, token, { problem: state.problem, answer }),
    );
  }

  /** @throws BasketLinkInvalid, BasketLinkOver */
  private read(ctx: TenantContext, token: unknown): SharedBasket {
    return sharedBasket(this.links, ctx, typeof token === 'string' ? token : '', this.clock.now());
  }

  private async sharedPage(
    ctx: TenantContext,
    { cookies }: Client,
    shared: SharedBasket,
    token = '',
    {
      problem,
      answer,
    }: {
      readonly problem?: Parameters<typeof presentSharedBasket>[0]['problem'];
      readonly answer?: PageOptions;
    } = {},
  ): Promise<Page> {
    const [open] = await this.baskets.open(ctx, [basketOfLines(shared)]);
    if (!open?.listing) throw new BasketLinkInvalid({});
    const hasOwn = storedBasket(cookies, shared.listingId) !== null;
    const shown = { open: { ...open, listing: open.listing }, token, hasOwn, now: this.clock.now() };
    return page(
      'orders/basket-shared',
      presentSharedBasket({ ...shown, ...(problem === undefined ? {} : { problem }) }),
      answer,
    );
  }

  private async listing(ctx: TenantContext, shared: SharedBasket): Promise<Listing> {
    const [shop] = await this.baskets.shopsOf(ctx, [basketOfLines(shared)]);
    if (!shop) throw new BasketLinkInvalid({});
    return shop.listing;
  }
}
