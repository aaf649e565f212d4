import type {
  ChosenFulfilment,
  DeliveryRules,
  OrderFulfilment,
  PickupRules,
  PostRules,
} from '@halles/contracts';
import { instantOf, scheduleOfTexts, wallTime } from '@halles/domain/hours';
import { daysWithoutOrders } from '../ordering-controls';
import type { OrderingShop } from '../ordering-shops.service';
import type { CollectionPoint } from './order-reception';

/** How the orders of a shop may reach its customers. */
export interface FulfilmentSettings {
  readonly isPickupOn: boolean;
  /** Null: the shop never said how it delivers. */
  readonly delivery: { readonly isOn: boolean; readonly rules: DeliveryRules } | null;
  readonly post: {
    readonly isOn: boolean;
    readonly rules: PostRules;
    /** How customers pay before it is sent, in the words of the shop; null: online alone. */
    readonly instructions: string | null;
  } | null;
  /** By name. */
  readonly points: readonly CollectionPoint[];
}

/** Whose slots an order takes room in: those of a collection point, of deliveries, or of the shop. */
export interface SlotChannel {
  readonly fulfilment: OrderFulfilment;
  readonly pointId: string | null;
}

export const SHOP_SLOTS: SlotChannel = { fulfilment: 'pickup', pointId: null };

/** One way in which a shop's orders may reach its customers. */
export interface FulfilmentOffer {
  /** What forms name it by: its fulfilment, or the id of the point. */
  readonly key: string;
  readonly fulfilment: OrderFulfilment;
  readonly point: CollectionPoint | null;
  readonly delivery: DeliveryRules | null;
  readonly post: PostRules | null;
  /** Of sending: how it is paid before, in the words of the shop. */
  readonly paymentInstructions: string | null;
  /** The shop with the hours and the rules of slots that hold for it: what asks for slots asks this one. */
  readonly shop: OrderingShop;
}

/** What most shops begin with. */
const NOTHING = { point: null, delivery: null, post: null, paymentInstructions: null } as const;

/**
 * The shop as it serves in hours of a mode that have rules of their own, but for its days without orders. Where a rule of the
 * territory closes the shop to its customers, it still delivers. Pure.
 */
function withRules(shop: OrderingShop, rules: PickupRules): OrderingShop {
  const own = shop.settings.pickup.pauses.filter((pause) => !shop.closedByRule.includes(pause));
  const closed = daysWithoutOrders(own, shop.schedule.place.timeZone);
  const pickup = { ...rules, pauses: [...rules.pauses, ...closed] };
  return { ...shop, settings: { ...shop.settings, pickup } };
}

/** The shop as it serves at a collection point, whose hours are its own; where the whole business is on vacation, nobody is there. Pure. */
export function shopAt(shop: OrderingShop, { hours, slots }: CollectionPoint): OrderingShop {
  const { place, vacations } = shop.schedule;
  const schedule = scheduleOfTexts(place, { pickup: hours });
  return {
    ...withRules(shop, slots),
    mode: 'pickup',
    schedule: { ...schedule, vacations: vacations.filter(({ modes }) => modes === undefined) },
  };
}

const shopDelivering = (shop: OrderingShop, { slots }: DeliveryRules): OrderingShop => ({
  ...withRules(shop, slots),
  mode: shop.schedule.modes.delivery ? 'delivery' : 'shop',
});

/** What a shop keeps of them where its customers reserve: they come for what they want, and owe nothing before. Pure. */
export const collectedAlone = (settings: FulfilmentSettings): FulfilmentSettings => ({
  ...settings,
  delivery: null,
  post: null,
});

/** Whether delivery or sending is on. Pure. */
export const bringsOrSends = ({ delivery, post }: FulfilmentSettings): boolean =>
  delivery?.isOn === true || post?.isOn === true;

/** In which ways orders reach customers, pickup in the shop first. Pure. */
export const waysOf = ({ isPickupOn, delivery, post, points }: FulfilmentSettings): OrderFulfilment[] => [
  ...(isPickupOn ? (['pickup'] as const) : []),
  ...(points.some(({ isOn }) => isOn) ? (['collection-point'] as const) : []),
  ...(delivery?.isOn === true && delivery.rules.zones.length > 0 ? (['delivery'] as const) : []),
  ...(post?.isOn === true ? (['post'] as const) : []),
];

/** What a shop offers at the moment: pickup in the shop first. Pure. */
export function offersOf(
  shop: OrderingShop,
  { isPickupOn, delivery, post, points }: FulfilmentSettings,
): FulfilmentOffer[] {
  const offer = (fulfilment: OrderFulfilment, more: Partial<FulfilmentOffer> = {}): FulfilmentOffer => ({
    ...{ ...NOTHING, key: fulfilment, fulfilment, shop },
    ...more,
  });
  const isDelivering = delivery?.isOn === true && delivery.rules.zones.length > 0;
  return [
    ...(isPickupOn ? [offer('pickup')] : []),
    ...points
      .filter(({ isOn }) => isOn)
      .map((point) => offer('collection-point', { key: point.id, point, shop: shopAt(shop, point) })),
    ...(isDelivering
      ? [offer('delivery', { delivery: delivery.rules, shop: shopDelivering(shop, delivery.rules) })]
      : []),
    ...(post?.isOn === true
      ? [offer('post', { post: post.rules, paymentInstructions: post.instructions })]
      : []),
  ];
}

/** What forms name a chosen fulfilment by. Pure. */
export const keyOf = (chosen: ChosenFulfilment): string =>
  chosen.mode === 'collection-point' ? chosen.pointId : chosen.mode;

/** Whose slots an offer has. Pure. */
export const channelOf = ({ fulfilment, point }: FulfilmentOffer): SlotChannel => ({
  fulfilment,
  pointId: point?.id ?? null,
});

/**
 * The day by the end of which what is ordered now is sent, by the clock of the shop. Pure.
 * @param noticeDays the longest notice of its products
 */
export function sendingDay(
  { days }: PostRules,
  timeZone: string,
  noticeDays: number,
  now: Date,
): { readonly from: Date; readonly until: Date } {
  const day = wallTime(timeZone, now.getTime()).day + Math.max(days, noticeDays);
  return spanOfDay(timeZone, day);
}

/** The same put off by whole days: a day of the calendar has not always twenty-four hours. Pure. */
export const sendingDayLater = (from: Date, timeZone: string, days: number): ReturnType<typeof sendingDay> =>
  spanOfDay(timeZone, wallTime(timeZone, from.getTime()).day + days);

const spanOfDay = (timeZone: string, day: number): { readonly from: Date; readonly until: Date } => ({
  from: new Date(instantOf(timeZone, day, 0)),
  until: new Date(instantOf(timeZone, day + 1, 0)),
});
