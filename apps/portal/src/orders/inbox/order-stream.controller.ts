import { patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import { orderSignalOf } from '@halles/domain/orders';
import { Ctx, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Headers } from '@nestjs/common';
import { AccountAccess, SignedIn } from '../../accounts';
import { MerchantRequest } from '../../merchant-space';
import { PageStreams, streamAnswer, type StreamEvent } from '../../streams';

/** What happens to the orders of a shop, as server-sent events, for its open inbox. */
@Requires('listing.orders')
@Controller()
export class OrderStreamController {
  constructor(
    private readonly streams: PageStreams,
    private readonly access: AccountAccess,
  ) {}

  /** Events `orders` (what the inbox shows is old) and `opened` (with the id of an order that somebody of the shop looks at). */
  @Get(patternsOf('merchant.orderStream'))
  subscribe(
    @MerchantRequest() { ctx, listing: listingId, session: { account } }: MerchantRequest,
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
    return streamAnswer(this.streams, {
      ctx,
      accountId,
      eventOf: (subject) => orderEventOf(subject, listingIds),
      isAllowed: async () => {
        const session = await this.access.find(ctx, cookies);
        if (session === null) return false;
        const allowed = listingsWith(session, 'listing.orders');
        return listingIds.every((id) => allowed.includes(id));
      },
    });
  }
}

/** What the inbox of some shops is told of a signal. Pure. */
function orderEventOf(subject: string | undefined, listingIds: readonly number[]): StreamEvent | null {
  if (subject === undefined) return { event: 'orders', data: 'unheard' };
  const signalled = orderSignalOf(subject);
  if (signalled === null || !listingIds.includes(signalled.listingId)) return null;
  return signalled.kind === 'opened'
    ? { event: 'opened', data: signalled.orderId }
    : { event: 'orders', data: 'changed' };
}
