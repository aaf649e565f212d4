import { type DeliveryAddress, orderInputSchema, pathTo, patternsOf } from '@halles/contracts';
import {
  type ChosenLine,
  keyOf,
  isOverridable,
  OrderingClosed,
  OrderPlacing,
  pricedTogether,
  SlotRefused,
  slotRefused,
  type Staff,
} from '@halles/domain/orders';
import type { SlotRefusal } from '@halles/domain/pickup-slots';
import { ListingService } from '@halles/domain/listings';
import { type FormState, newForm, Posted, type PostedForm, submitForm, textOf } from '@halles/platform/forms';
import { type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import { Controller, Get, type OnModuleInit, Post } from '@nestjs/common';
import { v4 as uuid } from 'uuid';
import { isAgent, MerchantSections, MerchantSpace, SpaceRequest, type SpaceUser } from '../../merchant-space';
import { redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { choiceErrors } from '../checkout/basket-price';
import { basketForm, formKeyIn, quantitiesOf, type Basket } from '../checkout/basket.form';
import { goneFrom, namedByWanted } from '../checkout/basket-rows';
import { addressForm, CHECK, isSwitched, MODE } from '../checkout/order-fulfilment.form';
import { OrderPageService, type PageRequest, type StaffOffer } from '../checkout/order-page.service';
import {
  basketValues,
  checkWhole,
  type ConfirmedBasket,
  departmentOf,
  summaryForm,
} from '../checkout/order.form';
import { EDIT, MORE } from '../checkout/order-buttons';
import { isTurned, requestedPage } from '../checkout/product-pager.presenter';
import { ENTER, entryForm, entryIn, languageIn, SURE } from './staff-order.form';
import { staffOrderFormPage, staffOrderSummaryPage } from './staff-order.presenter';
import { ShopOrders } from '../shop-orders.service';

/** Enters orders for customers on the phone: the same goods and the same slots as they would choose from themselves. */
@Requires('listing.orders')
@Controller()
export class StaffOrderController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly shop: ShopOrders,
    private readonly listings: ListingService,
    private readonly pages: OrderPageService,
    private readonly placing: OrderPlacing,
  ) {}

  onModuleInit(): void {
    this.sections.openToAgents(['orders'], 'merchant.newOrder');
  }

  @Get(patternsOf('merchant.newOrder'))
  show(@SpaceRequest() entry: SpaceRequest): Promise<Page> {
    return this.formPage(entry, newForm());
  }

  @Post(patternsOf('merchant.newOrder'))
  @RateLimit('handling')
  async enter(@SpaceRequest() entry: SpaceRequest, @Posted() posted: PostedForm): Promise<Page | HttpAnswer> {
    const { values } = posted;
    if (textOf(values, 'do') === ENTER) return this.place(entry, posted);
    if (textOf(values, 'do') === CHECK) return this.checkAddress(entry, posted);
    if ([EDIT, MORE].includes(textOf(values, 'do')) || isTurned(values) || isSwitched(values))
      return this.formPage(entry, newForm(basketValues(values)));
    return submitForm<Basket, Page>(
      basketForm(await this.department(entry)).read(posted),
      async (basket) => {
        const offered = await this.offer(entry, basket.lines, keyOf(basket.fulfilment));
        const errors = { ...choiceErrors(pricedTogether(offered.basket)), ...choiceErrors(offered.basket) };
        if (Object.keys(errors).length > 0)
          return this.formPage(entry, { ...newForm(values), errors }, { status: 422 });
        return this.summary(entry, basket, formKeyIn(values) ?? uuid(), newForm(values));
      },
      ({ state, ...answer }) => this.formPage(entry, state, answer),
    );
  }

  private async place(entry: SpaceRequest, posted: PostedForm): Promise<Page | HttpAnswer> {
    const { ctx, locale, listing: id, user } = entry;
    const form = summaryForm(await this.department(entry));
    const key = entryIn(posted.values) ?? uuid();
    return submitForm<{ basket: ConfirmedBasket; overrides: Staff['overrides'] }, Page | HttpAnswer>(
      entryForm(form).read(posted),
      async ({ basket, overrides }) => {
        checkWhole(basket);
        const input = orderInputSchema.parse({ ...basket, payment: 'shop', idempotencyKey: key });
        const staff = staffOf(user, overrides);
        const who = { amounts: 'any', provenEmail: null, staff } as const;
        try {
          const order = await this.placing.place(ctx, id, input, languageIn(posted.values, locale), who);
          return redirectDone(pathTo('merchant.order', locale, { listing: id, order: order.id }), 'enter');
        } catch (error) {
          // What stands against the slot by now is asked on the same page.
          if (!(error instanceof SlotRefused) || !mayGive(user, error.params.refusal)) throw error;
          return this.summary(entry, basket, key, newForm(posted.values), { status: 409 });
        }
      },
      async ({ state, ...answer }) => {
        const read = form.read(posted);
        if (read.ok && SURE in state.errors) return this.summary(entry, read.input, key, state, answer);
        return this.formPage(entry, { ...state, values: basketValues(state.values) }, answer);
      },
    );
  }

  /** @throws slotRefused nobody can give the slot */
  private async summary(
    entry: SpaceRequest,
    basket: Basket | ConfirmedBasket,
    key: string,
    state: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { ctx, locale, listing: id, user } = entry;
    const lines = basket.lines.map((line) => ({ field: '', ...line }));
    const offered = await this.offer(entry, lines, keyOf(basket.fulfilment));
    const { overridable, final } = await this.pages.staffRefusalsOfSlot(ctx, offered, basket.slotFrom);
    const refusal = isAgent(user) ? (overridable[0] ?? final) : final;
    if (refusal !== null) throw slotRefused(refusal);
    const language = languageIn(state.values, locale);
    const summary = await this.pages.summarise(ctx, language, { ...basket, lines }, offered);
    const shown = { asked: overridable, language, entry: key, offersTexts: offered.offersTexts };
    const listing = await this.shop.listing(ctx, id);
    return this.space.page(ctx, user, {
      ...staffOrderSummaryPage(listing, summary, shown, state),
      ...answer,
    });
  }

  /** The form as it was, with whether something is delivered at its address. */
  private checkAddress(entry: SpaceRequest, posted: PostedForm): Promise<Page> {
    const values = basketValues(posted.values);
    return submitForm<DeliveryAddress, Page>(
      addressForm.read(posted),
      (address) => this.formPage(entry, newForm(values), {}, address),
      ({ state, ...answer }) => this.formPage(entry, { ...state, values }, answer),
    );
  }

  /** @param address to be checked */
  private async formPage(
    entry: SpaceRequest,
    state: FormState,
    answer: PageOptions = {},
    address: DeliveryAddress | null = null,
  ): Promise<Page> {
    const { ctx, listing: id, user } = entry;
    const named = namedByWanted(state);
    const { lines } = quantitiesOf(named.values);
    const offer = await this.offer(entry, lines, textOf(named.values, MODE), requestedPage(named));
    const check = address && offer.offer.delivery && (await this.pages.check(ctx, offer, address));
    const gone = await this.pages.goneFrom(ctx, id, goneFrom(named.values, offer.pages));
    const key = formKeyIn(named.values) ?? entryIn(named.values) ?? uuid();
    const listing = await this.shop.listing(ctx, id);
    return this.space.page(ctx, user, {
      ...staffOrderFormPage(listing, { ...offer, check }, named, key, gone),
      ...answer,
    });
  }

  /** What may be chosen: who keeps the shop gives more than its customers have, an agent does not. @throws OrderingClosed */
  private offer<Line extends ChosenLine>(
    { ctx, listing: id, user }: SpaceRequest,
    lines: readonly Line[],
    mode: string,
    asked?: PageRequest,
  ): Promise<StaffOffer<Line>> {
    return isAgent(user)
      ? this.pages.townOffer(ctx, id, lines, mode, asked)
      : this.pages.staffOffer(ctx, id, lines, mode, asked);
  }

  /** By which a phone is read. @throws OrderingClosed of a shop without hours, which takes no orders */
  private async department({ ctx, listing: id }: SpaceRequest): Promise<string> {
    const listing = await this.listings.find(ctx, id);
    if (!listing) throw new OrderingClosed({});
    return departmentOf(listing);
  }
}

/** Whether somebody may give a slot that customers cannot have: an agent does not know what the kitchen can do. Pure. */
const mayGive = (user: SpaceUser, refusal: SlotRefusal): boolean => !isAgent(user) && isOverridable(refusal);

/** Who enters the order. Pure. @param overrides what they confirmed of the slot */
const staffOf = (user: SpaceUser, overrides: Staff['overrides']): Staff =>
  isAgent(user)
    ? { actor: 'town', accountId: null, agentId: user.agent.accountId, overrides: [] }
    : { actor: 'merchant', accountId: user.account.id, overrides };
