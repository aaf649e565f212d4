import type { FoundProduct } from '@halles/domain/catalogue';
import { type CategoryTree, categoryById } from '@halles/domain/categories';
import {
  type FacetsRequest,
  type FacetsAnswer,
  type ResultAnswer,
  type SearchAnswer,
  type SearchRequest,
  type SuggestionAnswer,
  listingPath,
  pathTo,
} from '@halles/contracts';
import { FEATURE_NAMES, type Feature, featuresOf } from '@halles/domain/listings';
import {
  type Facets,
  type SearchPage,
  type SearchQuery,
  type SearchResult,
  type Suggestion,
  rankingFormula,
  searchQuery,
} from '@halles/domain/search';
import type { FieldError, Locale } from '@halles/kernel';
import { InvalidInput } from '@halles/platform/http';
import type { PageScope } from '../rendering/page-scope';
import {
  type SearchParams,
  FREE_OF_API,
  freeSpan,
  instantOfLocalMinute,
  emptySearchParams,
  writeSearchParams,
} from './search-params';
import { nodeOf } from '../wording/category-slugs';
import { presentOpenState } from './listing-card.presenter';
import { typeset } from '../wording/typeset';

const isFeature = (name: string): name is Feature => FEATURE_NAMES.some((each) => each === name);

const unknownCategory: FieldError = {
  pointer: '/category',
  message: { fr: 'Cette catégorie n’existe pas.', en: 'There is no such category.' },
};
const unknownFeature: FieldError = {
  pointer: '/features',
  message: {
    fr: `Les filtres connus sont : ${FEATURE_NAMES.join(', ')}.`,
    en: `The known features are: ${FEATURE_NAMES.join(', ')}.`,
  },
};

/**
 * What a program asks, as the search takes it. Pure.
 * @param now ms since 1970
 * @throws InvalidInput for a category or a feature that does not exist
 */
export function queryOf(
  request: FacetsRequest & Partial<Pick<SearchRequest, 'after' | 'limit'>>,
  tree: CategoryTree,
  timeZone: string,
  now: number,
): SearchQuery {
  const { category = null, features = [], open, free } = request;
  const known = features.filter(isFeature);
  const errors = [
    ...(category !== null && !nodeOf(category, tree) ? [unknownCategory] : []),
    ...(known.length < features.length ? [unknownFeature] : []),
  ];
  if (errors.length > 0) throw new InvalidInput({}, errors);
  const at = open === undefined ? null : instantOfLocalMinute(open, timeZone);
  return searchQuery({
    locale: request.lang,
    text: request.q,
    where: request.where,
    near: request.near ?? null,
    radius: request.radius ?? null,
    bounds: request.bounds ?? null,
    category,
    features: known,
    open: open !== undefined,
    free: free === undefined ? null : freeSpan(FREE_OF_API[free], timeZone, now),
    at: at ?? now,
    after: request.after ?? null,
    ...(request.limit === undefined ? {} : { limit: request.limit }),
  });
}

/** What answers for programs are made with. */
export interface AnswerContext {
  readonly tree: CategoryTree;
  /** The moment that the opening state is for, ms since 1970. */
  readonly at: number;
  /** Products that have words of the search, by listing. */
  readonly sold: ReadonlyMap<number, readonly FoundProduct[]>;
}

function toResult(
  { listing, reasons }: SearchResult,
  scope: PageScope,
  { tree, at, sold }: AnswerContext,
): ResultAnswer {
  const { address, position, category } = listing;
  const leaf = category === null ? undefined : categoryById(category, tree);
  const { kind, text } = presentOpenState(scope, listing.schedule, at);
  return {
    id: listing.id,
    name: listing.name,
    category: leaf ? { id: leaf.id, label: leaf.label[scope.locale] } : null,
    url: `${scope.origin}${listingPath(scope.locale, listing)}`,
    address: { line: address.line, postalCode: address.postalCode, commune: address.communeName },
    position,
    phone: listing.phone,
    open: { state: kind, sentence: text },
    features: featuresOf(listing.features),
    products: (sold.get(listing.id) ?? []).map(({ name }) => name),
    demonstration: listing.demonstration,
    reasons: {
      tier: reasons.tier,
      opensAt: reasons.opensAt === null ? null : new Date(reasons.opensAt).toISOString(),
      metres: reasons.metres === null ? null : Math.round(reasons.metres),
      textMatch: reasons.textMatch,
    },
  };
}

/** A page of results for a program. Pure. */
export function toSearchAnswer(page: SearchPage, scope: PageScope, context: AnswerContext): SearchAnswer {
  const { interpretation, origin, results, next } = page;
  const { category, place, words, corrections, leftOut } = interpretation;
  const { version, since } = rankingFormula;
  return {
    interpretation: { category, place: place?.name ?? null, words, corrections, leftOut },
    origin: { kind: origin.kind, ...origin.point },
    results: results.map((result) => toResult(result, scope, context)),
    next,
    ranking: { version, since, url: `${scope.origin}${pathTo('ranking', scope.locale)}` },
  };
}

/** Counts for a program. Pure. */
export function toFacetsAnswer(facets: Facets, { locale }: PageScope, tree: CategoryTree): FacetsAnswer {
  return {
    total: facets.total,
    isExact: facets.isExact,
    open: facets.open,
    categories: facets.categories.flatMap(({ category, listings }) => {
      const node = nodeOf(category, tree);
      return node ? [{ id: category, label: node.label[locale], listings }] : [];
    }),
    features: { ...facets.features },
  };
}

/** A way to go on from what is being typed, with the page that it leads to. Pure. */
export function toSuggestion(
  suggestion: Suggestion,
  { locale }: PageScope,
  tree: CategoryTree,
): SuggestionAnswer {
  const { kind, label, detail } = suggestion;
  return {
    kind,
    label: typeset(label),
    detail: detail === null ? null : typeset(detail),
    url: suggestedPath(suggestion, locale, tree),
  };
}

function suggestedPath(
  { kind, label, detail, id, where }: Suggestion,
  locale: Locale,
  tree: CategoryTree,
): string {
  const resultsOf = (params: Partial<SearchParams>): string =>
    pathTo('businesses', locale) + writeSearchParams({ ...emptySearchParams, ...params }, tree, locale);
  switch (kind) {
    case 'listing':
      return pathTo('listing', locale, { listing: id });
    case 'place':
      return resultsOf({ where: detail === null ? label : `${label}, ${detail}` });
    case 'category':
      return where === undefined
        ? pathTo('category', locale, { category: nodeOf(id, tree)?.slug[locale] ?? id })
        : resultsOf({ category: id, where });
  }
}
