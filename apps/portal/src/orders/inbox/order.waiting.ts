import { pathsTo } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import {
  type OrderingControls,
  OrderingControlsService,
  type BouncedShop,
  type IncompleteShop,
  missingForSaleWords,
  OrderDays,
  OrderHandling,
  orderNumber,
  OrderingSettingsService,
  OrderMails,
  OrderSilence,
  OrderWithdrawals,
  type OwedRefund,
  untilWords,
} from '@halles/domain/orders';
import { instantOf, wallTime } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../../merchant-space';

/** Orders that nobody answered, customers who are owed money, and what must not be forgotten to be on. */
@Injectable()
export class OrderWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'orders';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly orders: OrderHandling,
    private readonly withdrawals: OrderWithdrawals,
    private readonly controls: OrderingControlsService,
    private readonly silence: OrderSilence,
    private readonly mails: OrderMails,
    private readonly settings: OrderingSettingsService,
    private readonly days: OrderDays,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, session: AccountSession, now: Date): Promise<Waiting[]> {
    const listings = listingsWith(session, 'listing.orders');
    if (listings.length === 0) return [];
    const received = await this.orders.listWaiting(ctx, listings);
    const unpaid = await this.withdrawals.listOwedRefunds(ctx, listings);
    const asked = await this.silence.asked(ctx, listings);
    const incomplete = await this.settings.listIncomplete(ctx, listings);
    const switchedOn = await this.controls.listOn(ctx, listings);
    const bounced = await this.mails.listBounced(ctx, listings, now);
    const closed = await this.days.listClosed(ctx, listings, dayOf(now, ctx.tenant.settings.timeZone));
    return [
      ...closed.map(({ listingId, count, since }) =>
        waiting('closed', pathsTo('merchant.orderDay', { listing: listingId }), {
          listingId,
          count,
          since,
        }),
      ),
      ...switchedOn.flatMap((on) => reminders(on, now)),
      ...incomplete.map(missingDetails),
      ...bounced.map(bouncedMails),
      ...asked.map(({ listingId, missed, since }) =>
        waiting('silence', pathsTo('merchant.orders', { listing: listingId }), {
          listingId,
          count: missed,
          since,
        }),
      ),
      ...received.map(({ listingId, count, since }) =>
        waiting('received', pathsTo('merchant.orders', { listing: listingId }), { listingId, count, since }),
      ),
      ...unpaid.map(owedRefund),
    ];
  }
}

/** The day of an instant, on the calendar of a place. */
function dayOf(at: Date, timeZone: string): { readonly from: Date; readonly until: Date } {
  const { day } = wallTime(timeZone, at.getTime());
  return { from: new Date(instantOf(timeZone, day, 0)), until: new Date(instantOf(timeZone, day + 1, 0)) };
}

const waiting = (
  key: 'received' | 'silence' | 'closed',
  paths: Waiting['paths'],
  about: Pick<Waiting, 'listingId' | 'count' | 'since'>,
): Waiting => ({
  urgency: 'customer',
  ...about,
  paths,
  sentence: ({ texts }) => texts.line(`orders.waiting.${key}.text`, { count: about.count }),
  action: ({ texts }) => texts.line(`orders.waiting.${key}.action`),
});

/** What is to be given back of which order, and whether its customer withdrew. Pure. */
const owedRefund = ({
  listingId,
  orderId,
  since,
  isByShop,
  isAdvance,
  number,
  amountCents,
}: OwedRefund): Waiting => {
  const refund = isByShop ? 'returns' : 'refunds';
  const key = isAdvance === true ? 'advances' : refund;
  return {
    urgency: 'customer',
    listingId,
    count: 1,
    since,
    paths: pathsTo('merchant.order', { listing: listingId, order: orderId }),
    sentence: ({ texts, locale }) =>
      texts.line(`orders.waiting.${key}.text`, {
        number: orderNumber(number),
        amount: priceWords(amountCents, locale),
      }),
    action: ({ texts }) => texts.line(`orders.waiting.${key}.action`),
  };
};

/** That orders are not taken any more, and why. The page of the settings leads to where it is said. Pure. */
const missingDetails = ({ listingId, since, missing }: IncompleteShop): Waiting => ({
  urgency: 'customer',
  listingId,
  since,
  count: missing.length,
  paths: pathsTo('merchant.ordering', { listing: listingId }),
  sentence: ({ texts, locale }) =>
    texts.line('orders.waiting.missing.text', { missing: missingForSaleWords(missing, locale) }),
  action: ({ texts }) => texts.line('orders.waiting.missing.action'),
});

/** That mails about orders come back, and from where. Pure. */
const bouncedMails = ({ listingId, since, addresses }: BouncedShop): Waiting => ({
  urgency: 'customer',
  listingId,
  since,
  count: addresses.length,
  paths: pathsTo('merchant.ordering', { listing: listingId }),
  sentence: ({ texts }) => texts.line('orders.waiting.bounces.text', { address: addresses.join(', ') }),
  action: ({ texts }) => texts.line('orders.waiting.bounces.action'),
});

/** What a shop has switched on for a while, so that nobody forgets it. Pure. */
function reminders(
  {
    listingId,
    since,
    rush,
    pausedUntil,
  }: OrderingControls & { readonly listingId: number; readonly since: Date },
  now: Date,
): Waiting[] {
  const reminder = (key: 'rush' | 'pause', until: Date, count: number): Waiting => ({
    urgency: 'customer',
    since,
    count,
    paths: pathsTo('merchant.orders', { listing: listingId }),
    sentence: ({ texts, locale, settings }) =>
      texts.line(`orders.waiting.${key}.text`, {
        count,
        time: untilWords(until, now, settings.timeZone, locale),
      }),
    action: ({ texts }) => texts.line(`orders.waiting.${key}.action`),
    listingId,
  });
  return [
    ...(pausedUntil === null ? [] : [reminder('pause', pausedUntil, 1)]),
    ...(rush === null ? [] : [reminder('rush', rush.until, rush.minutes)]),
  ];
}
