import { pathsTo, pathTo } from '@halles/contracts';
import { dateWords, dayOfIso, timeWords, weekdayNames } from '@halles/domain/hours';
import {
  FIGURE_WEEKS,
  type FigureTotals,
  type FigureWeeks,
  type NamedFigures,
  ORDER_OUTCOMES,
  type ProductFigure,
} from '@halles/domain/orders';
import { tendency } from '@halles/domain/statistics';
import { priceWords } from '@halles/kernel';
import { formatNumber } from '@halles/platform/theming';
import type { MerchantListing, MerchantPage } from '../merchant-space';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { barsOf } from './bars';
import type { HoursView, OrderFiguresBody, WeeksView } from './order-figures.view';

/** What the page is made of. */
export interface ShownFigures {
  readonly listing: MerchantListing;
  readonly weeks: FigureWeeks;
  readonly figures: NamedFigures;
  /** Whether its reader may see what the shop earns. */
  readonly hasSales: boolean;
  /** Whether the shop takes orders. */
  readonly isOpen: boolean;
  /** Whether its reader handles orders, and may say how they are taken. */
  readonly handlesOrders: boolean;
}

type Shown = NonNullable<OrderFiguresBody['shown']>;

/** Columns of the weeks; money only for who may see it. */
const COLUMNS = ['placed', 'accepted', ...ORDER_OUTCOMES] as const;
const MINUTES_OF_HOUR = 60;
const DAYS_OF_WEEK = [1, 2, 3, 4, 5, 6, 7];
/** Shades of the hours, but for none. */
const LEVELS = 4;
const LETTERS = 3;
const LONGEST = Math.max(...FIGURE_WEEKS);

const money = (cents: number, { locale }: PageScope): string => priceWords(cents, locale);

/** "12 min", "2 h 05". Pure. */
function minutesWords(minutes: number, { texts }: PageScope): string {
  const rest = minutes % MINUTES_OF_HOUR;
  return minutes < MINUTES_OF_HOUR
    ? texts.line('orderFigures.minutes', { minutes })
    : texts.line('orderFigures.hours', {
        hours: Math.floor(minutes / MINUTES_OF_HOUR),
        minutes: String(rest).padStart(2, '0'),
      });
}

/** How much of all answers came in time, in per cent; null where there was none. Pure. */
function inTimeShare(totals: FigureTotals): number | null {
  const all = totals['in-time'] + totals.late;
  // Down: a hundred is said where all were, and nowhere else.
  return all === 0 ? null : Math.floor((100 * totals['in-time']) / all);
}

function countNote(now: number, before: number, { texts, locale }: PageScope): string {
  const change = tendency(now, before);
  const count = formatNumber(before, locale);
  if (change === null) return texts.line('orderFigures.before', { value: count });
  const key = change === 0 ? 'same' : change > 0 ? 'more' : 'less';
  return texts.line(`orderFigures.${key}`, { percent: formatNumber(Math.abs(change), locale) });
}

function totalsOf({ figures, hasSales }: ShownFigures, scope: PageScope): Shown['totals'] {
  const { texts, locale } = scope;
  const { totals, before } = figures;
  const noted = (key: string, now: string | null, then: string | null) => ({
    term: texts.line(`orderFigures.totals.${key}`),
    value: now ?? texts.line('orderFigures.unknown'),
    note: texts.line('orderFigures.before', { value: then ?? texts.line('orderFigures.unknown') }),
  });
  const counted = (key: 'placed' | 'sales') => ({
    term: texts.line(`orderFigures.totals.${key}`),
    value: formatNumber(totals[key], locale),
    note: countNote(totals[key], before[key], scope),
  });
  const percent = (share: number | null): string | null =>
    share === null ? null : texts.line('orderFigures.percent', { percent: formatNumber(share, locale) });
  const minutes = (some: number | null): string | null => (some === null ? null : minutesWords(some, scope));
  const price = (cents: number | null): string | null => (cents === null ? null : money(cents, scope));
  return [
    counted('placed'),
    noted('inTime', percent(inTimeShare(totals)), percent(inTimeShare(before))),
    noted('answer', minutes(totals.answerMinutes), minutes(before.answerMinutes)),
    counted('sales'),
    ...(hasSales
      ? [
          noted('sold', price(totals['sold-cents']), price(before['sold-cents'])),
          noted('basket', price(totals.basketCents), price(before.basketCents)),
        ]
      : []),
    ...(hasSales && totals.returns > totals['shop-returns']
      ? [noted('returned', price(withdrawnCents(totals)), price(withdrawnCents(before)))]
      : []),
    ...(hasSales && totals['shop-returns'] > 0
      ? [noted('givenBack', price(totals['shop-returned-cents']), price(before['shop-returned-cents']))]
      : []),
  ];
}

/** What customers withdrew from: what their shop gave back of its own is told apart. Pure. */
const withdrawnCents = (totals: FigureTotals): number =>
  totals['returned-cents'] - totals['shop-returned-cents'];

function weeksOf({ figures: { weeks, totals }, hasSales }: ShownFigures, scope: PageScope): WeeksView {
  const { texts, locale } = scope;
  // A column of zeros tells nothing, and a telephone has room for few.
  const columns = COLUMNS.filter((column) => column === 'placed' || totals[column] > 0);
  const hasMoney = hasSales && totals['sold-cents'] > 0;
  const cells = (some: (typeof weeks)[number] | FigureTotals): string[] => [
    ...columns.map((column) => formatNumber(some[column], locale)),
    ...(hasMoney ? [money(some['sold-cents'], scope)] : []),
  ];
  const busy = weeks.filter(({ placed, sales }) => placed + sales > 0);
  const name = (week: string, withYear = false): string => dateWords(dayOfIso(week), locale, withYear);
  const quiet = weeks.length - busy.length;
  return {
    id: 'weeks',
    heading: texts.line('orderFigures.weeks.heading'),
    columns: [
      ...columns.map((column) => texts.line(`orderFigures.columns.${column}`)),
      ...(hasMoney ? [texts.line('orderFigures.columns.sold-cents')] : []),
    ],
    // The newest first: what one looks for is on the first screen of a phone.
    rows: busy.toReversed().map((week) => ({
      name: texts.line('orderFigures.weeks.of', { day: name(week.week) }),
      cells: cells(week),
    })),
    total: cells(totals),
    bars: barsOf(weeks.map(({ placed }) => placed)),
    barsLabel: texts.line('orderFigures.weeks.bars'),
    first: name(weeks.at(0)?.week ?? '', true),
    last: texts.line('orderFigures.weeks.current'),
    open: texts.line('orderFigures.weeks.open'),
    ...(quiet === 0 ? {} : { quiet: texts.line('orderFigures.weeks.quiet', { count: quiet }) }),
  };
}

function hoursOf({ figures: { pickups } }: ShownFigures, { texts, locale }: PageScope): HoursView {
  const counts = new Map(pickups.map(({ weekday, hour, count }) => [`${weekday}-${hour}`, count]));
  const most = Math.max(1, ...counts.values());
  const hours = [...new Set(pickups.map(({ hour }) => hour))].sort((one, other) => one - other);
  const cell = (weekday: number, hour: number) => {
    const count = counts.get(`${weekday}-${hour}`) ?? 0;
    return { words: formatNumber(count, locale), level: Math.ceil((LEVELS * count) / most) };
  };
  return {
    heading: texts.line('orderFigures.pickups.heading'),
    lead: texts.line('orderFigures.pickups.lead'),
    corner: texts.line('orderFigures.pickups.hour'),
    days: weekdayNames(DAYS_OF_WEEK, locale).map((name) => ({ name, short: name.slice(0, LETTERS) })),
    rows: hours.map((hour) => ({
      name: timeWords(hour * MINUTES_OF_HOUR, locale),
      cells: DAYS_OF_WEEK.map((weekday) => cell(weekday, hour)),
    })),
  };
}

function productsOf({ figures }: ShownFigures, { texts, locale }: PageScope): Shown['products'] {
  const table = (
    id: 'sold' | 'soldGrams' | 'missing',
    products: readonly ProductFigure[],
    words: (count: number) => string,
  ) =>
    products.length === 0
      ? []
      : [
          {
            id,
            heading: texts.line(`orderFigures.products.${id}.heading`),
            columns: ['product', id].map((key) => texts.line(`orderFigures.products.columns.${key}`)),
            rows: products.map(({ productId, count }) => ({
              name: figures.names.get(productId) ?? texts.line('orderFigures.products.gone'),
              cells: [words(count)],
            })),
          },
        ];
  const number = (count: number): string => formatNumber(count, locale);
  const kilos = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'unit',
    unit: 'kilogram',
    maximumFractionDigits: 1,
  });
  return [
    ...table('sold', figures.sold, number),
    ...table('soldGrams', figures.soldGrams, (grams) => kilos.format(grams / 1_000)),
    ...table('missing', figures.missing, number),
  ];
}

const pathOf = (listing: number, weeks: FigureWeeks, { locale }: PageScope): string =>
  `${pathTo('statistics.orders', locale, { listing })}?semaines=${String(weeks)}`;

function shownOf(input: ShownFigures, scope: PageScope): Shown {
  const { listing, weeks, figures, hasSales } = input;
  const { texts, locale } = scope;
  const { totals, period } = figures;
  const day = (iso: string): string => dateWords(dayOfIso(iso), locale, true);
  const isQuiet = totals.placed + totals.sales === 0;
  return {
    periodsLabel: texts.line('orderFigures.period'),
    periods: FIGURE_WEEKS.map((some) => ({
      href: pathOf(listing.id, some, scope),
      label: texts.line(`orderFigures.periods.${String(some)}`),
      active: some === weeks,
    })),
    span: texts.line('orderFigures.span', {
      first: day(period.first),
      last: day(period.last),
      firstBefore: day(period.before.first),
      lastBefore: day(period.before.last),
    }),
    ...(isQuiet
      ? { none: texts.line(weeks === LONGEST ? 'orderFigures.noneEver' : 'orderFigures.none') }
      : {}),
    totals: totalsOf(input, scope),
    ...(isQuiet ? {} : { weeks: weeksOf(input, scope) }),
    ...(figures.pickups.length === 0 ? {} : { hours: hoursOf(input, scope) }),
    products: productsOf(input, scope),
    how: [
      ...['week', 'day', 'accepted', 'inTime', 'answer'],
      ...(hasSales ? ['sold'] : []),
      ...['missing', 'delay'],
    ].map((key) => texts.line(`orderFigures.how.${key}`)),
  };
}

function beginOf(
  { listing, isOpen, handlesOrders }: ShownFigures,
  { texts, locale }: PageScope,
): NonNullable<OrderFiguresBody['begin']> {
  const link = (
    route: 'merchant.ordering' | 'merchant.products' | 'merchant.orders',
    key: string,
  ): LinkView => ({
    href: pathTo(route, locale, { listing: listing.id }),
    label: texts.line(`orderFigures.begin.${key}`),
  });
  const key = isOpen ? 'open' : 'closed';
  return {
    words: ['first', 'second'].map((part) => texts.line(`orderFigures.begin.${key}.${part}`)),
    links: handlesOrders
      ? [
          link('merchant.products', 'products'),
          isOpen ? link('merchant.orders', 'inbox') : link('merchant.ordering', 'settings'),
        ]
      : [],
  };
}

/** The orders of a shop in figures. Pure. */
export const orderFiguresPage = (input: ShownFigures): MerchantPage => ({
  view: 'statistics/order-figures',
  title: ({ texts }) => texts.line('orderFigures.title'),
  paths: pathsTo('statistics.orders', { listing: input.listing.id }),
  listing: input.listing,
  section: 'statistics',
  present: (scope): OrderFiguresBody => {
    const { texts, locale } = scope;
    const listing = { listing: input.listing.id };
    return {
      lead: texts.line('orderFigures.lead'),
      ...(input.figures.isNew ? { begin: beginOf(input, scope) } : { shown: shownOf(input, scope) }),
      links: [
        ...(input.hasSales && !input.figures.isNew
          ? [{ href: pathTo('merchant.sales', locale, listing), label: texts.line('sales.link') }]
          : []),
        { href: pathTo('statistics', locale, listing), label: texts.line('freshness.statistics.title') },
      ],
    };
  },
});
