import { pathTo } from '@halles/contracts';
import { presentListingCard, presentOpenState } from '../search';
import type { LinkView } from '../rendering/link.view';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { nodeOf } from '../wording/category-slugs';
import { inCommune } from '../wording/place-words';
import { typeset } from '../wording/typeset';
import type { ListingBody } from './listing.view';
import type { Shown } from './shown-listing';

/** The page of businesses of its category in its commune, or everywhere. Pure. */
export function categoryLink({ listing, tree, communeSlug }: Shown, { locale }: PageScope): LinkView | null {
  const node = listing.category === null ? undefined : nodeOf(listing.category, tree);
  if (!node) return null;
  const category = node.slug[locale];
  return {
    href:
      communeSlug === null
        ? pathTo('category', locale, { category })
        : pathTo('categoryInCommune', locale, { category, commune: communeSlug }),
    label: node.label[locale],
  };
}

/** Where businesses of its category are listed: « à Bordeaux », or the territory where its commune has no page. */
function whereOf({ listing, communeSlug }: Shown, scope: PageScope): string {
  if (communeSlug !== null) return inCommune(listing.address.communeName, scope.locale);
  return territoryWords(scope)['inName'] ?? '';
}

/** Pages that lead on: its kind, unless the list above leads there, its street, its commune. Pure. */
export function presentRelatedLinks(shown: Shown, scope: PageScope): LinkView[] {
  const { listing, communeSlug, street, nearby } = shown;
  const { texts, locale } = scope;
  const kind = nearby.length === 0 ? categoryLink(shown, scope) : null;
  if (communeSlug === null) return kind ? [kind] : [];
  const heading = (thing: string, words: Readonly<Record<string, string>>): string =>
    texts.line(`results.landing.heading.${thing}`, words);
  return [
    ...(kind ? [kind] : []),
    ...(street === null
      ? []
      : [
          {
            href: pathTo('street', locale, { commune: communeSlug, street: street.slug }),
            label: heading('street', { name: typeset(street.name) }),
          },
        ]),
    {
      href: pathTo('commune', locale, { commune: communeSlug }),
      label: heading('commune', { where: inCommune(listing.address.communeName, locale) }),
    },
  ];
}

/** « Ouverts près d’ici » only where one cannot go to this one now, and can to each of those. */
function alternativesKey({ listing, now, nearby }: Shown, scope: PageScope): 'instead' | 'openNow' | 'near' {
  if (listing.state === 'closed') return 'instead';
  if (scope.isStale) return 'near';
  const isShut = ['closed', 'soon'].includes(presentOpenState(scope, listing.schedule, now).kind);
  return isShut && nearby.every(({ reasons }) => reasons.tier === 'open') ? 'openNow' : 'near';
}

/** Businesses of its kind near it, and all of them. Pure. */
export function presentAlternatives(shown: Shown, scope: PageScope): Pick<ListingBody, 'alternatives'> {
  const { listing, tree, now, nearby, covers } = shown;
  const link = categoryLink(shown, scope);
  if (nearby.length === 0 || link === null) return {};
  const all = { ...link, label: `${link.label} ${whereOf(shown, scope)}` };
  return {
    alternatives: {
      heading: scope.texts.line(`listing.alternatives.${alternativesKey(shown, scope)}`),
      results: nearby.map(({ listing: other, reasons }) =>
        presentListingCard(scope, other, {
          tree,
          covers,
          at: now,
          showsCommune: other.address.communeCode !== listing.address.communeCode,
          metres: listing.position?.precision === 'address' ? reasons.metres : null,
        }),
      ),
      all,
    },
  };
}

function communeLink({ listing, communeSlug }: Shown, { locale }: PageScope): LinkView[] {
  if (communeSlug === null) return [];
  const label = typeset(listing.address.communeName);
  return [{ href: pathTo('commune', locale, { commune: communeSlug }), label }];
}

/** The pages above it, the home page left out. Pure. */
export function breadcrumbOf(shown: Shown, scope: PageScope): LinkView[] {
  const all = { href: pathTo('businesses', scope.locale), label: scope.texts.line('results.crumb') };
  return [all, ...communeLink(shown, scope)];
}
