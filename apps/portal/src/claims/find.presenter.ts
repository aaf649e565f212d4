import { pathTo } from '@halles/contracts';
import type { ClaimSubject } from '@halles/domain/claims';
import type { ClosedListing, ListingSummary } from '@halles/domain/listings';
import { signInPath } from '../accounts';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { contactPath } from '../rendering/page-names';
import { closedWords } from '../wording/closed-words';
import { addressLine } from '../wording/contact-words';
import { type ClaimCardView, claimSection, type FindBody } from './claim.view';
import { nameOf, placeOf } from './claim-words';

/** The search of somebody for their business, and what was found. */
export interface FindState {
  /** As typed: a name, a phone or a SIRET. */
  readonly text: string;
  /** INSEE code; empty for the whole territory. */
  readonly commune: string;
  readonly communes: readonly { readonly code: string; readonly name: string }[];
  /** Null before the first search. */
  readonly found: Found | null;
  /** Who is not finds what everybody may see, and is asked who they are once they chose. */
  readonly isSignedIn: boolean;
}

export type Found = (
  | { readonly by: 'siret' | 'phone'; readonly subjects: readonly ClaimSubject[] }
  | {
      readonly by: 'name';
      readonly listings: readonly ListingSummary[];
      /** Of this very name, and closed for good. */
      readonly closed: readonly ClosedListing[];
    }
) & {
  /** Whether the town hides a page that is known by what was typed; false for who did not sign in. */
  readonly isHidden: boolean;
};

const cardOf = ({ texts, locale }: PageScope, id: number, title: string, place: string): ClaimCardView => ({
  title,
  lines: place === '' ? [] : [place],
  action: { href: pathTo('claim.begin', locale, { listing: id }), label: texts.line('claims.find.mine') },
  forms: [],
});

/** A business that is closed for good: since when, and that it may be claimed all the same. */
function closedCard(scope: PageScope, { listing, closedOn }: ClosedListing): ClaimCardView {
  const { id, name, address } = listing;
  const card = cardOf(scope, id, name, addressLine(address, true));
  const closed = closedWords({ state: 'closed', closedOn }, scope);
  return { ...card, lines: [...card.lines, ...(closed === null ? [] : [closed])] };
}

const cardsOf = (scope: PageScope, found: Found): ClaimCardView[] =>
  found.by === 'name'
    ? [
        ...found.closed.map((one) => closedCard(scope, one)),
        ...found.listings.map(({ id, name, address }) => cardOf(scope, id, name, addressLine(address, true))),
      ]
    : found.subjects.map((subject) => cardOf(scope, subject.id, nameOf(scope, subject), placeOf(subject)));

/** The query of what was looked for, with its `?`; empty before the first search. Pure. */
export function findQueryOf({ text, commune }: Pick<FindState, 'text' | 'commune'>): string {
  if (text === '') return '';
  return `?${new URLSearchParams({ q: text, ...(commune === '' ? {} : { commune }) }).toString()}`;
}

/** Where somebody without a session comes back to this search once they have one. */
function signInLinks({ texts, locale }: PageScope, state: FindState): LinkView[] {
  if (state.isSignedIn) return [];
  const back = pathTo('claim.find', locale) + findQueryOf(state);
  return [{ href: signInPath(locale, back), label: texts.line('claims.find.signIn') }];
}

/** What to do where nothing was found. */
function nothingFound(scope: PageScope, state: FindState): Parameters<typeof claimSection>[2] {
  const { texts } = scope;
  const key = state.isSignedIn ? 'nothingText' : 'nothingSignedOut';
  return { paragraphs: [texts.line(`claims.find.${key}`)], links: signInLinks(scope, state) };
}

/** A page that the town hides is named to nobody; where it is theirs, the town is who to write to. */
function hiddenSection({ texts, locale }: PageScope, { text }: FindState) {
  return claimSection('masquee', texts.line('claims.find.hidden'), {
    paragraphs: [texts.line('claims.find.hiddenText')],
    links: [
      {
        href: contactPath(locale, texts.line('claims.find.hiddenSubject', { text })),
        label: texts.line('claims.find.hiddenContact'),
      },
    ],
  });
}

/** Finding one's business by name and commune, phone or SIRET. Pure. */
export const presentFind =
  (state: FindState) =>
  (scope: PageScope): FindBody => {
    const { texts, locale } = scope;
    const { text, commune, communes, found, isSignedIn } = state;
    const cards = found === null ? [] : cardsOf(scope, found);
    const add = claimSection('ajouter', texts.line('claims.find.missing'), {
      paragraphs: [texts.line('claims.find.missingText')],
      links: [{ href: pathTo('addition', locale), label: texts.line('claims.addOne') }],
    });
    const results = claimSection(
      'resultats',
      texts.line(cards.length === 0 ? 'claims.find.nothing' : 'claims.find.results'),
      cards.length === 0
        ? nothingFound(scope, state)
        : { cards, paragraphs: isSignedIn ? [] : [texts.line('claims.find.then')] },
    );
    return {
      lead: texts.line('claims.find.lead'),
      errors: [],
      form: {
        action: pathTo('claim.find', locale),
        text,
        communes:
          communes.length < 2 ? [] : communes.map((one) => ({ ...one, selected: one.code === commune })),
      },
      sections:
        found === null
          ? [add]
          : found.isHidden
            ? [hiddenSection(scope, state), ...(cards.length === 0 ? [] : [results])]
            : [results, add],
    };
  };
