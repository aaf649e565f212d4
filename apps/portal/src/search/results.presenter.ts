import { fileRoutes, listingPath, pathTo } from '@halles/contracts';
import type { SearchResult } from '@halles/domain/search';
import { linkTo } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { type MapCompanionView, presentMapParts } from '../map';
import { FREE_OF_API, instantOfLocalMinute, NOW } from './search-params';
import { nodeOf } from '../wording/category-slugs';
import { addressLine } from '../wording/contact-words';
import { productPaths } from '../wording/product-paths';
import { typeset } from '../wording/typeset';
import { presentListingCard, presentOpenState } from './listing-card.presenter';
import { presentEmpty } from './results-empty';
import { hiddenFieldsOf, hrefOf, presentCategoryChips, presentFilters } from './results-filters';
import { presentNotes } from './results-notes';
import { presentReasons, reasonContext } from './results-reasons';
import { type Answered, headingOf, isOneCommune, openMoment, placeOf, summaryOf } from './results-words';
import type { ListingCardView } from './listing-card.view';
import type { ResultsBody, SearchBoxView } from './results.view';

/** The search box as the question left it. Pure. */
export function presentSearchBox(
  answered: Pick<Answered, 'params' | 'tree'>,
  scope: PageScope,
): SearchBoxView {
  const { params } = answered;
  const { locale } = scope;
  const around = hrefOf(answered, locale, { where: '', near: null, bounds: null });
  return {
    action: pathTo('businesses', locale),
    q: params.q,
    where: params.where,
    // A new question begins with all categories and the whole map; what one needs of a place stays.
    hiddenFields: hiddenFieldsOf(answered, locale, ['q', 'ou', 'categorie', 'carte']),
    around: `${around}${around.includes('?') ? '&' : '?'}autour={position}`,
    suggestions: `${fileRoutes.apiSuggest}?lang=${locale}`,
  };
}

/** The rectangle around what a list shows, a little wider; undefined where nothing has a position. Pure. */
export function boundsOf(results: readonly Pick<SearchResult, 'listing'>[]): string | undefined {
  const positions = results.flatMap(({ listing }) => listing.position ?? []);
  if (positions.length === 0) return undefined;
  const longitudes = positions.map(({ longitude }) => longitude);
  const latitudes = positions.map(({ latitude }) => latitude);
  const MARGIN = 0.002;
  return [
    Math.min(...longitudes) - MARGIN,
    Math.min(...latitudes) - MARGIN,
    Math.max(...longitudes) + MARGIN,
    Math.max(...latitudes) + MARGIN,
  ]
    .map((degrees) => degrees.toFixed(5))
    .join(',');
}

/** The same question as the API words it, without its bounds. Pure. */
export function apiQuery({ params }: Pick<Answered, 'params'>, { locale }: PageScope): string {
  const { q, where, near, radius, category, open, free, features } = params;
  const fields = {
    q,
    where,
    near: near ? `${near.latitude},${near.longitude}` : '',
    radius: radius === null ? '' : String(radius),
    category: category ?? '',
    open: open === NOW ? 'now' : (open ?? ''),
    free: Object.entries(FREE_OF_API).find(([, choice]) => choice === free)?.[0] ?? '',
    features: features.join(','),
    lang: locale,
  };
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString();
}

/** The map beside a list of this question. Pure. */
export function presentMap(answered: Answered, scope: PageScope): MapCompanionView {
  const bounds = boundsOf(answered.page.results);
  const { kind, point } = answered.page.origin;
  return {
    ...(bounds === undefined ? {} : { bounds }),
    clusters: `${fileRoutes.apiClusters}?${apiQuery(answered, scope)}`,
    list: hrefOf(answered, scope.locale, { bounds: null, radius: null }),
    boundsParameter: 'carte',
    ...presentMapParts(scope),
    ...(kind === 'position' || kind === 'place' ? { origin: `${point.longitude},${point.latitude}` } : {}),
  };
}

/**
 * The results as cards, with their numbers, distances and reasons. Pure.
 * @param shows `commune`: whether each says its commune, not where all are of one; `distance`: whether each says how far
 * it is, not from the middle of a territory, from where no reader sets out
 */
export function presentCards(
  {
    params,
    tree,
    page,
    covers,
    offers,
    sold,
    levels,
    free,
    now,
  }: Pick<Answered, 'params' | 'tree' | 'page' | 'covers' | 'now'> &
    Partial<Pick<Answered, 'offers' | 'sold' | 'levels' | 'free'>>,
  scope: PageScope,
  shows: { readonly commune?: boolean; readonly distance?: boolean } = {},
): ListingCardView[] {
  const { origin, results } = page;
  const showsCommune = shows.commune ?? (!isOneCommune(scope) && placeOf(page)?.kind !== 'commune');
  const showsDistance = shows.distance ?? origin.kind !== 'territory';
  const at =
    (params.open === null ? null : instantOfLocalMinute(params.open, scope.settings.timeZone)) ?? now;
  const context = reasonContext(origin, openMoment({ params, page }, scope), scope);
  return results.map(({ listing, reasons }, index) =>
    presentListingCard(scope, listing, {
      tree,
      at,
      showsCommune,
      covers,
      ...(offers ? { offers } : {}),
      sold: sold?.get(listing.id) ?? [],
      crowd: levels?.get(listing.id) ?? null,
      free: free?.get(listing.id) ?? null,
      now,
      number: index + 1,
      metres: showsDistance ? reasons.metres : null,
      why: presentReasons(reasons, context, scope),
    }),
  );
}

function presentPages(answered: Answered, { texts, locale }: PageScope): Pick<ResultsBody, 'pages'> {
  const { params, page } = answered;
  const link = (key: string, back: boolean, after: string | null) => ({
    label: texts.line(`results.${key}`),
    href: hrefOf(answered, locale, { after }),
    back,
  });
  const pages = [
    ...(params.after === null ? [] : [link('first', true, null)]),
    ...(page.next === null ? [] : [link('next', false, page.next)]),
  ];
  return pages.length === 0 ? {} : { pages };
}

/** Products that are named. */
const MOST_GOODS = 6;

/** What can be ordered of what was searched for, above the businesses. Pure. */
function presentGoods({ goods, now }: Answered, scope: PageScope): Pick<ResultsBody, 'goods'> {
  if (goods.length === 0) return {};
  const products = goods.slice(0, MOST_GOODS).map(({ product, listing, isPaused }) => ({
    product: { href: productPaths(listing, product)[scope.locale], label: product.name },
    shop: { href: listingPath(scope.locale, listing), label: typeset(listing.name) },
    where: addressLine(listing.address, !isOneCommune(scope)),
    ...(scope.isStale
      ? {}
      : {
          state: isPaused
            ? { kind: 'closed' as const, text: scope.texts.line('results.paused') }
            : presentOpenState(scope, listing.schedule, now),
        }),
  }));
  return { goods: { heading: scope.texts.line('results.goods'), products } };
}

/** The results page. Pure. */
export function presentResults(scope: PageScope, answered: Answered): ResultsBody {
  const { params, page, tree } = answered;
  const { texts, locale } = scope;
  const isEmpty = page.results.length === 0 && params.after === null;
  const node = params.category === null || params.q !== '' ? undefined : nodeOf(params.category, tree);
  const crumb = { href: pathTo('businesses', locale), label: texts.line('results.crumb') };
  return {
    heading: headingOf(answered, scope),
    ...(isEmpty ? { empty: presentEmpty(answered, scope) } : { summary: summaryOf(answered, scope) }),
    trail: node || params.q !== '' ? [crumb] : [],
    search: presentSearchBox(answered, scope),
    notes: presentNotes(answered, scope),
    ...(isEmpty ? {} : { filters: presentFilters(answered, scope), map: presentMap(answered, scope) }),
    categories: isEmpty ? [] : presentCategoryChips(answered, scope),
    ...presentGoods(answered, scope),
    results: presentCards(answered, scope),
    ...presentPages(answered, scope),
    ranking: { ...linkTo(scope, 'ranking'), label: texts.line('results.ranking') },
  };
}
