import { patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { Ctx, HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers } from '@nestjs/common';
import { AccountAccess, SignedIn } from '../../accounts';
import { ListingId } from '../../params';
import { OrderStreams } from './order-streams';

/** What happens to the orders of a shop, as server-sent events, for its open inbox. */
@Requires('listing.orders')
@Controller()
export class OrderStreamController {
  constructor(
    private readonly streams: OrderStreams,
    private readonly access: AccountAccess,
  ) {}

  /** Events `orders` (what the inbox shows is old) and `opened` (with the id of an order that somebody of the shop looks at). */
  @Get(patternsOf('merchant.orderStream'))
  subscribe(
    @Ctx() ctx: TenantContext,
    @ListingId() listingId: number,
    @SignedIn() { account }: AccountSession,
    @Headers('cookie') cookies: string | undefined,
  ): HttpAnswer {
    return this.follow(ctx, account.id, [listingId], cookies);
  }

  /** The same of all shops whose orders somebody answers for, as one. */
  @Requires('account.own')
  @Get(patternsOf('merchant.inboxStream'))
  subscribeToAll(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @Headers('cookie') cookies: string | undefined,
  ): HttpAnswer {
    return this.follow(ctx, session.account.id, listingsWith(session, 'listing.orders'), cookies);
  }

  private follow(
    ctx: TenantContext,
    accountId: string,
    listingIds: readonly number[],
    cookies: string | undefined,
  ): HttpAnswer {
    const subscriber = {
      ctx,
      listingIds,
      accountId,
      isAllowed: async () => {
        const session = await this.access.find(ctx, cookies);
        if (session === null) return false;
        const allowed = listingsWith(session, 'listing.orders');
        return listingIds.every((id) => allowed.includes(id));
      },
    };
    this.streams.checkCapacity(subscriber);
    return new HttpAnswer(200, () => this.streams.open(subscriber), {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-accel-buffering': 'no',
    });
  }
}
