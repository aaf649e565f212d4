import { listingParams, pathTo, type ProfileField } from '@halles/contracts';
import { categoryById, type CategoryTree, nafRev2Label } from '@halles/domain/categories';
import { type Fact, type Listing, namedMeans, type Provenance } from '@halles/domain/listings';
import { presentPostPicture } from '../photos';
import type { ShownPhoto } from '@halles/domain/photos';
import type { ShownPost } from '@halles/domain/posts';
import { specialitiesOf } from '@halles/domain/profiles';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { presentPost } from '../wording/post-words';
import {
  factSources,
  fieldSources,
  type Sourced,
  serviceSources,
  sourceWords,
  type PageFacts,
} from './listing-sources';
import type { FactView, FactsView, ListingBody } from './listing.view';
import { presentProfileLegal, profileFacts } from './profile-parts';

/** A page with the words for its activities. */
export interface OfferedFacts extends PageFacts {
  readonly tree: CategoryTree;
}

/** Whether a source is what somebody says in the profile. */
const isOfProfile = (source: Provenance['source']): boolean => source === 'merchant' || source === 'agent';

/** Facts of a part that come from the same. */
export interface SourcedFacts {
  readonly facts: readonly FactView[];
  readonly from: readonly Provenance[];
}

function part(id: string, sourced: readonly SourcedFacts[], scope: PageScope): FactsView[] {
  const facts = sourced.flatMap((one) => one.facts);
  if (facts.length === 0) return [];
  const things = sourced.flatMap(({ facts: its, from }) => its.map(({ term }) => ({ what: term, from })));
  const source = sourceWords(things, scope);
  const heading = scope.texts.line(`listing.parts.${id}`);
  return [{ id, heading, facts, ...(source === undefined ? {} : { source }) }];
}

function wheelchairFacts({ wheelchair }: Listing, { texts }: PageScope): FactView[] {
  if (wheelchair === null) return [];
  const value = texts.line(`listing.access.${wheelchair}`);
  return [{ icon: 'wheelchair', term: texts.line('listing.access.wheelchair'), value }];
}

function terraceFacts({ outdoorSeating }: Listing, { texts }: PageScope): FactView[] {
  if (outdoorSeating === null) return [];
  const value = texts.line(outdoorSeating ? 'listing.yes' : 'listing.no');
  return [{ icon: 'place', term: texts.line('listing.access.terrace'), value }];
}

const SERVICES = { takeaway: 'basket', delivery: 'delivery', appointment: 'calendar' } as const;

/** Each answer with its own sources. */
function serviceFacts(page: PageFacts, { texts }: PageScope): SourcedFacts[] {
  return (Object.entries(SERVICES) as [keyof typeof SERVICES, string][]).flatMap(([name, icon]) => {
    const answer = page.listing[name];
    if (answer === null) return [];
    const term = texts.line(`listing.services.${name}`);
    const value = texts.line(`listing.services.${name}-${answer}`);
    return [{ facts: [{ icon, term, value }], from: serviceSources(page, name) }];
  });
}

function paymentFacts({ payment }: Listing, { texts }: PageScope): FactView[] {
  if (payment.length === 0) return [];
  const value = namedMeans(payment)
    .map((means) => (texts.has(`listing.payment.${means}`) ? texts.line(`listing.payment.${means}`) : means))
    .join(', ');
  return [{ icon: 'check', term: texts.line('listing.payment.accepted'), value }];
}

/** What it is known for, its other names and its other activities: search finds it by all of these words, and each is told as what it is. */
function wordFacts(page: OfferedFacts, { texts, locale }: PageScope): SourcedFacts[] {
  const { listing, profile, tree } = page;
  const { content } = profile;
  const activities = (content.otherCategories ?? []).flatMap(
    (id) => categoryById(id, tree)?.label[locale] ?? [],
  );
  const listed = (name: string, values: readonly string[], from: readonly Provenance[]): SourcedFacts => ({
    facts:
      values.length === 0
        ? []
        : [{ icon: 'shop', term: texts.line(`listing.offer.${name}`), value: values.join(', ') }],
    from,
  });
  const own = fieldSources(profile, ['keywords']);
  const others = factSources(page, 'keywords').filter(({ source }) => !isOfProfile(source));
  return [
    listed('keywords', specialitiesOf(content, listing, tree), own.length > 0 ? own : others),
    listed('otherNames', content.otherNames ?? [], fieldSources(profile, ['otherNames'])),
    listed('otherActivities', activities, fieldSources(profile, ['otherCategories'])),
  ];
}

function brandFacts({ brand }: Listing, { texts }: PageScope): FactView[] {
  return brand === null ? [] : [{ icon: 'seal', term: texts.line('listing.offer.brand'), value: brand }];
}

/**
 * What is known of what it sells, how one gets in, is served and pays: what the directory knows, what its profile says
 * behind it, and the sources of each. Pure.
 */
export function presentParts(page: OfferedFacts, scope: PageScope): FactsView[] {
  const { listing, profile } = page;
  const known = (fact: Fact, factsOf: (listing: Listing, scope: PageScope) => FactView[]): SourcedFacts => ({
    facts: factsOf(listing, scope),
    from: factSources(page, fact),
  });
  const { prices, labels, services, access } = profileFacts(profile.content, scope);
  const given = (field: ProfileField, facts: readonly FactView[]): SourcedFacts => ({
    facts,
    from: fieldSources(profile, [field]),
  });
  return [
    ...part(
      'offer',
      [
        ...wordFacts(page, scope),
        known('brand', brandFacts),
        given('priceBand', prices),
        given('labels', labels),
      ],
      scope,
    ),
    ...part('services', [...serviceFacts(page, scope), given('services', services)], scope),
    ...part(
      'access',
      [
        known('access', wheelchairFacts),
        { facts: terraceFacts(listing, scope), from: serviceSources(page, 'outdoorSeating') },
        given('access', access),
      ],
      scope,
    ),
    ...part('payment', [known('payment', paymentFacts)], scope),
  ];
}

const spaced = (digits: string, sizes: readonly number[]): string => {
  let at = 0;
  return sizes.map((size) => digits.slice(at, (at += size))).join('\u00a0');
};

/** As the register has it: for professionals L. 123-1 C. com. The name that it trades under as it says itself stands in the place of the register's. */
function registerLegal({ listing, profile }: PageFacts, { texts }: PageScope): ListingBody['legal'] {
  const { siret, siren, naf } = listing;
  const legalName = profile.content.legal?.legalName ? null : listing.legalName;
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

/** Who answers for it, as the register has it and as it says itself, and the sources of both. Pure. */
export function presentLegalPart(
  page: PageFacts,
  scope: PageScope,
): Pick<ListingBody, 'legal' | 'legalSource'> {
  const { profile } = page;
  const known = registerLegal(page, scope);
  const given = presentProfileLegal(profile.content, scope);
  const sourced = (facts: ListingBody['legal'], from: readonly Provenance[]): Sourced[] =>
    facts.map(({ term }) => ({ what: term, from }));
  const things = [
    ...sourced(known, factSources(page, 'legal')),
    ...sourced(given, fieldSources(profile, ['legal'])),
  ];
  const legalSource = sourceWords(things, scope);
  return { legal: [...known, ...given], ...(legalSource === undefined ? {} : { legalSource }) };
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
