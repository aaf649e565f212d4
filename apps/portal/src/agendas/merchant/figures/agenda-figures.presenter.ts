import { pathsTo, pathTo } from '@halles/contracts';
import type { AgendaFigures, FilledHour, StateCount } from '@halles/domain/agendas';
import { dateWords, dayOfIso, timeWords, weekdayWords } from '@halles/domain/hours';
import { type FieldView, type FormSummaryView, FormWriter } from '@halles/platform/forms';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { LinkView } from '../../../rendering/link.view';
import type { PageScope } from '../../../rendering/page-scope';
import { type Period, periodForm, type RequestedPeriod } from '../../../params';

const HOUR = 60;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday, by whose week days are named. */
const MONDAY = dayOfIso('2026-11-30');

/** The two days of a period. */
const figuresForm = periodForm('agendaFigures');

/** `agendas/agenda-figures` */
export interface AgendaFiguresBody extends FormSummaryView {
  readonly action: string;
  readonly fields: readonly FieldView[];
  /** Absent where the period is wrong. */
  readonly shown?: {
    readonly heading: string;
    readonly none?: string;
    readonly facts: readonly { readonly term: string; readonly value: string }[];
    /** How full each hour of the week was; none where nothing was booked. */
    readonly weekdays: readonly string[];
    readonly hours: readonly {
      readonly name: string;
      readonly cells: readonly { readonly text: string; readonly level: string }[];
    }[];
    readonly file: LinkView;
  };
  readonly how: readonly string[];
  readonly back: LinkView;
}

/** How the bookings of a period are told: all of them, and what became of them. Pure. */
export function factsOf(
  states: readonly StateCount[],
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly term: string; readonly value: string }[] {
  const format = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB');
  const of = (isOne: (one: StateCount) => boolean): number =>
    states.filter(isOne).reduce((sum, { count }) => sum + count, 0);
  const all = of(() => true);
  const counts = [
    ['all', all],
    ['people', states.reduce((sum, { people }) => sum + people, 0)],
    ['served', of(({ state }) => state === 'served' || state === 'arrived')],
    ['coming', of(({ state }) => state === 'confirmed' || state === 'pending')],
    ['noShow', of(({ state }) => state === 'no-show')],
    ['byCustomer', of(({ state }) => state === 'excused')],
    ['byShop', of(({ state, actor }) => state === 'revoked' && actor === 'merchant')],
    ['byTown', of(({ state, actor }) => state === 'revoked' && actor === 'town')],
    ['unconfirmed', of(({ state, actor }) => state === 'revoked' && actor === 'system')],
  ] as const;
  return counts
    .filter(([key, count]) => count > 0 || key === 'all' || key === 'noShow')
    .map(([key, count]) => {
      const share =
        key === 'all' || key === 'people' || all === 0 ? '' : ` (${percentWords(count / all, locale)})`;
      return { term: texts.line(`agendaFigures.facts.${key}`), value: `${format.format(count)}${share}` };
    });
}

const percentWords = (share: number, locale: PageScope['locale']): string =>
  new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { style: 'percent' }).format(share);

/** How full an hour was: where nobody knows how full it could be, how many began. Pure. */
function cellOf(
  hour: FilledHour | undefined,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly text: string; readonly level: string } {
  if (!hour) return { text: texts.line('agendaFigures.closed'), level: 'none' };
  const { open, minutes, begun } = hour;
  const count = texts.line('agendaFigures.begun', { count: begun });
  if (open === 0) return { text: begun === 0 ? '' : count, level: begun === 0 ? 'none' : 'some' };
  const share = Math.min(1, minutes / open);
  const level = share === 0 ? 'none' : share < 0.5 ? 'some' : share < 0.85 ? 'busy' : 'full';
  return {
    text: begun === 0 ? percentWords(share, locale) : `${percentWords(share, locale)} · ${count}`,
    level,
  };
}

function shownOf(
  listing: number,
  period: Period,
  { states, hours }: AgendaFigures,
  scope: PageScope,
): NonNullable<AgendaFiguresBody['shown']> {
  const { texts, locale } = scope;
  const day = (iso: string): string => dateWords(dayOfIso(iso), locale, true);
  const isEmpty = states.length === 0;
  const of = (weekday: number, hour: number): FilledHour | undefined =>
    hours.find((one) => one.weekday === weekday && one.hour === hour);
  const weekdays = WEEKDAYS.filter((weekday) => hours.some((one) => one.weekday === weekday));
  const all = hours.map(({ hour }) => hour);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const rows = isEmpty ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    heading: texts.line('agendaFigures.period', { first: day(period.first), last: day(period.last) }),
    ...(isEmpty ? { none: texts.line('agendaFigures.none') } : {}),
    facts: isEmpty ? [] : factsOf(states, scope),
    weekdays: weekdays.map((weekday) => weekdayWords(MONDAY + weekday - 1, locale)),
    hours: rows.map((hour) => ({
      name: timeWords(hour * HOUR, locale),
      cells: weekdays.map((weekday) => cellOf(of(weekday, hour), scope)),
    })),
    file: {
      href: `${pathTo('merchant.agendaFile', locale, { listing })}?du=${period.first}&au=${period.last}`,
      label: texts.line('agendaFigures.file'),
    },
  };
}

/** What became of the bookings of a period. Pure. */
export const agendaFiguresPage = (
  listing: MerchantListing,
  { period, form }: RequestedPeriod,
  figures: AgendaFigures | null,
): MerchantPage => ({
  view: 'agendas/agenda-figures',
  title: ({ texts }) => texts.line('agendaFigures.heading'),
  paths: pathsTo('merchant.agendaFigures', { listing: listing.id }),
  listing,
  section: 'agenda',
  present: (scope): AgendaFiguresBody => {
    const { texts, locale } = scope;
    const writer = new FormWriter(figuresForm, form, texts, locale);
    return {
      ...writer.summary(),
      action: pathTo('merchant.agendaFigures', locale, { listing: listing.id }),
      fields: [writer.field('du'), writer.field('au')],
      ...(period && figures ? { shown: shownOf(listing.id, period, figures, scope) } : {}),
      how: ['filling', 'sessions', 'forgotten', 'sensitive'].map((key) =>
        texts.line(`agendaFigures.how.${key}`),
      ),
      back: {
        href: pathTo('merchant.agenda', locale, { listing: listing.id }),
        label: texts.line('agenda.toAgenda'),
      },
    };
  },
});
