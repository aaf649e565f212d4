import { metresBetween } from '@halles/domain/geo';
import { dayOfIso, instantOf, isoOfDay, type IsoDate, wallTime } from '@halles/domain/hours';
import { pickupTour, type Slot, type TourVisit, walkingTime } from '@halles/domain/pickup-slots';
import { MINUTE } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { StoredBasket } from './basket-cookie';
import { Baskets, type OpenBasket } from './baskets.service';
import { dayShown, daysOffered } from './tour-days';

/** How long an order is handed over. */
const HAND_OVER = 5 * MINUTE;

/** Why a shop is in no tour. */
export type TourRefusal = 'closed' | 'no-pickup' | 'no-pin' | 'no-slot';

/** A shop that a tour may lead to. */
export interface TourShop {
  readonly open: OpenBasket & { readonly listing: NonNullable<OpenBasket['listing']> };
  /** Those that can be had. */
  readonly slots: readonly Slot[];
}

/** A day that a tour may be on. */
export interface TourDay {
  readonly day: IsoDate;
  /** The shops that have no slot on it: none of them on a day that all have. */
  readonly without: readonly TourShop[];
}

/** A walk past the shops of somebody's baskets, on one day. */
export interface Tour {
  /** Those that all shops have; where there is none, those that most have. */
  readonly days: readonly TourDay[];
  /** Null where no shop hands over on any. */
  readonly day: IsoDate | null;
  /** Minutes since midnight from which on it may begin. */
  readonly minute: number;
  readonly shops: readonly TourShop[];
  /** By their places in `shops`; null where no order of them has a slot at each. */
  readonly visits: readonly TourVisit[] | null;
  readonly refused: readonly { readonly open: OpenBasket; readonly refusal: TourRefusal }[];
  /** Shops that have slots, on other days than this. */
  readonly otherDays: readonly { readonly shop: TourShop; readonly days: readonly IsoDate[] }[];
}

/** When a tour is wished for, as an address says it. */
export interface TourInput {
  readonly day: IsoDate | null;
  readonly minute: number | null;
}

const dayOf = (slot: Slot, timeZone: string): IsoDate => isoOfDay(wallTime(timeZone, slot.from).day);

/** A shop that a tour may lead to, or why it does not. Pure. */
function judged(open: OpenBasket): TourShop | TourRefusal {
  const { listing, ordering, lines } = open;
  if (!listing || !ordering || ordering.pausedUntil !== null || lines.length === 0) return 'closed';
  if (ordering.offer.fulfilment !== 'pickup') return 'no-pickup';
  if (listing.position?.precision !== 'address') return 'no-pin';
  const slots = ordering.slots.filter(({ refusal }) => refusal === null);
  return slots.length === 0 ? 'no-slot' : { open: { ...open, listing }, slots };
}

/** How long the ways between shops take, by their places. Pure. */
const walksOf = (shops: readonly TourShop[]): number[][] =>
  shops.map(({ open: { listing: one } }) =>
    shops.map(({ open: { listing: other } }) =>
      one.position && other.position ? walkingTime(metresBetween(one.position, other.position)) : 0,
    ),
  );

/** A walk past shops as they are now. Pure. */
export function tourOf(
  baskets: readonly OpenBasket[],
  { day: asked, minute }: TourInput,
  timeZone: string,
): Tour {
  const all = baskets.map((open) => ({ open, result: judged(open) }));
  const candidates = all.flatMap(({ result }) => (typeof result === 'string' ? [] : [result]));
  const daysOf = candidates.map(({ slots }) => [...new Set(slots.map((slot) => dayOf(slot, timeZone)))]);
  const offered = daysOffered(daysOf);
  const day = dayShown(offered, daysOf, asked);
  const onDay = (wanted: IsoDate | null) => (slot: Slot) => dayOf(slot, timeZone) === wanted;
  const shops = candidates
    .map((shop) => ({ ...shop, slots: shop.slots.filter(onDay(day)) }))
    .filter(({ slots }) => slots.length > 0);
  const first = Math.min(...shops.flatMap(({ slots }) => slots.map(({ from }) => from)));
  const from = minute ?? (Number.isFinite(first) ? wallTime(timeZone, first).minute : 0);
  const start = day === null ? 0 : instantOf(timeZone, dayOfIso(day), from);
  const stops = shops.map(({ slots }) => slots);
  const without = (own: IsoDate): TourShop[] => candidates.filter(({ slots }) => !slots.some(onDay(own)));
  return {
    ...{ day, minute: from, shops },
    days: offered.map((own) => ({ day: own, without: without(own) })),
    visits: pickupTour({ stops, walk: walksOf(shops), start, handOver: HAND_OVER }),
    refused: all.flatMap(({ open, result }) =>
      typeof result === 'string' ? [{ open, refusal: result }] : [],
    ),
    otherDays: candidates.flatMap((shop, index) => {
      const days = daysOf[index] ?? [];
      return day === null || days.includes(day) ? [] : [{ shop, days }];
    }),
  };
}

/** Walks past the shops of baskets. */
@Injectable()
export class PickupTours {
  constructor(private readonly baskets: Baskets) {}

  /** All of the baskets as collected in their shops. */
  async propose(ctx: TenantContext, stored: readonly StoredBasket[], input: TourInput): Promise<Tour> {
    const open = await this.baskets.open(
      ctx,
      stored.map((basket) => ({ ...basket, mode: 'pickup' })),
    );
    return tourOf(open, input, ctx.tenant.settings.timeZone);
  }
}
