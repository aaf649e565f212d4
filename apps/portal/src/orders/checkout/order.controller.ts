import { type DeliveryAddress, listingParams, orderInputSchema, pathTo, patternsOf } from '@halles/contracts';
import type { Account } from '@halles/domain/accounts';
import type { Listing } from '@halles/domain/listings';
import {
  conditionsOf,
  CustomerHistory,
  FulfilmentRefused,
  type HoldPeriod,
  keyOf,
  needsEmail,
  OrderingPaused,
  OrderKeyReused,
  OrderPlacing,
  OrderSlots,
  pricedTogether,
  slotRefused,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import {
  type FormState,
  formValuesOf,
  newForm,
  Posted,
  PostedForm,
  PublicForms,
  submitForm,
  textOf,
} from '@halles/platform/forms';
import {
  type Client,
  Cost,
  type HttpAnswer,
  json,
  PortalRequest,
  Public,
  RateLimited,
  RateLimiter,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { v4 as uuid } from 'uuid';
import { AccountAccess, signInPath } from '../../accounts';
import { holdKeys, ListingParam } from '../../params';
import { type Page, page, type PageOptions } from '../../rendering/page';
import {
  type Basket,
  basketForm,
  type BasketRow,
  formKeyIn,
  goodsForm,
  quantitiesOf,
  SLOT,
  withoutGoods,
} from './basket.form';
import { emptyCookie, type StoredBasket, storedBasket } from '../baskets/basket-cookie';
import { Baskets } from '../baskets/baskets.service';
import {
  basketOf,
  type BasketStorage,
  cookieToStore,
  editedValues,
  NOT_STORED,
  storageOf,
  valuesOf,
} from '../baskets/stored-form';
import { choiceErrors, linesAsSeen, stockErrors } from './basket-price';
import { goneFrom, namedByWanted } from './basket-rows';
import { EDIT, EMPTY, MORE, SIGN_IN, STORE } from './order-buttons';
import { CustomerOrders } from '../order-page/customer-orders.service';
import {
  basketValues,
  checkWhole,
  type ConfirmedBasket,
  departmentOf,
  summaryForm,
  summaryKey,
} from './order.form';
import { addressForm, CHECK, fulfilmentIn, isSwitched, MODE, SWITCH } from './order-fulfilment.form';
import { presentOrderForm } from './order-form.presenter';
import { type BasketOffer, FIRST_PAGE, OrderPageService } from './order-page.service';
import { presentOrderSummary } from './order-summary.presenter';
import { isTurned, requestedPage } from './product-pager.presenter';
import { presentProductPage } from '../products/product-page.presenter';
import { ProductPageService } from '../products/product-page.service';
import { IS_THE_CUSTOMERS, notOrdered } from './not-ordered';
import { isWithoutScripts, unprovenErrors } from './unproven-basket';

/** Whose form of a shop is shown. */
interface FormVisit {
  readonly ctx: TenantContext;
  readonly cookies: string | undefined;
  readonly id: number;
  /** The basket that it is opened with, null for none; absent where it was filled in. */
  readonly stored?: StoredBasket | null;
}

/** Of pages that a form led to: who goes back to one sees it again. It is the customer's own, and is asked for anew otherwise. */
const BACK_TO = { 'cache-control': 'private, no-cache' } as const;

/** A basket that was filled in, and what of it can be had. */
interface Summarised {
  readonly basket: Basket;
  readonly offer: BasketOffer<BasketRow>;
  readonly key: string;
  /** Key of the form; null: the summary holds no place in its slot. */
  readonly holdId: string | null;
  readonly client: Client;
  readonly storage: BasketStorage;
}

/**
 * Ordering from a shop, without an account: a page of what it sells, a summary, the order. Works without JavaScript. What was
 * chosen travels in the forms, and the browser of who sent one stores the goods in it (ADR 56).
 */
@Public()
@Controller()
export class OrderController {
  constructor(
    private readonly pages: OrderPageService,
    private readonly forms: PublicForms,
    private readonly access: AccountAccess,
    private readonly placing: OrderPlacing,
    private readonly slots: OrderSlots,
    private readonly limiter: RateLimiter,
    private readonly customers: CustomerOrders,
    private readonly baskets: Baskets,
    private readonly products: ProductPageService,
    private readonly history: CustomerHistory,
  ) {}

  /** Lists of shops lead here; where a list is all that can be ordered with, to where it is written. */
  @Get(patternsOf('order.form'))
  @Cost('search')
  async form(
    @PortalRequest() { ctx, locale, client: { cookies } }: PortalRequest,
    @ListingParam() listing: Listing,
  ): Promise<Page | HttpAnswer> {
    if (await this.pages.takesListsAlone(ctx, listing.id))
      return redirectTo(pathTo('order.list', locale, listingParams(listing)));
    const stored = storedBasket(cookies, listing.id);
    const state = newForm(stored ? valuesOf(stored) : {});
    return this.formPage({ ctx, cookies, id: listing.id, stored }, state);
  }

  /** The basket was filled in: the summary, or the form again with what is wrong. */
  @Post(patternsOf('order.form'))
  @Cost('search')
  async summarise(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { id } = listing;
    const visit = { ctx, cookies: client.cookies, id };
    const refused = await this.products.refused(ctx, listing, posted.values);
    if (refused)
      return page('orders/product', presentProductPage(refused.sold, refused.form), { status: 422 });
    if ([EDIT, MORE].includes(textOf(posted.values, 'do')) || isTurned(posted.values))
      return this.formPage(visit, newForm(editedValues(client.cookies, id, posted.values)));
    if (isSwitched(posted.values)) return this.otherMode(visit, posted);
    if (textOf(posted.values, 'do') === EMPTY)
      return this.formPage(visit, newForm(withoutGoods(posted.values)));
    if (textOf(posted.values, 'do') === SIGN_IN) return this.signIn(visit, locale, listing, posted);
    if (textOf(posted.values, 'do') === STORE) return this.store(visit, locale, posted);
    if (textOf(posted.values, 'do') === CHECK) return this.checkAddress(visit, posted);
    return submitForm<Basket, Page | HttpAnswer>(
      basketForm(departmentOf(listing)).read(posted),
      async (basket) => {
        const holdId = formKeyIn(posted.values);
        const key = summaryKey(holdId, basket);
        const placed = await this.placing.placedUnder(ctx, key);
        // Somebody went back, and their browser sent it again.
        if (placed)
          return redirectTo(pathTo('order', locale, { token: this.customers.token(ctx, placed.id) }));
        const offer = await this.pages.offer(ctx, id, basket.lines, keyOf(basket.fulfilment), {
          ...FIRST_PAGE,
          held: holdId,
        });
        const isUnproven = isWithoutScripts(posted.values) && !(await this.access.find(ctx, client.cookies));
        // Two rows that could be had apart may be too much of it together, or no such weight.
        const errors = {
          ...stockErrors(offer.basket),
          ...choiceErrors(pricedTogether(offer.basket)),
          ...choiceErrors(offer.basket),
          ...(isUnproven ? unprovenErrors(offer.basket, offer.shop, locale) : {}),
        };
        if (Object.keys(errors).length > 0)
          return this.formPage(visit, { ...newForm(posted.values), errors }, { status: 422 });
        const storage = storageOf(client.cookies, basketOf(id, posted.values, offer.basket));
        return this.summaryOf(ctx, locale, { basket, offer, key, holdId, client, storage });
      },
      ({ state, ...answer }) => this.formPage(visit, state, answer),
    );
  }

  @Post(patternsOf('order.place'))
  @Cost('search')
  async place(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { id } = listing;
    const form = summaryForm(departmentOf(listing));
    return this.forms.submit<ConfirmedBasket, Page | HttpAnswer>({
      ctx,
      client,
      name: `order/${id}`,
      form,
      posted,
      keyReused: OrderKeyReused,
      use: async (basket, idempotencyKey, isProven) => {
        checkWhole(basket);
        const input = orderInputSchema.parse({ ...basket, idempotencyKey });
        const account = (await this.access.find(ctx, client.cookies))?.account ?? null;
        const order = await this.placing.place(ctx, id, input, locale, {
          amounts: isProven || account !== null ? 'any' : 'few',
          provenEmail: account?.isVerified ? account.email : null,
          accountId: account?.id ?? null,
        });
        const receipt = pathTo('order', locale, { token: this.customers.token(ctx, order.id) });
        const answer = client.isProgram
          ? json({ order: receipt }, { location: receipt }, 201)
          : redirectTo(receipt);
        return storedBasket(client.cookies, id) ? answer.withCookies(emptyCookie(id)) : answer;
      },
      again: ({ state, ...answer }) => {
        const confirmed = form.read(new PostedForm(posted.values, null));
        // Nothing is wrong with what was sent: the same summary, under the same key, is worth sending again.
        return confirmed.ok && !IS_THE_CUSTOMERS.has(answer.status)
          ? this.summary(ctx, id, confirmed.input, notOrdered(state, answer.status), answer)
          : this.formPage(
              { ctx, cookies: client.cookies, id },
              { ...state, values: basketValues(state.values) },
              answer,
            );
      },
    });
  }

  /** The basket with the slots of another way to receive it: none of those that it had. */
  private otherMode(visit: FormVisit, posted: PostedForm): Promise<Page> {
    const { [SLOT]: _, ...values } = basketValues(posted.values);
    const state = newForm(values);
    if (textOf(posted.values, 'do') === SWITCH) return this.formPage(visit, state);
    // The whole form was sent: what is left to fill in is told. What is sent has no slot.
    const errors =
      textOf(values, MODE) !== 'post'
        ? { [SLOT]: { key: 'otherMode' } }
        : textOf(values, 'street') === ''
          ? { street: { key: 'street' } }
          : {};
    return this.formPage(visit, { ...state, errors }, { status: 422 });
  }

  /** The browser stores the basket, and its customer goes on to the others. */
  private store(visit: FormVisit, locale: Locale, posted: PostedForm): Promise<Page | HttpAnswer> {
    const { ctx, cookies, id } = visit;
    return submitForm<readonly BasketRow[], Page | HttpAnswer>(
      goodsForm.read(posted),
      async (lines) => {
        const { basket } = await this.pages.offer(ctx, id, lines);
        const cookie = cookieToStore(cookies, basketOf(id, posted.values, basket));
        return redirectTo(pathTo('baskets', locale)).withCookies(cookie);
      },
      ({ state, ...answer }) => this.formPage(visit, state, answer),
    );
  }

  /** The browser stores what is in the basket so far; who signs in comes back to it. What is not stored stays in the form. */
  private async signIn(
    visit: FormVisit,
    locale: Locale,
    listing: Listing,
    { values }: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { ctx, cookies, id } = visit;
    const { basket } = await this.pages.offer(ctx, id, quantitiesOf(values).lines);
    const { headers, refusal } = storageOf(cookies, basketOf(id, values, basket));
    if (refusal !== null) return this.formPage(visit, newForm(values), { status: 409 });
    const back = pathTo('order.form', locale, listingParams(listing));
    return redirectTo(signInPath(locale, back)).withHeaders(headers);
  }

  /** The basket as it was, with whether something is delivered at its address. */
  private checkAddress(visit: FormVisit, posted: PostedForm): Promise<Page> {
    const values = basketValues(posted.values);
    return submitForm<DeliveryAddress, Page>(
      addressForm.read(posted),
      (address) => this.formPage(visit, newForm(values), {}, address),
      ({ state, ...answer }) => this.formPage(visit, { ...state, values }, answer),
    );
  }

  /** @param address to be checked */
  private async formPage(
    { ctx, cookies, id, stored }: FormVisit,
    state: FormState,
    answer: PageOptions = {},
    address: DeliveryAddress | null = null,
  ): Promise<Page> {
    const account = (await this.access.find(ctx, cookies))?.account ?? null;
    const named = namedByWanted(await this.filledIn(ctx, account, state));
    const { lines } = quantitiesOf(named.values);
    const key = formKeyIn(named.values) ?? uuid();
    const asked = { ...requestedPage(named), held: key };
    const offer = await this.pages.offer(ctx, id, lines, textOf(named.values, MODE), asked);
    const gone = await this.pages.goneFrom(ctx, id, goneFrom(named.values, offer.pages));
    const check = address && offer.offer.delivery && (await this.pages.check(ctx, offer, address));
    const around = await this.baskets.around(ctx, cookies, { id, stored: stored ?? null });
    // A page that was only opened changes nothing that the browser stores.
    const filled = { ...basketOf(id, named.values, offer.basket), formKey: key };
    const { headers, refusal: notStored } = stored === undefined ? storageOf(cookies, filled) : NOT_STORED;
    return page(
      'orders/order-form',
      presentOrderForm({ ...offer, check }, named, key, {
        ...around,
        gone,
        notStored,
        isSignedIn: account !== null,
        total: await this.pages.total(ctx, offer, fulfilmentIn(named.values).chosen),
      }),
      { ...answer, headers: { ...answer.headers, ...headers, ...(stored === undefined ? BACK_TO : {}) } },
    );
  }

  /** A form that does not say yet who orders is filled in with what is known of who is signed in. */
  private async filledIn(ctx: TenantContext, account: Account | null, form: FormState): Promise<FormState> {
    if (account === null || 'name' in form.values) return form;
    const phone = await this.history.lastPhone(ctx, account);
    const known = formValuesOf({ name: account.name, email: account.email, phone: phone ?? '' });
    return { ...form, values: { ...form.values, ...known } };
  }

  /** What of a basket can be ordered as it is. @throws OrderingPaused, SlotRefused, BasketChanged */
  private async summaryOf(
    ctx: TenantContext,
    locale: Locale,
    { basket, offer: offered, key, holdId, client, storage }: Summarised,
  ): Promise<Page> {
    const { shop, offer, slots, pausedUntil, now } = offered;
    if (pausedUntil !== null)
      throw new OrderingPaused({ until: pausedUntil, now, timeZone: shop.schedule.place.timeZone });
    // Judged again when it is ordered; who reads the summary is told of what can be had.
    if (keyOf(basket.fulfilment) !== offer.key) throw new FulfilmentRefused({ refusal: { kind: 'off' } });
    const slot = slots.find(({ from }) => from === basket.slotFrom);
    // One that the list leaves out, far away, may be had all the same.
    const refusal = slot
      ? slot.refusal
      : await this.pages.refusalOfSlot(ctx, offered, basket.slotFrom, holdId);
    if (refusal !== null) throw slotRefused(refusal);
    if (shop.settings.confirmsContact && basket.email === null) throw needsEmail();
    const summary = await this.pages.summarise(ctx, locale, basket, offered, holdId);
    const hold = await this.hold(ctx, client, offered, { slotFrom: basket.slotFrom, id: holdId });
    return page(
      'orders/order-summary',
      presentOrderSummary(
        { ...summary, hold, notStored: storage.refusal },
        await this.forms.blank(ctx, `order/${shop.listing.id}`, {}, key),
      ),
      { headers: { ...storage.headers, ...BACK_TO } },
    );
  }

  /** Holds the place in the slot, for as many summaries as one visitor reads at a shop; beyond, none is held, they are told, and the rest works. */
  private async hold(
    ctx: TenantContext,
    client: Client,
    { offer, basket }: BasketOffer<BasketRow>,
    { slotFrom, id }: { readonly slotFrom: number; readonly id: string | null },
  ): Promise<HoldPeriod | 'too-many' | null> {
    if (id === null) return null;
    try {
      await this.limiter.takeAll(ctx, holdKeys(client, offer.shop.listing.id));
    } catch (error) {
      if (error instanceof RateLimited) return offer.fulfilment === 'post' ? null : 'too-many';
      throw error;
    }
    return this.slots.hold(ctx, offer, basket, { slotFrom, id });
  }

  private async summary(
    ctx: TenantContext,
    id: number,
    basket: ConfirmedBasket,
    state: FormState,
    answer: PageOptions,
  ): Promise<Page> {
    const mode = keyOf(basket.fulfilment);
    const offered = await this.pages.offer(ctx, id, basket.lines, mode);
    const { shop, offer, basket: priced, noticeDays, now } = offered;
    const conditions = conditionsOf(shop);
    const tolerance = basket.weightTolerance ?? conditions.tolerance;
    const lines = linesAsSeen(priced, { ...conditions, tolerance });
    const ways = await this.pages.ways(ctx, offered, basket, lines);
    return page(
      'orders/order-summary',
      presentOrderSummary(
        { shop, offer, basket, lines, noticeDays, now, ways, hold: null, notStored: null },
        state,
      ),
      { ...answer, headers: { ...answer.headers, ...BACK_TO } },
    );
  }
}
