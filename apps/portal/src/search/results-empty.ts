import { pathTo } from '@halles/contracts';
import { dateWords, weekdayWords } from '@halles/domain/hours';
import { branches } from '@halles/domain/categories';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { type SearchParams, emptySearchParams } from './search-params';
import { nodeOf } from '../wording/category-slugs';
import { hrefOf } from './results-filters';
import { type Answered, headingOf, lastKnownDay } from './results-words';
import { typeset } from '../wording/typeset';
import { contactPath } from '../rendering/page-names';
import type { LinkView } from '../rendering/link.view';
import type { EmptyView } from './results.view';

/** Each part of a question that can be let go, and what it then asks. */
const WIDER: readonly (readonly [string, (params: SearchParams) => Partial<SearchParams> | null])[] = [
  ['open', ({ open }) => (open === null ? null : { open: null })],
  ['features', ({ features }) => (features.length === 0 ? null : { features: [] })],
  ['radius', ({ radius }) => (radius === null ? null : { radius: null })],
  ['category', ({ category, q }) => (category === null || q === '' ? null : { category: null })],
  [
    'place',
    ({ where, near, bounds }) =>
      where === '' && near === null && bounds === null
        ? null
        : { where: '', near: null, bounds: null, radius: null },
  ],
];

function widerLinks(answered: Answered, { texts, locale }: PageScope): LinkView[] {
  return WIDER.flatMap(([key, letGo]) => {
    const change = letGo(answered.params);
    return change === null
      ? []
      : [{ label: texts.line(`results.empty.wider.${key}`), href: hrefOf(answered, locale, change) }];
  });
}

/** The search, as the subject of a message to the town. */
const subjectOf = (answered: Answered, scope: PageScope): string =>
  scope.texts.line('results.empty.subject', { heading: headingOf(answered, scope) }).slice(0, 150);

/** The branches of the tree as ways on. Pure. */
export function branchLinks(
  { tree }: Pick<Answered, 'tree'>,
  { locale }: PageScope,
): EmptyView['categories'] {
  return branches(tree).flatMap(({ id, icon }) => {
    const node = nodeOf(id, tree);
    const href = pathTo('category', locale, { category: node?.slug[locale] ?? '' });
    return node ? [{ label: node.label[locale], icon, href }] : [];
  });
}

/** Nothing was found because nobody knows who is open that day: until when it is known, and the search without the time. */
function presentUnknownMoment(answered: Answered, lastDay: number, { texts, locale }: PageScope): EmptyView {
  const line = (key: string, words = {}): string => texts.line(`results.empty.moment.${key}`, words);
  return {
    heading: line('heading'),
    tips: [line('text', { lastDay: `${weekdayWords(lastDay, locale)} ${dateWords(lastDay, locale)}` })],
    wider: [{ label: line('without'), href: hrefOf(answered, locale, { open: null }) }],
    places: [],
    categories: [],
  };
}

/** Nothing was found: what may be wrong, and ways on that lead somewhere. Pure. */
export function presentEmpty(answered: Answered, scope: PageScope): EmptyView {
  const { params, places, tree } = answered;
  const { texts, locale } = scope;
  const lastDay = lastKnownDay(answered, scope.settings.timeZone);
  if (lastDay !== null) return presentUnknownMoment(answered, lastDay, scope);
  const isBare = Object.entries(params).every(([name, value]) => {
    const bare = emptySearchParams[name as keyof SearchParams];
    return Array.isArray(value) ? value.length === 0 : value === bare;
  });
  const line = (key: string): string => texts.line(`results.empty.${key}`, territoryWords(scope));
  const elsewhere = { ...emptySearchParams, q: params.q, category: params.category };
  return {
    heading: line(isBare ? 'nothingYet' : 'heading'),
    tips: isBare ? [line('nothingYetText')] : texts.paragraphs('results.empty.tips'),
    wider: widerLinks(answered, scope),
    places: places.map((place) => ({
      label: typeset(place.name),
      href: hrefOf({ params: elsewhere, tree }, locale, { where: place.name }),
    })),
    categories: isBare ? [] : branchLinks(answered, scope),
    missing: {
      label: line('missing'),
      href: contactPath(locale, isBare ? line('nothingYet') : subjectOf(answered, scope)),
    },
  };
}
