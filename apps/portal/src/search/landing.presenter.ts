import { capitalised } from '@halles/kernel';
import { pathTo } from '@halles/contracts';
import { leavesOf } from '@halles/domain/categories';
import type { SearchPlace } from '@halles/domain/search';
import { formatNumber } from '@halles/platform/theming';
import { linkTo } from '../rendering/layout.presenter';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { NOW, emptySearchParams } from './search-params';
import { nodeOf } from '../wording/category-slugs';
import { type Landing, categoryPath, placePath, whereTyped } from './landing';
import { presentEmpty } from './results-empty';
import { hrefOf } from './results-filters';
import { presentDutyNote } from './results-notes';
import { presentCards, presentMap, presentSearchBox } from './results.presenter';
import { isOneCommune, placeName } from './results-words';
import { inCommune } from '../wording/place-words';
import { typeset } from '../wording/typeset';
import type { LinkView } from '../rendering/link.view';
import type { ChipView, LandingBody, RelatedLinksView } from './results.view';

type Way = RelatedLinksView['links'][number];

/** « Boulangeries au Bouscat », « Chartrons, les commerces du quartier ». Pure. */
function landingHeading({ thing, node, place }: Landing, scope: PageScope): string {
  const { texts, locale } = scope;
  const where = place ? inCommune(place.name, locale) : (territoryWords(scope)['inName'] ?? '');
  if (node) return `${node.label[locale]} ${where}`;
  return texts.line(`results.landing.heading.${thing}`, {
    where,
    name: place ? capitalised(placeName(place, scope)) : '',
  });
}

/** « 132 adresses, dont 45 ouvertes en ce moment. » Pure. */
function landingLead(
  { answered: { facets } }: Landing,
  { texts, locale, isStale = false }: PageScope,
): string {
  const { total, open, isExact } = facets;
  if (total === 0) return texts.line('results.landing.total.none');
  const count =
    isExact || total === 1
      ? texts.line('results.landing.total.exact', { count: total })
      : texts.line('results.landing.total.atLeast', { count: formatNumber(total, locale) });
  if (open === 0 || isStale) return texts.line('results.landing.total.shut', { count });
  const all = isExact && open === total;
  return texts.line(`results.landing.total.${all ? 'allOpen' : 'open'}`, { count, open });
}

/** The pages above this one, the home page left out. Pure. */
function landingTrail({ thing, node, place, commune, answered }: Landing, scope: PageScope): LinkView[] {
  const { texts, locale } = scope;
  const all = { href: pathTo('businesses', locale), label: texts.line('results.crumb') };
  if (node) {
    const leaf = answered.tree.leaves.find(({ id }) => id === node.id);
    const branch = leaf && nodeOf(leaf.branch, answered.tree);
    return [
      all,
      ...(branch ? [{ href: categoryPath(branch, locale), label: branch.label[locale] }] : []),
      ...(place ? [{ href: categoryPath(node, locale), label: node.label[locale] }] : []),
    ];
  }
  return thing === 'commune' || !commune || !place
    ? [all]
    : [all, { href: placePath(commune, locale, null), label: typeset(commune.name) }];
}

const counted = (link: LinkView, listings: number, { locale }: PageScope): Way => ({
  ...link,
  count: formatNumber(listings, locale),
});

function placeLinks(landing: Landing, scope: PageScope, kind: 'communes' | 'districts' | 'streets'): Way[] {
  const { node, commune, answered } = landing;
  const { locale } = scope;
  return landing[kind].map((place: SearchPlace) => {
    if (!node)
      return counted(
        { label: typeset(place.name), href: placePath(place, locale, commune) },
        place.listings,
        scope,
      );
    // A category has pages of its own in communes; in a district it is a search.
    const href =
      place.kind === 'commune'
        ? categoryPath(node, locale, place)
        : hrefOf(answered, locale, { where: whereTyped(place) });
    return { label: typeset(place.name), href };
  });
}

/** The categories that are there, most first; of a category, those beside it or within it. */
function categoryLinks({ node, place, answered }: Landing, scope: PageScope): Way[] {
  const { tree, facets } = answered;
  const { locale } = scope;
  if (node) {
    const branch = node.isBranch ? node.id : (tree.leaves.find(({ id }) => id === node.id)?.branch ?? '');
    return leavesOf(branch, tree).flatMap(({ id }) => {
      const leaf = nodeOf(id, tree);
      const commune = place?.kind === 'commune' ? place : null;
      return leaf && id !== node.id
        ? [{ label: leaf.label[locale], href: categoryPath(leaf, locale, commune) }]
        : [];
    });
  }
  return facets.categories.flatMap(({ category, listings }) => {
    const leaf = nodeOf(category, tree);
    if (!leaf || leaf.hidden) return [];
    const href =
      place?.kind === 'commune' ? categoryPath(leaf, locale, place) : hrefOf(answered, locale, { category });
    return [counted({ label: leaf.label[locale], href }, listings, scope)];
  });
}

function presentRelatedLinks(landing: Landing, scope: PageScope): RelatedLinksView[] {
  const { thing } = landing;
  const { texts } = scope;
  const way = (id: string, key: string, links: readonly Way[]): RelatedLinksView[] =>
    links.length === 0 ? [] : [{ id, heading: texts.line(`results.landing.ways.${key}`), links }];
  const isNear = thing === 'commune' || thing === 'categoryInCommune';
  // Of a territory of one commune its name leads nowhere else; of one of many, districts say little without theirs.
  const communes = isOneCommune(scope) ? [] : placeLinks(landing, scope, 'communes');
  const districts =
    thing === 'category' && !isOneCommune(scope) ? [] : placeLinks(landing, scope, 'districts');
  return [
    ...way('ways-categories', landing.node ? 'related' : 'categories', categoryLinks(landing, scope)),
    ...way(
      'ways-districts',
      thing === 'district' || thing === 'street' ? 'nearDistricts' : 'districts',
      districts,
    ),
    ...way(
      'ways-streets',
      thing === 'commune' ? 'streets' : 'nearStreets',
      placeLinks(landing, scope, 'streets'),
    ),
    ...way('ways-communes', isNear ? 'nearCommunes' : 'communes', communes),
  ];
}

/** What is open now, and the filters that the whole list has. */
function presentChips({ answered }: Landing, { texts, locale, isStale = false }: PageScope): ChipView[] {
  const { facets } = answered;
  if (facets.open === 0 || isStale) return [];
  return [
    {
      label: texts.line('results.filters.open'),
      count: formatNumber(facets.open, locale),
      href: hrefOf(answered, locale, { open: NOW }),
      active: false,
    },
  ];
}

/** The page of a category, a commune, a district or a street. Pure. */
export function presentLanding(scope: PageScope, landing: Landing): LandingBody {
  const { answered, node } = landing;
  const { texts, locale } = scope;
  const { results } = answered.page;
  return {
    heading: landingHeading(landing, scope),
    lead: landingLead(landing, scope),
    trail: landingTrail(landing, scope),
    // A search from here begins with an empty page: the place is in the box, the category is dropped.
    search: presentSearchBox(
      { ...answered, params: { ...emptySearchParams, where: answered.params.where } },
      scope,
    ),
    notes: presentDutyNote(node?.id ?? null, false, scope),
    chips: presentChips(landing, scope),
    // Of a street or a district all are there: how far from its middle says nothing.
    results: presentCards(answered, scope, {
      commune: !isOneCommune(scope) && landing.place === null,
      distance: false,
    }),
    ...(results.length === 0
      ? { empty: presentEmpty(answered, scope) }
      : {
          all: { href: hrefOf(answered, locale, {}), label: texts.line('results.landing.all') },
          map: presentMap(answered, scope),
        }),
    ways: presentRelatedLinks(landing, scope),
    ranking: { ...linkTo(scope, 'ranking'), label: texts.line('results.ranking') },
  };
}
