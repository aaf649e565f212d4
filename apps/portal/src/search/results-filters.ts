import { pathTo } from '@halles/contracts';
import { DAY, MINUTE, type Locale } from '@halles/kernel';
import { DAYS_OF_OPENINGS, type Feature, MOMENTARY } from '@halles/domain/listings';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { formatNumber } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { FREE_CHOICES, type SearchParams, NOW, RADII, writeSearchParams } from './search-params';
import { nodeOf } from '../wording/category-slugs';
import { type Answered, momentWords, roundDistance } from './results-words';
import type { ChipView, FiltersView, SearchBoxView } from './results.view';

/** The filters in sight, in order, and those folded away. */
const CHIPS = [
  'orders',
  'pickup-today',
  'pickup',
  'delivery',
  'appointment',
  'messages',
  'accessible',
  'calm-hours',
  'claimed',
] as const;
const PAYMENTS = ['cards', 'contactless', 'cash', 'cheques', 'meal-vouchers'] as const;

/** The step of the field that asks for a moment, minutes. */
const QUARTER = 15;

/** Categories offered to narrow a list with. */
const CATEGORIES = 8;

/** The address of the same question with a change; a change begins at the first page again. */
export const hrefOf = (
  { params, tree }: Pick<Answered, 'params' | 'tree'>,
  locale: Locale,
  change: Partial<SearchParams>,
): string =>
  pathTo('businesses', locale) + writeSearchParams({ ...params, after: null, ...change }, tree, locale);

/** The fields of an address as hidden ones of a form, without those that the form asks itself. Pure. */
export function hiddenFieldsOf(
  answered: Pick<Answered, 'params' | 'tree'>,
  locale: Locale,
  without: readonly string[],
): SearchBoxView['hiddenFields'] {
  const query = new URLSearchParams(
    writeSearchParams({ ...answered.params, after: null }, answered.tree, locale),
  );
  return [...query].filter(([name]) => !without.includes(name)).map(([name, value]) => ({ name, value }));
}

/** An active filter stays in sight, so that it can be removed; a filter that nothing matches is not offered. */
const isUseful = ({ active }: Pick<ChipView, 'active'>, count: number): boolean => active || count > 0;

function featureChips(
  answered: Answered,
  { texts, locale, isStale = false }: PageScope,
  features: readonly Feature[],
): ChipView[] {
  const { params, facets } = answered;
  return features.flatMap((feature) => {
    if (isStale && MOMENTARY.has(feature)) return [];
    const active = params.features.includes(feature);
    const count = facets.features[feature] ?? 0;
    if (!isUseful({ active }, count)) return [];
    const others = params.features.filter((each) => each !== feature);
    return [
      {
        label: texts.line(`results.filters.${feature}`),
        count: formatNumber(count, locale),
        href: hrefOf(answered, locale, { features: active ? others : [...others, feature] }),
        active,
      },
    ];
  });
}

function openChip(answered: Answered, { texts, locale, isStale = false }: PageScope): ChipView[] {
  if (isStale) return [];
  const { params, facets } = answered;
  const active = params.open === NOW;
  // Of another moment the facets count who is open then.
  const count = params.open === null || active ? facets.open : null;
  const chip: ChipView = {
    label: texts.line('results.filters.open'),
    ...(count === null ? {} : { count: formatNumber(count, locale) }),
    href: hrefOf(answered, locale, { open: active ? null : NOW }),
    active,
  };
  return isUseful(chip, count ?? 1) ? [chip] : [];
}

/** Where something can be booked soon: not counted, since one tells the other. */
function freeChips(answered: Answered, { texts, locale, isStale = false }: PageScope): ChipView[] {
  const { params, free } = answered;
  // Where no result takes appointments online, there is nothing to choose.
  if (isStale || (params.free === null && free.size === 0)) return [];
  return FREE_CHOICES.map((choice) => ({
    label: texts.line(`results.filters.free.${choice}`),
    href: hrefOf(answered, locale, { free: params.free === choice ? null : choice }),
    active: params.free === choice,
  }));
}

/** The category that was chosen or understood can be removed; the others narrow the list. Pure. */
export function presentCategoryChips(answered: Answered, { locale }: PageScope): ChipView[] {
  const { params, tree, facets, page } = answered;
  const chosen = params.category === null ? undefined : nodeOf(params.category, tree);
  const taken: ChipView[] = chosen
    ? [{ label: chosen.label[locale], href: hrefOf(answered, locale, { category: null }), active: true }]
    : [];
  const current = chosen?.id ?? page.interpretation.category;
  const others = facets.categories.flatMap(({ category, listings }) => {
    const node = nodeOf(category, tree);
    return !node || node.hidden || category === current ? [] : [{ node, category, listings }];
  });
  // One category of which everything is needs no narrowing.
  const offered = others.length > 1 || chosen ? others.slice(0, CATEGORIES) : [];
  const chips = offered.map(({ node, category, listings }) => ({
    label: node.label[locale],
    count: formatNumber(listings, locale),
    href: hrefOf(answered, locale, { category }),
    active: false,
  }));
  return [...taken, ...chips];
}

function radiusChips(answered: Answered, scope: PageScope): ChipView[] {
  const { params, page } = answered;
  if (page.origin.kind === 'territory' && params.radius === null) return [];
  const known =
    RADII.some((each) => each === params.radius) || params.radius === null
      ? RADII
      : [...RADII, params.radius];
  return known.map((metres) => ({
    label: roundDistance(metres, scope),
    href: hrefOf(answered, scope.locale, { radius: metres === params.radius ? null : metres }),
    active: metres === params.radius,
  }));
}

/** A local minute as `<input type="datetime-local">` writes it. */
function localMinute(instant: number, timeZone: string): string {
  const { day, minute } = wallTime(timeZone, instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${isoOfDay(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function momentForm(answered: Answered, { locale, settings }: PageScope): FiltersView['more']['moment'] {
  const { params, now } = answered;
  const later = params.open === null || params.open === NOW ? '' : params.open;
  const lastQuarter = now - (now % (QUARTER * MINUTE));
  return {
    action: pathTo('businesses', locale),
    value: later,
    // Browsers count the steps of the field from its least value: a quarter past whatever minute it is now is refused.
    min: localMinute(lastQuarter, settings.timeZone),
    max: localMinute(lastQuarter + DAYS_OF_OPENINGS * DAY, settings.timeZone),
    hiddenFields: hiddenFieldsOf(answered, locale, ['ouvert']),
  };
}

/** The active filters of the folded part, shown outside it so that they can be removed. */
function activeFoldedChips(answered: Answered, scope: PageScope, folded: readonly ChipView[]): ChipView[] {
  const { texts, locale } = scope;
  const { open, radius, near, bounds } = answered.params;
  const within =
    radius === null ? [] : [texts.line('results.filters.within', { distance: roundDistance(radius, scope) })];
  const later =
    open === null || open === NOW
      ? []
      : [texts.line('results.filters.openAt', { moment: momentWords(open, locale) })];
  const taken = (key: string, change: Partial<SearchParams>): ChipView => ({
    label: texts.line(key),
    href: hrefOf(answered, locale, change),
    active: true,
  });
  return [
    ...(near ? [taken('results.near.button', { near: null, radius: null })] : []),
    ...(bounds ? [taken('results.filters.onMap', { bounds: null })] : []),
    ...later.map((label) => ({ label, href: hrefOf(answered, locale, { open: null }), active: true })),
    ...within.map((label) => ({ label, href: hrefOf(answered, locale, { radius: null }), active: true })),
    ...folded.filter(({ active }) => active),
  ];
}

/** The filters with their counts, each a link to the list with it or without it. Pure. */
export function presentFilters(answered: Answered, scope: PageScope): FiltersView {
  const payments = featureChips(answered, scope, PAYMENTS);
  return {
    chips: [
      ...activeFoldedChips(answered, scope, payments),
      ...openChip(answered, scope),
      ...freeChips(answered, scope),
      ...featureChips(answered, scope, CHIPS),
    ],
    more: {
      radii: radiusChips(answered, scope).filter(({ active }) => !active),
      payments: payments.filter(({ active }) => !active),
      moment: momentForm(answered, scope),
    },
  };
}
