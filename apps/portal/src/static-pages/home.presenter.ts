import { pathTo } from '@halles/contracts';
import type { CategoryTree } from '@halles/domain/categories';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { GaugeRule } from '@halles/domain/place-days';
import type { Covers } from '@halles/domain/photos';
import type { PostWithShop } from '@halles/domain/posts';
import type { SearchPage } from '@halles/domain/search';
import type { TerritoryFigures } from '@halles/domain/territories';
import { formatNumber } from '@halles/platform/theming';
import { presentShopPost } from '../posts';
import { emptySearchParams, type ListingCardView, presentCards, presentSearchBox } from '../search';
import { nodeOf } from '../wording/category-slugs';
import { gaugeNotices } from '../wording/gauge-words';
import { linkTo } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import type { HomeBody } from './home.view';

/** The categories of the home page, in order: pictogram and text of each, and the leaf or branch that it leads to. */
const homeCategories = [
  { key: 'bakery', id: 'bakery' },
  { key: 'food', id: 'food' },
  { key: 'market', id: 'markets' },
  { key: 'restaurant', id: 'restaurants' },
  { key: 'health', id: 'health' },
  { key: 'beauty', id: 'beauty' },
  { key: 'clothes', id: 'fashion' },
  { key: 'home', id: 'home' },
  { key: 'books', id: 'culture' },
  { key: 'flowers', id: 'florist' },
  { key: 'repair', id: 'repair' },
  { key: 'services', id: 'services' },
] as const;

/** What the home page shows of the territory today. What could not be read is null: the page does without. */
export interface HomeData {
  readonly tree: CategoryTree;
  readonly figures: TerritoryFigures | null;
  /** How many businesses the directory has. */
  readonly listings: number | null;
  /** What is open near the centre. */
  readonly open: SearchPage | null;
  /** Some that take orders. */
  readonly ordering: SearchPage | null;
  /** The pictures of both. */
  readonly covers: Covers | null;
  /** The newest that shops tell of. */
  readonly posts: readonly PostWithShop[] | null;
  /** Those on how many people may be inside that count, or soon will. */
  readonly rules: readonly GaugeRule[] | null;
  /** ms since 1970. */
  readonly now: number;
}

/** Whether nothing of it is missing: then the page may be cached. */
export const isWhole = ({ figures, listings, open, ordering, covers, posts, rules }: HomeData): boolean =>
  [figures, listings, open, ordering, covers, posts, rules].every((part) => part !== null);

/** How many that take orders are shown. */
const ORDERING_SHOWN = 3;

/** Fewer are no section. */
const OPEN_AT_LEAST = 3;

function presentFigures({ figures, listings }: HomeData, { texts, locale }: PageScope): HomeBody['figures'] {
  const figure = (count: number, key: string) => ({
    value: formatNumber(count, locale),
    label: texts.line(`pages.home.${key}`),
  });
  return [
    ...(listings === null || listings < 2 ? [] : [figure(listings, 'listings')]),
    ...(figures === null || figures.communes < 2 ? [] : [figure(figures.communes, 'communes')]),
    ...(figures === null || figures.communes === 0 ? [] : [figure(figures.population, 'population')]),
  ];
}

/** Cards beside a search box: what each is, whether it is open and where; the rest is on its page. */
function cardsOf({ tree, covers, now }: HomeData, page: SearchPage, scope: PageScope): ListingCardView[] {
  const cards = presentCards(
    { params: emptySearchParams, tree, page, covers: covers ?? new Map(), now },
    scope,
  );
  return cards.map(({ number: _number, why: _why, ...card }) => ({ ...card, does: false }));
}

function presentOpen(data: HomeData, scope: PageScope): HomeBody['open'] {
  const { open } = data;
  if (open === null || open.results.length < OPEN_AT_LEAST || scope.isStale) return undefined;
  return {
    cards: cardsOf(data, open, scope),
    all: {
      href: `${pathTo('businesses', scope.locale)}?ouvert=maintenant`,
      label: scope.texts.line('pages.home.openAll'),
    },
  };
}

/** Some shops that take orders, and the way to all of them; nothing where none does but those that are shown as open. */
function presentOrdering(data: HomeData, scope: PageScope): HomeBody['ordering'] {
  const { ordering, open } = data;
  if (ordering === null || ordering.results.length === 0 || scope.isStale) return undefined;
  // One that is shown as open is on the page already.
  const above = new Set(open?.results.map(({ listing }) => listing.id));
  const others = ordering.results.filter(({ listing }) => !above.has(listing.id)).slice(0, ORDERING_SHOWN);
  if (others.length === 0) return undefined;
  return {
    cards: cardsOf(data, { ...ordering, results: others }, scope),
    all: {
      href: `${pathTo('businesses', scope.locale)}?avec=orders`,
      label: scope.texts.line('pages.home.orderingAll'),
    },
  };
}

function presentPosts({ posts, now }: HomeData, scope: PageScope): HomeBody['posts'] {
  if (posts === null || posts.length === 0) return undefined;
  const today = isoOfDay(wallTime(scope.settings.timeZone, now).day);
  return {
    shown: posts.map((each) => presentShopPost(each, today, scope)),
    all: { href: pathTo('posts', scope.locale), label: scope.texts.line('posts.home.all') },
  };
}

/** The home page. Pure. */
export function presentHome(scope: PageScope, data: HomeData): HomeBody {
  const { settings, locale, texts } = scope;
  const open = presentOpen(data, scope);
  const ordering = presentOrdering(data, scope);
  const posts = presentPosts(data, scope);
  return {
    search: presentSearchBox({ params: emptySearchParams, tree: data.tree }, scope),
    categories: homeCategories.flatMap(({ key, id }) => {
      const node = nodeOf(id, data.tree);
      if (!node || node.hidden) return [];
      const href = pathTo('category', locale, { category: node.slug[locale] });
      return [{ icon: key, label: texts.line(`pages.categories.${key}`), href }];
    }),
    ...(data.rules === null || data.rules.length === 0 ? {} : { gauges: gaugeNotices(data.rules, scope) }),
    ...(open === undefined ? {} : { open }),
    ...(ordering === undefined ? {} : { ordering }),
    ...(posts === undefined ? {} : { posts }),
    word: {
      paragraphs: settings.word.text[locale].split(/\n{2,}/),
      author: settings.word.author[locale],
      role: settings.word.role[locale],
    },
    figures: presentFigures(data, scope),
    about: { ...linkTo(scope, 'about'), label: texts.line('pages.home.about') },
    join: { href: pathTo('claim.find', locale), label: texts.line('pages.home.join') },
  };
}
