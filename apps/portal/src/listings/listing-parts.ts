import { listingParams, pathTo } from '@halles/contracts';
import { nafRev2Label } from '@halles/domain/categories';
import type { Listing } from '@halles/domain/listings';
import { presentPostPicture } from '../photos';
import type { ShownPhoto } from '@halles/domain/photos';
import type { ShownPost } from '@halles/domain/posts';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { presentPost } from '../wording/post-words';
import { sourceOf } from './listing-sources';
import type { FactView, FactsView, ListingBody } from './listing.view';

function part(
  id: string,
  facts: readonly FactView[],
  source: { source?: string },
  scope: PageScope,
): FactsView[] {
  if (facts.length === 0) return [];
  return [{ id, heading: scope.texts.line(`listing.parts.${id}`), facts, ...source }];
}

function accessFacts({ wheelchair, outdoorSeating }: Listing, { texts }: PageScope): FactView[] {
  return [
    ...(wheelchair === null
      ? []
      : [
          {
            icon: 'wheelchair',
            term: texts.line('listing.access.wheelchair'),
            value: texts.line(`listing.access.${wheelchair}`),
          },
        ]),
    ...(outdoorSeating === null
      ? []
      : [
          {
            icon: 'place',
            term: texts.line('listing.access.terrace'),
            value: texts.line(outdoorSeating ? 'listing.yes' : 'listing.no'),
          },
        ]),
  ];
}

function serviceFacts({ delivery, takeaway, appointment }: Listing, { texts }: PageScope): FactView[] {
  const fact = (icon: string, name: string, value: string | null): FactView[] =>
    value === null
      ? []
      : [
          {
            icon,
            term: texts.line(`listing.services.${name}`),
            value: texts.line(`listing.services.${name}-${value}`),
          },
        ];
  return [
    ...fact('basket', 'takeaway', takeaway),
    ...fact('delivery', 'delivery', delivery),
    ...fact('calendar', 'appointment', appointment),
  ];
}

function paymentFacts({ payment }: Listing, { texts }: PageScope): FactView[] {
  if (payment.length === 0) return [];
  const value = payment
    .map((means) => (texts.has(`listing.payment.${means}`) ? texts.line(`listing.payment.${means}`) : means))
    .join(', ');
  return [{ icon: 'check', term: texts.line('listing.payment.accepted'), value }];
}

function keywordFacts({ keywords, brand }: Listing, { texts }: PageScope): FactView[] {
  return [
    ...(keywords.length === 0
      ? []
      : [{ icon: 'shop', term: texts.line('listing.offer.keywords'), value: keywords.join(', ') }]),
    ...(brand === null ? [] : [{ icon: 'seal', term: texts.line('listing.offer.brand'), value: brand }]),
  ];
}

/** What is known of what it sells, how one gets in, is served and pays. Pure. */
export function presentParts(listing: Listing, scope: PageScope): FactsView[] {
  return [
    ...part('offer', keywordFacts(listing, scope), sourceOf(listing, ['category', 'name'], scope), scope),
    ...part('services', serviceFacts(listing, scope), sourceOf(listing, ['services'], scope), scope),
    ...part('access', accessFacts(listing, scope), sourceOf(listing, ['access'], scope), scope),
    ...part('payment', paymentFacts(listing, scope), sourceOf(listing, ['payment'], scope), scope),
  ];
}

const spaced = (digits: string, sizes: readonly number[]): string => {
  let at = 0;
  return sizes.map((size) => digits.slice(at, (at += size))).join('\u00a0');
};

/** Who answers for it, as the register has it: for professionals L. 123-1 C. com. Pure. */
export function presentLegal(listing: Listing, { texts }: PageScope): ListingBody['legal'] {
  const { legalName, siret, siren, naf } = listing;
  const label = naf?.nomenclature === 'NAFRev2' ? nafRev2Label(naf.code) : undefined;
  const fact = (name: string, value: string | null): { term: string; value: string }[] =>
    value === null ? [] : [{ term: texts.line(`listing.legal.${name}`), value }];
  return [
    ...fact('name', legalName),
    ...fact('siret', siret === null ? null : spaced(siret, [3, 3, 3, 5])),
    ...fact('siren', siret === null && siren !== null ? spaced(siren, [3, 3, 3]) : null),
    ...fact('naf', naf === null ? null : [naf.code, label].filter(Boolean).join(', ')),
    ...(naf === null ? [] : fact('nomenclature', texts.line(`listing.legal.${naf.nomenclature}`))),
  ];
}

/** What it tells of for a while. Pure. */
export const presentPosts = (
  posts: readonly ShownPost[],
  {
    listing,
    today,
    photos,
  }: {
    readonly listing: Listing;
    readonly today: string;
    readonly photos: ReadonlyMap<string, ShownPhoto>;
  },
  scope: PageScope,
): Pick<ListingBody, 'posts'> => {
  if (posts.length === 0) return {};
  const { texts, locale } = scope;
  const report = pathTo('report', locale, listingParams(listing));
  return {
    posts: {
      shown: posts.map((post) => ({
        ...presentPost(post, today, scope),
        ...presentPostPicture(photos.get(post.id), post.title, locale),
        report: { href: `${report}?actualite=${post.id}`, label: texts.line('posts.report') },
      })),
      all: {
        href: pathTo('posts', locale),
        label: texts.line('posts.allOfTerritory', territoryWords(scope)),
      },
    },
  };
};
