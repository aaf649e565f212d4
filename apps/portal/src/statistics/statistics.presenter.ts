import { pathsTo, pathTo } from '@halles/contracts';
import {
  LISTING_USES,
  type ListingStatistics,
  type ListingUse,
  tendency,
  type UsePeriod,
} from '@halles/domain/statistics';
import { formatNumber } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import type { LinkView } from '../rendering/link.view';
import { type BarView, barsOf } from './bars';

interface UseTableView {
  readonly id: string;
  readonly heading: string;
  /** Titles of the columns behind the first. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly total: readonly string[];
  readonly bars: readonly BarView[];
  readonly barsLabel: string;
  /** What the drawing begins and ends with. */
  readonly first: string;
  readonly last: string;
  /** Whether the totals stand below its drawing. */
  readonly isFirst: boolean;
  /** What the words that open the table are. */
  readonly open: string;
  /** How many periods without a use are left out of the table. */
  readonly quiet?: string;
}

export interface StatisticsBody {
  readonly lead: string;
  /** The text where nothing was counted. */
  readonly empty?: string;
  readonly totals: readonly { readonly term: string; readonly value: string; readonly note: string }[];
  readonly tables: readonly UseTableView[];
  readonly file: LinkView;
  /** To the figures of its orders, where it takes some. */
  readonly orders?: LinkView;
  readonly how: readonly string[];
}

/** « 25 nov. »: short, since a phone has room for it and the figures. */
function dayWords(period: string, { locale }: PageScope): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${period}T00:00:00Z`));
}

function monthWords(period: string, { locale }: PageScope): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${period}-01T00:00:00Z`));
}

function tableOf(
  id: 'days' | 'months',
  periods: readonly UsePeriod[],
  total: Readonly<Record<ListingUse, number>>,
  scope: PageScope,
): UseTableView {
  const { texts, locale } = scope;
  // A column of zeros tells nothing, and the figures of a telephone have room for few.
  const used = LISTING_USES.filter((use) => use === 'view' || total[use] > 0);
  const cells = (uses: Readonly<Record<ListingUse, number>>): string[] =>
    used.map((use) => formatNumber(uses[use], locale));
  const busy = periods.filter(({ uses }) => LISTING_USES.some((use) => uses[use] > 0));
  const quiet = periods.length - busy.length;
  const nameOf = (period: string): string =>
    id === 'days' ? dayWords(period, scope) : monthWords(period, scope);
  const names = periods.map(({ period }) => nameOf(period));
  return {
    id,
    heading: texts.line(`freshness.statistics.${id}`),
    columns: used.map((use) => texts.line(`freshness.statistics.uses.${use}`)),
    // The newest first: what one looks for is on the first screen of a phone.
    rows: busy.toReversed().map(({ period, uses }) => ({ name: nameOf(period), cells: cells(uses) })),
    total: cells(total),
    bars: barsOf(periods.map(({ uses }) => uses.view)),
    barsLabel: texts.line(`freshness.statistics.bars.${id}`),
    first: names.at(0) ?? '',
    last: names.at(-1) ?? '',
    isFirst: id === 'days',
    open: texts.line(`freshness.statistics.open.${id}`),
    ...(quiet === 0 ? {} : { quiet: texts.line(`freshness.statistics.quiet.${id}`, { count: quiet }) }),
  };
}

function noteOf(now: number, before: number, { texts, locale }: PageScope): string {
  const change = tendency(now, before);
  if (change === null)
    return texts.line('freshness.statistics.before', { count: formatNumber(before, locale) });
  const key = change === 0 ? 'same' : change > 0 ? 'more' : 'less';
  return texts.line(`freshness.statistics.${key}`, { percent: formatNumber(Math.abs(change), locale) });
}

/** What the page of a business was used for. Pure. @param hasOrders whether it takes orders */
export function presentStatistics(
  scope: PageScope,
  listing: number,
  { days, months, lastDays, daysBefore, lastMonths }: ListingStatistics,
  hasOrders = false,
): StatisticsBody {
  const { texts, locale } = scope;
  const isEmpty = LISTING_USES.every((use) => lastMonths[use] === 0);
  return {
    lead: texts.line('freshness.statistics.lead'),
    ...(isEmpty ? { empty: texts.line('freshness.statistics.empty') } : {}),
    totals: LISTING_USES.map((use) => ({
      term: texts.line(`freshness.statistics.totals.${use}`),
      value: formatNumber(lastDays[use], locale),
      note: noteOf(lastDays[use], daysBefore[use], scope),
    })),
    tables: isEmpty
      ? []
      : [tableOf('days', days, lastDays, scope), tableOf('months', months, lastMonths, scope)],
    file: {
      href: pathsTo('statistics.file', { listing })[locale],
      label: texts.line('freshness.statistics.file'),
    },
    ...(hasOrders
      ? {
          orders: {
            href: pathTo('statistics.orders', locale, { listing }),
            label: texts.line('orderFigures.title'),
          },
        }
      : {}),
    how: ['readings', 'search', 'taps', 'privacy', 'delay'].map((key) =>
      texts.line(`freshness.statistics.how.${key}`),
    ),
  };
}
