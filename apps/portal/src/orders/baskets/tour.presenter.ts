import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import {
  dateWords,
  dayOfIso,
  type IsoDate,
  listWords,
  timeWords,
  wallTime,
  weekdayWords,
} from '@halles/domain/hours';
import { slotTimeWords, type TourVisit } from '@halles/domain/pickup-slots';
import { MINUTE } from '@halles/kernel';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import type { Tour, TourDay, TourShop } from './tour.service';
import type { TourBody, TourStopView } from './tour.view';

export const DAY = 'jour';
export const TIME = 'heure';
/** How many days of a shop are named that has none of the tour's. */
const MOST_DAYS = 3;
/** Name of the field that says which slot is taken at a shop. */
export const slotField = (listingId: number): string => `slot-${String(listingId)}`;

const minutesOf = (span: number): number => Math.round(span / MINUTE);

const dayLabel = (day: IsoDate, { locale }: Pick<PageScope, 'locale'>): string =>
  `${weekdayWords(dayOfIso(day), locale)} ${dateWords(dayOfIso(day), locale)}`;

/** "samedi 5 décembre (sans Fournil des Capucins)". Pure. */
function optionLabel({ day, without }: TourDay, { texts, locale }: PageScope): string {
  const label = dayLabel(day, { locale });
  if (without.length === 0) return label;
  const names = without.map(({ open: { listing } }) => listing.name);
  return texts.line('baskets.tour.dayWithout', { day: label, listings: listWords(names, locale) });
}

/** Shops that are in no tour of this day, and why. Pure. */
function refusedWords({ days, refused, otherDays }: Tour, { texts, locale }: PageScope): string[] {
  const hasNoDayOfAll = days.length > 0 && days.every(({ without }) => without.length > 0);
  return [
    ...(hasNoDayOfAll ? [texts.line('baskets.tour.noDayOfAll')] : []),
    ...refused.map(({ open, refusal }) =>
      texts.line(`baskets.tour.refused.${refusal}`, {
        listing: open.listing?.name ?? texts.line('baskets.unknown'),
      }),
    ),
    ...otherDays.map(({ shop, days: own }) =>
      texts.line('baskets.tour.otherDays', {
        listing: shop.open.listing.name,
        days: listWords(
          own.slice(0, MOST_DAYS).map((day) => dayLabel(day, { locale })),
          locale,
        ),
      }),
    ),
  ];
}

/** "10:05". Pure. */
const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

const at = (moment: number, { settings, locale }: PageScope): string =>
  timeWords(wallTime(settings.timeZone, moment).minute, locale);

function stopView({ open: { listing } }: TourShop, visit: TourVisit, scope: PageScope): TourStopView {
  const { texts, locale, settings } = scope;
  return {
    shop: { href: listingPath(locale, listing), label: listing.name },
    time: at(visit.arrival, scope),
    slot: texts.line('baskets.tour.slot', { slot: slotTimeWords(visit.slot, settings.timeZone, locale) }),
    notes: [
      ...(visit.walk === 0 ? [] : [texts.line('baskets.tour.walk', { count: minutesOf(visit.walk) })]),
      ...(visit.wait === 0
        ? []
        : [texts.line('baskets.tour.wait', { count: Math.ceil(visit.wait / MINUTE) })]),
    ],
    field: { name: slotField(listing.id), value: String(visit.slot.from) },
  };
}

/** The walk in one sentence. Pure. */
function summaryOf(visits: readonly TourVisit[], scope: PageScope): string {
  const sum = (key: 'walk' | 'wait'): number => visits.reduce((all, visit) => all + visit[key], 0);
  return scope.texts.line('baskets.tour.summary', {
    from: at(visits[0]?.arrival ?? 0, scope),
    until: at(visits.at(-1)?.until ?? 0, scope),
    walk: minutesOf(sum('walk')),
  });
}

/** What there is no tour for. Pure. */
function problemOf({ shops, visits }: Tour, { texts }: PageScope): { readonly problem?: string } {
  if (shops.length < 2) return { problem: texts.line('baskets.tour.tooFew') };
  return visits === null ? { problem: texts.line('baskets.tour.impossible') } : {};
}

/** In which order the shops of somebody's baskets are walked to, with a slot at each. Pure. */
export const presentTour =
  (tour: Tour) =>
  (scope: PageScope): PageModel & { readonly body: TourBody } => {
    const { texts, locale } = scope;
    const title = texts.line('baskets.tour.heading');
    const visits = tour.shops.length < 2 ? [] : (tour.visits ?? []);
    return {
      head: { page: null, title, description: title, paths: pathsTo('baskets.tour'), noindex: true },
      body: {
        heading: title,
        lead: texts.line('baskets.tour.lead'),
        trail: [{ href: pathTo('baskets', locale), label: texts.line('baskets.heading') }],
        action: pathTo('baskets.tour', locale),
        days: tour.days.map((offered) => ({
          value: offered.day,
          label: optionLabel(offered, scope),
          selected: offered.day === tour.day,
        })),
        time: clockOf(tour.minute),
        ...problemOf(tour, scope),
        refused: refusedWords(tour, scope),
        stops: visits.flatMap((visit) => {
          const shop = tour.shops[visit.stop];
          return shop ? [stopView(shop, visit, scope)] : [];
        }),
        ...(visits.length === 0 ? {} : { summary: summaryOf(visits, scope) }),
      },
    };
  };
