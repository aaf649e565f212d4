import { labelled } from '@halles/kernel';
import { listingPath, pathTo } from '@halles/contracts';
import {
  type AdditionRequest,
  type ContestedListing,
  isDisplaced,
  type OwnClaim,
} from '@halles/domain/claims';
import type { OwnPlaceRequest } from '@halles/domain/corrections';
import type { LinkView } from '../rendering/link.view';
import { dayOf } from '../wording/day-words';
import type { PageScope } from '../rendering/page-scope';
import { type ClaimBody, type ClaimCardView, claimSection } from './claim.view';
import { nameOf, placeOf } from './claim-words';

type Past = NonNullable<ClaimCardView['past']>[number];

/** A request of the account about a shop. */
type OwnRequest =
  | { readonly kind: 'claim'; readonly at: Date; readonly own: OwnClaim }
  | { readonly kind: 'addition'; readonly at: Date; readonly addition: AdditionRequest };

/** All requests about a shop, the latest first. */
interface Shop {
  readonly latest: OwnRequest;
  readonly before: readonly OwnRequest[];
}

function claimCard(scope: PageScope, own: OwnClaim, past: readonly Past[]): ClaimCardView {
  const { claim, subject } = own;
  const { texts, locale } = scope;
  const place = placeOf(subject);
  const isOwner = claim.state === 'approved';
  return {
    title: nameOf(scope, subject),
    lines: place === '' ? [] : [place],
    mark: texts.line(`claims.states.${isDisplaced(own) ? 'displaced' : claim.state}.title`),
    action: {
      href: isOwner
        ? pathTo('merchant.listing', locale, { listing: claim.listingId })
        : pathTo('claim', locale, { claim: claim.id }),
      label: texts.line(`claims.next.${claim.state}`),
    },
    ...(past.length === 0 ? {} : { past }),
    forms: [],
  };
}

function additionCard(
  { texts, locale }: PageScope,
  { content, state, reason, id }: AdditionRequest,
  past: readonly Past[],
): ClaimCardView {
  const action = {
    href: pathTo('addition.withdraw', locale, { addition: id }),
    label: texts.line('claims.additions.takeBack'),
  };
  return {
    title: content.name,
    lines: [
      `${content.street}, ${content.postalCode} ${content.communeName}`,
      ...(reason === null ? [] : [texts.line('claims.givenReason', { reason })]),
    ],
    mark: texts.line(`claims.additions.${state}`),
    ...(past.length === 0 ? {} : { past }),
    ...(state === 'asked' ? { action } : {}),
    forms: [],
  };
}

/** What was asked for before, on one line. */
function pastOf(scope: PageScope, asked: OwnRequest): Past {
  const { texts, locale } = scope;
  const worded = (key: string, mark: string): string =>
    labelled(texts.line(`claims.past.${key}`, { day: dayOf(asked.at, scope) }), mark, locale);
  if (asked.kind === 'claim') {
    const { id, state } = asked.own.claim;
    return {
      label: worded('claim', texts.line(`claims.states.${state}.title`)),
      href: pathTo('claim', locale, { claim: id }),
    };
  }
  const { state, reason } = asked.addition;
  const mark = texts.line(`claims.additions.${state}`);
  const why = reason === null ? '' : `. ${texts.line('claims.givenReason', { reason })}`;
  return { label: `${worded('addition', mark)}${why}` };
}

/**
 * What was asked for, shop by shop, the latest first. A shop that was added is the one whose page was made of the request;
 * one that is in no directory yet is known by its SIRET. Pure.
 */
function shopsOf(claims: readonly OwnClaim[], additions: readonly AdditionRequest[]): Shop[] {
  const asked: (readonly [string, OwnRequest])[] = [
    ...claims.map(
      (own) => [`page ${own.claim.listingId}`, { kind: 'claim', at: own.claim.createdAt, own }] as const,
    ),
    ...additions.map(
      (addition) =>
        [
          addition.listingId === null ? `siret ${addition.siret}` : `page ${addition.listingId}`,
          { kind: 'addition', at: addition.createdAt, addition },
        ] as const,
    ),
  ];
  const shops = new Map<string, { readonly latest: OwnRequest; readonly before: OwnRequest[] }>();
  for (const [shop, one] of asked.toSorted(([, a], [, b]) => b.at.getTime() - a.at.getTime())) {
    const known = shops.get(shop);
    if (known) known.before.push(one);
    else shops.set(shop, { latest: one, before: [] });
  }
  return [...shops.values()];
}

function cardOf(scope: PageScope, { latest, before }: Shop): ClaimCardView {
  const past = before.map((one) => pastOf(scope, one));
  return latest.kind === 'claim'
    ? claimCard(scope, latest.own, past)
    : additionCard(scope, latest.addition, past);
}

/** What of another place of a shop was asked for before, on one line. */
function pastPlaceOf(scope: PageScope, asked: OwnPlaceRequest): Past {
  const { state, reason } = asked;
  const { texts } = scope;
  const sentences = [requestedPlace(scope, asked), texts.line(`claims.places.${state}`)];
  return {
    label: [...sentences, ...correctedPlace(scope, asked), ...givenReason(scope, reason)].join('. '),
  };
}

const givenReason = ({ texts }: PageScope, reason: string | null): string[] =>
  reason === null ? [] : [texts.line('claims.givenReason', { reason })];

/** Where the town put the business in the place of where it was asked to be: another address, or another point of it. */
function correctedPlace({ texts }: PageScope, { decidedPlace, place }: OwnPlaceRequest): string[] {
  if (decidedPlace === null) return [];
  const isSame = decidedPlace === place;
  return [texts.line(`claims.places.${isSame ? 'pinned' : 'corrected'}`, { place: decidedPlace })];
}

const requestedPlace = (
  scope: PageScope,
  { createdAt, place }: Pick<OwnPlaceRequest, 'createdAt' | 'place'>,
): string => scope.texts.line('claims.places.asked', { day: dayOf(createdAt, scope), place });

/** The places of one shop that were asked for, the newest with its answer and those before it. */
function placeCard(
  scope: PageScope,
  [latest, ...before]: readonly [OwnPlaceRequest, ...OwnPlaceRequest[]],
  editable: readonly number[],
): ClaimCardView {
  const { texts, locale } = scope;
  const { listingId: listing, name, state, reason } = latest;
  const past = before.map((one) => pastPlaceOf(scope, one));
  const action = {
    href: pathTo('profile.address', locale, { listing }),
    label: texts.line('pro.place.action'),
  };
  return {
    title: name ?? texts.line('claims.unnamed'),
    lines: [requestedPlace(scope, latest), ...correctedPlace(scope, latest), ...givenReason(scope, reason)],
    mark: texts.line(`claims.places.${state}`),
    ...(editable.includes(listing) ? { action } : {}),
    ...(past.length === 0 ? {} : { past }),
    forms: [],
  };
}

/** A card for each shop. @param places the newest first */
function placeCards(
  scope: PageScope,
  places: readonly OwnPlaceRequest[],
  editable: readonly number[],
): ClaimCardView[] {
  const shops = new Map<number, OwnPlaceRequest[]>();
  for (const one of places) shops.set(one.listingId, [...(shops.get(one.listingId) ?? []), one]);
  return [...shops.values()].flatMap(([latest, ...before]) =>
    latest ? [placeCard(scope, [latest, ...before], editable)] : [],
  );
}

/** A page that somebody else claims, and where the keeper shows that it is theirs. Pure. */
function contestedCard(scope: PageScope, contested: ContestedListing): ClaimCardView {
  const { texts, locale } = scope;
  const { claimId, since, subject } = contested;
  return {
    title: nameOf(scope, subject),
    lines: [texts.line('claims.contestedPages.since', { day: dayOf(since, scope) })],
    mark: texts.line('claims.contestedPages.mark'),
    action: {
      href:
        claimId === null
          ? contestedContact(scope, contested)
          : `${pathTo('claim', locale, { claim: claimId })}#piece`,
      label: texts.line('claims.contestedPages.action'),
    },
    forms: [],
  };
}

/** The contact form filled in with the case: what a keeper without a claim has to say reaches who decides. Pure. */
function contestedContact(scope: PageScope, { listingId, since, subject }: ContestedListing): string {
  const { texts, locale } = scope;
  const listing = nameOf(scope, subject);
  const page = subject?.visibility === 'public' ? listingPath(locale, subject) : `n° ${listingId}`;
  const filled = new URLSearchParams({
    objet: texts.line('claims.contestedPages.subject', { listing }),
    message: texts.line('claims.contestedPages.message', { listing, page, day: dayOf(since, scope) }),
  });
  return `${pathTo('contact', locale)}?${filled.toString()}`;
}

/** What an account may have withdrawn just now: a claim, or a request to be added. */
export const WITHDRAWN = ['claim', 'addition'] as const;
export type Withdrawn = (typeof WITHDRAWN)[number];

/** All that an account asked for. */
export interface OwnRequests {
  readonly claims: readonly OwnClaim[];
  readonly additions: readonly AdditionRequest[];
  /** Its pages that somebody else claims. */
  readonly contested: readonly ContestedListing[];
  /** The newest first. */
  readonly places: readonly OwnPlaceRequest[];
  /** Listings whose address it may correct. */
  readonly editable: readonly number[];
}

/** What an account asked for: a card a shop, as it stands and what to do next. Pure. @param withdrawn what was just now */
export const presentClaims =
  ({ claims, additions, contested, places, editable }: OwnRequests, withdrawn: Withdrawn | null = null) =>
  (scope: PageScope): ClaimBody => {
    const { texts, locale } = scope;
    const more: readonly LinkView[] = [
      { href: pathTo('claim.find', locale), label: texts.line('claims.findAnother') },
      { href: pathTo('addition', locale), label: texts.line('claims.addOne') },
    ];
    const shops = shopsOf(claims, additions);
    const section = (id: string, heading: string, cards: readonly ClaimCardView[]) =>
      cards.length === 0 ? [] : [claimSection(id, texts.line(heading), { cards })];
    const cardsOf = (isListed: (latest: OwnRequest) => boolean) =>
      shops.filter(({ latest }) => isListed(latest)).map((shop) => cardOf(scope, shop));
    const isOwn = (one: OwnRequest) => one.kind === 'claim' && one.own.claim.state === 'approved';
    return {
      errors: [],
      ...(withdrawn === null
        ? {}
        : {
            status: {
              tone: 'success' as const,
              title: texts.line(`claims.withdrawnNow.${withdrawn}.title`),
              text: texts.line(`claims.withdrawnNow.${withdrawn}.text`),
            },
          }),
      ...(shops.length + places.length + contested.length === 0 ? { lead: texts.line('claims.none') } : {}),
      sections: [
        ...section(
          'contestations',
          'claims.contestedPages.heading',
          contested.map((one) => contestedCard(scope, one)),
        ),
        ...section('commerces', 'claims.mine', cardsOf(isOwn)),
        ...section(
          'demandes',
          'claims.requested',
          cardsOf((one) => one.kind === 'claim' && !isOwn(one)),
        ),
        ...section('adresses', 'claims.places.heading', placeCards(scope, places, editable)),
        ...section(
          'ajouts',
          'claims.additions.heading',
          cardsOf(({ kind }) => kind === 'addition'),
        ),
        claimSection('autres', texts.line('claims.more'), { links: more }),
      ],
    };
  };
