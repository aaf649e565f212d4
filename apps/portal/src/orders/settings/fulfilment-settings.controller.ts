import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type CollectionPointInput,
  MAX_BANDS,
  MAX_POINTS,
  MAX_ZONES,
  pathsTo,
  pathTo,
  patternsOf,
  pickupRulesSchema,
  type PostRules,
} from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import {
  Fulfilments,
  type FulfilmentSettings,
  FulfilmentSettingsService,
  isNear,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import {
  decidedOver,
  type FormRefusal,
  type FormState,
  type FormValues,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, Requires } from '@halles/platform/http';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import {
  deliveryForm,
  type DeliverySlots,
  fulfilmentActions,
  type FulfilmentChange,
  fulfilmentChanges,
  pointForm,
  pointReader,
  postForm,
  type TypedArea,
  type TypedPoint,
  type TypedZone,
  zoneForm,
  zoneReader,
} from './fulfilment-settings.form';
import {
  deliveryValues,
  type Edited,
  editedValues,
  postValues,
  presentFulfilmentSettings,
} from './fulfilment-settings.presenter';
import { CommuneUnknown, NoSendingFee, TooManyZones, ZoneTooFar } from './fulfilment-settings.errors';
import { ShopOrders } from '../shop-orders.service';

type Decision = (before: FulfilmentSettings) => FulfilmentSettings;
/** What a form says over what stands (`decidedOver`). */
interface Over {
  /** Null: what stands stays. */
  readonly decide: (before: FulfilmentSettings) => FulfilmentSettings | null;
  readonly refusal: () => FormRefusal | null;
}

/** Switches a mode on or off; one of which nothing is known stays as it is. Pure. */
const switched =
  (mode: 'pickup' | 'delivery' | 'post' | null, isOn: boolean): Decision =>
  (before) => ({
    ...before,
    isPickupOn: mode === 'pickup' ? isOn : before.isPickupOn,
    delivery: before.delivery && {
      ...before.delivery,
      isOn: mode === 'delivery' ? isOn : before.delivery.isOn,
    },
    post: before.post && { ...before.post, isOn: mode === 'post' ? isOn : before.post.isOn },
  });

const pointSwitched =
  (id: string, isOn: boolean): Decision =>
  (before) => ({
    ...before,
    points: before.points.map((point) => (point.id === id ? { ...point, isOn } : point)),
  });

/** How a shop's orders reach its customers: its merchant says which ways there are. */
@Requires('listing.orders')
@Controller()
export class FulfilmentSettingsController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly settings: FulfilmentSettingsService,
    private readonly fulfilments: Fulfilments,
    private readonly work: UnitOfWork,
  ) {}

  @Get(patternsOf('merchant.fulfilments'))
  show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(fulfilmentChanges) done: FulfilmentChange | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: newForm(), done });
  }

  @Post(patternsOf('merchant.fulfilments'))
  async change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const to = async (done: FulfilmentChange, change: Decision | Over): Promise<Page | HttpAnswer> => {
      const { decide, refusal } =
        typeof change === 'function' ? { decide: change, refusal: () => null } : change;
      await this.settings.change(ctx, listing, decide);
      const refused = refusal();
      if (!refused) return redirectDone(pathTo('merchant.fulfilments', locale, { listing }), done);
      const { state, ...answer } = refused;
      return this.page(ctx, session, listing, { form: state, done: null }, answer);
    };
    return submitAction(
      fulfilmentActions.read(posted),
      {
        switchOn: (mode) => to('saved', switched(mode, true)),
        switchOff: (mode) => to('saved', switched(mode, false)),
        delivery: () => to('saved', deliveryOver(posted)),
        zone: async (typed) =>
          to(
            typed.id === null ? 'added' : 'changed',
            await this.zoneChange(ctx, listing, typed, posted, locale),
          ),
        editZone: (id) => this.edit(ctx, session, listing, { id, of: 'zone' }, locale),
        removeZone: (id) => to('removed', withoutZone(id)),
        point: async (typed) =>
          to(
            typed.id === null ? 'added' : 'changed',
            await this.pointChange(ctx, listing, typed, posted, locale),
          ),
        editPoint: (id) => this.edit(ctx, session, listing, { id, of: 'point' }, locale),
        pointOn: (id) => to('saved', pointSwitched(id, true)),
        pointOff: (id) => to('saved', pointSwitched(id, false)),
        removePoint: (id) =>
          to('removed', (before) => ({
            ...before,
            points: before.points.filter((point) => point.id !== id),
          })),
        post: () => to('saved', postOver(posted)),
        band: ({ bandFrom, bandFee }) =>
          to(
            'added',
            withBands((bands) => [...bands.filter(isNotFrom(bandFrom)), bandOf(bandFrom, bandFee)]),
          ),
        removeBand: (id) =>
          to(
            'removed',
            withBands((bands) => bands.filter(isNotFrom(Number(id)))),
          ),
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  /** The page with the form of a zone or a point filled in as it stands; of one that is gone, as it is for another. */
  private async edit(
    ctx: TenantContext,
    session: AccountSession,
    listing: number,
    edited: Edited,
    locale: Locale,
  ): Promise<Page> {
    const settings = await this.settings.find(ctx, listing);
    const communes = await this.communesOf(ctx, settings);
    const form = newForm(editedValues(settings, communes, edited, locale));
    return this.page(ctx, session, listing, { form, done: null });
  }

  private async zoneChange(
    ctx: TenantContext,
    listing: number,
    typed: TypedZone,
    posted: PostedForm,
    locale: Locale,
  ): Promise<Decision | Over> {
    const change = withZone(await this.areaOf(ctx, listing, typed.area), typed);
    if (typed.id === null) return change;
    const valuesOf = await this.editedOf(ctx, listing, { id: typed.id, of: 'zone' }, locale);
    const form = { reader: zoneReader, posted, together: [[...zoneForm.fields.keys()]] };
    return decidedOver(form, valuesOf, ifSame(typed, change));
  }

  private async pointChange(
    ctx: TenantContext,
    listing: number,
    typed: TypedPoint,
    posted: PostedForm,
    locale: Locale,
  ): Promise<Decision | Over> {
    const { id, point } = typed;
    const position = await this.pinOf(ctx, listing, point.address);
    const change = withPoint(id, { ...point, position });
    if (id === null) return change;
    const valuesOf = await this.editedOf(ctx, listing, { id, of: 'point' }, locale);
    const form = { reader: pointReader, posted, together: [[...pointForm.fields.keys()]] };
    return decidedOver(form, valuesOf, ifSame(typed, change));
  }

  private communesOf(
    ctx: TenantContext,
    { delivery }: FulfilmentSettings,
  ): Promise<ReadonlyMap<string, string>> {
    return this.work.read(ctx, (tx) => this.fulfilments.communeNames(tx, delivery?.rules.zones ?? []));
  }

  /** What the form of a zone or a point is filled in with, of what stands; nothing of one that is gone. */
  private async editedOf(
    ctx: TenantContext,
    listing: number,
    edited: Edited,
    locale: Locale,
  ): Promise<(now: FulfilmentSettings) => FormValues> {
    const communes = await this.communesOf(ctx, await this.settings.find(ctx, listing));
    return (now) => {
      const { do: _act, id: _id, ...values } = editedValues(now, communes, edited, locale);
      return values;
    };
  }

  /** @throws CommuneUnknown a town neither of the territory nor around it, ZoneTooFar */
  private async areaOf(ctx: TenantContext, listing: number, typed: TypedArea): Promise<Area> {
    if (typed.by === 'radius') return typed;
    if (typed.by === 'polygon') {
      const shop = await this.work.read(ctx, (tx) => this.fulfilments.shopPoint(tx, listing));
      if (shop === null || isNear(typed.ring, shop))
        return { ...typed, ring: typed.ring.map(([x, y]) => [x, y]) };
      throw new ZoneTooFar({}, [{ pointer: '/polygon', message: ZoneTooFar.definition.detail({}) }]);
    }
    const named = await this.work.read(ctx, (tx) => this.fulfilments.communesNamed(tx, listing, typed.names));
    const codes = named.map(({ name, code }) => {
      if (code === null) throw new CommuneUnknown({ name });
      return code;
    });
    return { by: 'communes', codes: [...new Set(codes)] };
  }

  private async pinOf(ctx: TenantContext, listing: number, address: string) {
    await this.shop.listing(ctx, listing);
    return this.work.read(ctx, (tx) => this.fulfilments.pinOf(tx, listing, address));
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    { form, done }: { readonly form: FormState; readonly done: FulfilmentChange | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const settings = await this.settings.find(ctx, id);
    const lacksPayment = await this.settings.lacksSendingPayment(ctx, id);
    const reserved = await this.settings.reserved(ctx, id);
    const [communes, shop] = await this.work.read(ctx, async (tx) => [
      await this.fulfilments.communeNames(tx, settings.delivery?.rules.zones ?? []),
      await this.fulfilments.shopPoint(tx, id),
    ]);
    return this.space.page(ctx, session, {
      view: 'orders/order-contacts',
      title: ({ texts }) => texts.line('ordering.modes.heading'),
      paths: pathsTo('merchant.fulfilments', { listing: id }),
      listing,
      section: 'orders',
      ...answer,
      present: (scope) =>
        presentFulfilmentSettings(scope, {
          listingId: id,
          settings,
          lacksPayment,
          reserved,
          communes,
          shop,
          form,
          done,
        }),
    });
  }
}

/** A change of a zone or a point, whose fields say something as a whole only; one that nobody typed into stays as it is by now. Pure. */
const ifSame =
  <T>(typed: T, change: Decision) =>
  (input: T, now: FulfilmentSettings): FulfilmentSettings =>
    isDeepStrictEqual(input, typed) ? change(now) : now;

/** What stands with other slots of deliveries. Pure. */
const deliveredAt =
  ({ length, notice, orders, horizon }: DeliverySlots): Decision =>
  (before) => {
    const capacity = { orders: orders ?? undefined };
    const slots = pickupRulesSchema.parse({ length, step: length, notice, horizon, capacity });
    const zones = before.delivery?.rules.zones ?? [];
    return { ...before, delivery: { isOn: before.delivery?.isOn ?? true, rules: { slots, zones } } };
  };

const deliveryOver = (posted: PostedForm): Over =>
  decidedOver({ reader: deliveryForm, posted }, deliveryValues, (typed, before) =>
    deliveredAt(typed)(before),
  );

const postOver = (posted: PostedForm): Over =>
  decidedOver({ reader: postForm, posted }, postValues, ({ sendDays, sendFee, sendPayment }, before) =>
    sentAt(sendDays, sendFee, sendPayment === '' ? null : sendPayment)(before),
  );

/** A list with another one in the place of that with its id, or with one more. Pure. */
const replaced = <T extends { readonly id: string }>(list: readonly T[], one: T): T[] =>
  list.some(({ id }) => id === one.id) ? list.map((old) => (old.id === one.id ? one : old)) : [...list, one];

/** What stands without a zone. Pure. */
const withoutZone =
  (id: string): Decision =>
  (before) => {
    const { delivery } = before;
    if (!delivery) return before;
    const zones = delivery.rules.zones.filter((zone) => zone.id !== id);
    return { ...before, delivery: { ...delivery, rules: { ...delivery.rules, zones } } };
  };

/** What stands with one point more, or another one in the place of it. @throws TooManyZones Pure. */
const withPoint =
  (id: string | null, input: CollectionPointInput): Decision =>
  (before) => {
    const isOn = before.points.find((point) => point.id === id)?.isOn ?? true;
    const points = replaced(before.points, { ...input, id: id ?? randomUUID(), isOn });
    if (points.length > MAX_POINTS) throw new TooManyZones({});
    return { ...before, points };
  };

type Band = PostRules['bands'][number];
const bandOf = (fromCents: number, feeCents: number): Band => ({ fromCents, feeCents });
const isNotFrom =
  (cents: number) =>
  ({ fromCents }: Band): boolean =>
    fromCents !== cents || fromCents === 0;

/** What stands with sending within so many days, at a fee that the higher bands leave as it is. Pure. */
const sentAt =
  (days: number, feeCents: number, instructions: string | null): Decision =>
  ({ post, ...before }) => {
    const higher = post?.rules.bands.slice(1) ?? [];
    return {
      ...before,
      post: {
        isOn: post?.isOn ?? true,
        rules: { days, bands: [bandOf(0, feeCents), ...higher] },
        instructions,
      },
    };
  };

/** What stands with other fees of sending, the least value of goods at the head. @throws NoSendingFee, TooManyZones Pure. */
const withBands =
  (change: (bands: readonly Band[]) => readonly Band[]): Decision =>
  ({ post, ...before }) => {
    if (!post) throw new NoSendingFee({});
    const bands = change(post.rules.bands).toSorted((one, other) => one.fromCents - other.fromCents);
    if (bands.length > MAX_BANDS) throw new TooManyZones({});
    return { ...before, post: { ...post, rules: { ...post.rules, bands } } };
  };

type Area = NonNullable<FulfilmentSettings['delivery']>['rules']['zones'][number]['area'];

/** What stands with one zone more, or another one in the place of it. @throws TooManyZones Pure. */
const withZone =
  (area: Area, { id, feeCents, minimumCents, freeFromCents }: TypedZone): Decision =>
  (before) => {
    const rules = before.delivery?.rules ?? {
      slots: pickupRulesSchema.parse({ length: 60, step: 60, notice: 120, horizon: 7 }),
      zones: [],
    };
    const zone = { id: id ?? randomUUID(), area, feeCents, minimumCents, freeFromCents };
    const zones = replaced(rules.zones, zone);
    if (zones.length > MAX_ZONES) throw new TooManyZones({});
    return {
      ...before,
      delivery: { isOn: before.delivery?.isOn ?? true, rules: { ...rules, zones } },
    };
  };
