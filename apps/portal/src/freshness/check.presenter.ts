import { type SchoolBreak, listingPath } from '@halles/contracts';
import { categoryById, type CategoryTree } from '@halles/domain/categories';
import { dateWords, dayOfIso } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { noProfile, type StoredProfile } from '@halles/domain/profiles';
import { phoneWords } from '@halles/kernel';
import { presentConfirmed, presentUnconfirmed } from '../listings';
import type { PageScope } from '../rendering/page-scope';
import type { CheckView } from './freshness.view';
import { addressLine } from '../wording/contact-words';
import { presentHours } from '../wording/opening-hours';

/** The questions about a listing, on whichever page. */
export interface Check {
  readonly listing: Listing;
  /** What is said of it; null where nobody of the page says anything. */
  readonly profile: StoredProfile | null;
  readonly tree: CategoryTree;
  /** ms since 1970. */
  readonly now: number;
  /** Key of the lead below `freshness.check.lead`. */
  readonly lead: 'monthly' | 'holidays' | 'summer' | 'school' | 'own';
  /** The school break in question, where there is one. */
  readonly schoolBreak?: SchoolBreak | null;
  /** Where the answer is posted to. */
  readonly action: string;
  /** Where something is changed. */
  readonly change: string;
}

function contactFacts(
  { listing, tree }: Pick<Check, 'listing' | 'tree'>,
  { texts, locale }: PageScope,
): CheckView['facts'] {
  const { name, category, phone, website, email, address } = listing;
  const fact = (key: string, value: string | null) => [
    { term: texts.line(`freshness.check.facts.${key}`), value: value ?? texts.line('freshness.check.none') },
  ];
  return [
    ...fact('name', name),
    ...fact('category', category === null ? null : (categoryById(category, tree)?.label[locale] ?? null)),
    ...fact('address', addressLine(address, true)),
    ...fact('phone', phone === null ? null : phoneWords(phone)),
    ...fact('website', website),
    ...fact('email', email),
  ];
}

/** What a lead may name beside the listing. */
const schoolWords = (
  { schoolBreak }: Pick<Check, 'schoolBreak'>,
  { locale }: PageScope,
): Readonly<Record<string, string>> =>
  schoolBreak
    ? {
        school: schoolBreak.name[locale],
        from: dateWords(dayOfIso(schoolBreak.from), locale),
        until: dateWords(dayOfIso(schoolBreak.resumes) - 1, locale),
      }
    : {};

/** What the public sees of a page, with the buttons that answer. Pure. */
export function presentCheck(scope: PageScope, check: Check): CheckView {
  const { listing, now, lead, action, change } = check;
  const { texts, locale } = scope;
  const page = { listing, profile: check.profile ?? noProfile(listing.id), tree: check.tree };
  const hours = presentHours(listing.schedule, now, scope);
  return {
    lead: texts.line(`freshness.check.lead.${lead}`, { listing: listing.name, ...schoolWords(check, scope) }),
    ...(hours === null ? { hoursUnknown: texts.line('freshness.check.hoursUnknown') } : { hours }),
    facts: contactFacts(check, scope),
    parts: presentConfirmed(page, scope),
    beside: presentUnconfirmed(page, scope),
    action,
    page: { href: listingPath(locale, listing), label: texts.line('freshness.check.page') },
    change: { href: change, label: texts.line('freshness.check.change') },
  };
}
