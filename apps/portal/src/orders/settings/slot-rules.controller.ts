import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { dayOfIso, instantOf, type Interval, isoOfDay, wallTime } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { ClosedDayOrders, OrderingControlsService, OrderingSettingsService } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { type FormState, Posted, type PostedForm, submitAction } from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import {
  type SlotForm,
  slotRulesActions,
  type SlotRulesChange,
  slotRulesChanges,
  slotsOver,
  withClosedDays,
} from './slot-rules.form';
import { closedDays, presentSlotRules } from './slot-rules.presenter';
import { ShopOrders } from '../shop-orders.service';

/** Details of the slots of a shop: their step and room, preparation, cut-off, closed days. */
@Requires('listing.orders')
@Controller()
export class SlotRulesController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly listings: ListingService,
    private readonly settings: OrderingSettingsService,
    private readonly controls: OrderingControlsService,
    private readonly closedDays: ClosedDayOrders,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.slotRules'))
  show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(slotRulesChanges) done: SlotRulesChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: null, done });
  }

  @Post(patternsOf('merchant.slotRules'))
  async change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() typed: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const zone = await this.timeZoneOf(ctx, listing);
    const posted = withClosedDays(typed, isoOfDay(wallTime(zone, this.clock.now().getTime()).day));
    const back = (done: SlotRulesChange | null): HttpAnswer =>
      redirectDone(pathTo('merchant.slotRules', locale, { listing }), done);
    const save = async (form: SlotForm): Promise<Page | HttpAnswer> => {
      const { decide, refusal } = slotsOver(form, posted);
      await this.settings.changeSlots(ctx, listing, decide);
      const refused = refusal();
      if (!refused) return back('saved');
      const { state, ...answer } = refused;
      return this.page(ctx, session, listing, { form: state, done: null }, answer);
    };
    return submitAction(
      slotRulesActions.read(posted),
      {
        room: () => save('room'),
        preparation: () => save('preparation'),
        cutOff: () => save('cutOff'),
        close: async ({ firstDay, lastDay }): Promise<Page | HttpAnswer> => {
          const pause = await this.daysOf(ctx, listing, firstDay, lastDay);
          await this.controls.setPause(ctx, listing, pause, false);
          return back('close');
        },
        reopen: async (pause): Promise<Page | HttpAnswer> => {
          if (pause === null) return back(null);
          await this.controls.setPause(ctx, listing, pause, true);
          return back('reopen');
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  /** Whole days by the clock of the shop, both included. */
  private async daysOf(ctx: TenantContext, id: number, first: string, last: string): Promise<Interval> {
    const zone = await this.timeZoneOf(ctx, id);
    return { from: instantOf(zone, dayOfIso(first), 0), until: instantOf(zone, dayOfIso(last) + 1, 0) };
  }

  private async timeZoneOf(ctx: TenantContext, id: number): Promise<string> {
    const listing = await this.listings.find(ctx, id);
    return listing?.schedule?.place.timeZone ?? ctx.tenant.settings.timeZone;
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form, done }: { readonly form: FormState | null; readonly done: SlotRulesChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const rules = (await this.settings.find(ctx, id))?.pickup ?? null;
    const timeZone = await this.timeZoneOf(ctx, id);
    const closed = rules === null ? [] : closedDays(rules, timeZone);
    const standing = await this.closedDays.standing(ctx, id, closed, this.clock.now());
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line('ordering.slots.heading'),
      paths: pathsTo('merchant.slotRules', { listing: id }),
      listing,
      section: 'orders',
      ...answer,
      present: (scope) => presentSlotRules(scope, { listingId: id, rules, timeZone, standing, form, done }),
    });
  }
}
