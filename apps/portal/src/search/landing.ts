import { type PortalRoute, pathTo } from '@halles/contracts';
import { type SearchPlace, WORTH_INDEXING } from '@halles/domain/search';
import type { Bilingual, Locale } from '@halles/kernel';
import type { CategoryNode } from '../wording/category-slugs';
import type { Answered } from './results-words';

/** The kinds of pages that a thing of the directory has, businesses aside. */
export type LandingRoute = Exclude<PortalRoute, 'listing'>;

/** What a landing page is of, the first of its results, and the places that it leads on to. */
export interface Landing {
  readonly thing: LandingRoute;
  readonly node: CategoryNode | null;
  readonly place: SearchPlace | null;
  /** The commune that the place is in, or is. */
  readonly commune: SearchPlace | null;
  readonly answered: Answered;
  readonly communes: readonly SearchPlace[];
  readonly districts: readonly SearchPlace[];
  readonly streets: readonly SearchPlace[];
}

/** Whether a landing page has too little to be found by. Pure. */
export const isThin = ({ answered }: Landing): boolean => answered.facets.total < WORTH_INDEXING;

/** The page of a category, in a commune where one is given. Pure. */
export const categoryPath = (
  node: CategoryNode,
  locale: Locale,
  commune: SearchPlace | null = null,
): string =>
  commune === null
    ? pathTo('category', locale, { category: node.slug[locale] })
    : pathTo('categoryInCommune', locale, { category: node.slug[locale], commune: commune.slug });

/** The page of a place. @param commune the commune that it is in. Pure. */
export function placePath(place: SearchPlace, locale: Locale, commune: SearchPlace | null): string {
  if (place.kind === 'commune') return pathTo('commune', locale, { commune: place.slug });
  if (place.kind === 'district') return pathTo('district', locale, { district: place.slug });
  return pathTo('street', locale, { commune: commune?.slug ?? '', street: place.slug });
}

/** A place as one would type it: a search there has an address of its own. Pure. */
export const whereTyped = ({ kind, name, communeName }: SearchPlace): string =>
  kind === 'commune' ? name : `${name}, ${communeName}`;

/** Where a landing page is, in each language: the address to which old names of a category lead too. Pure. */
export function landingPaths({ node, place, commune }: Landing): Bilingual {
  const at = (locale: Locale): string => {
    if (node) return categoryPath(node, locale, place);
    return place ? placePath(place, locale, commune) : '';
  };
  return { fr: at('fr'), en: at('en') };
}
