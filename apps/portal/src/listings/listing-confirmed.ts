import { plainWords } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';
import { type OfferedFacts, presentLegalPart, presentParts } from './listing-parts';
import type { FactsView } from './listing.view';

/** A fact by what it is called. */
interface Named {
  readonly term: string;
  readonly value: string;
}

/** The parts of a page that whoever keeps it confirms with its hours and contacts, apart from who said them. Pure. */
export const presentConfirmed = (page: OfferedFacts, scope: PageScope): FactsView[] =>
  presentParts(page, scope)
    .filter(({ id }) => id !== 'offer')
    .map(({ id, heading, facts }) => ({ id, heading, facts }));

/** What else the public reads on a page: nothing of it has a day on which it was checked, and a confirmation is none of it. Pure. */
export function presentUnconfirmed(page: OfferedFacts, scope: PageScope): Named[] {
  const { texts, locale } = scope;
  const { descriptionFr, descriptionEn, links } = page.profile.content;
  const description = locale === 'fr' ? (descriptionFr ?? descriptionEn) : (descriptionEn ?? descriptionFr);
  const fact = (term: string, value: string | null | undefined): Named[] =>
    value ? [{ term: texts.line(term), value }] : [];
  const offer = presentParts(page, scope).find(({ id }) => id === 'offer')?.facts ?? [];
  return [
    ...fact('freshness.check.beside.description', description && plainWords(description)),
    ...offer.map(({ term, value }) => ({ term, value })),
    ...fact('listing.book', links?.booking),
    ...fact('listing.shop', links?.shop),
    ...fact('freshness.check.beside.networks', links?.social.join(', ')),
    ...presentLegalPart(page, scope).legal.map(({ term, value }) => ({ term, value })),
  ];
}
