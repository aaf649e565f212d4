import type { Fact } from '@halles/domain/listings';
import { hostOf, phoneWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import { typeset } from '../wording/typeset';
import { factSources, fieldSources, type Sourced, sourceWords, type PageFacts } from './listing-sources';
import type { ListingBody } from './listing.view';
import { presentNetworks } from './profile-parts';

type Contact = ListingBody['contacts'][number];

/** A way to reach it, with its sources. */
interface SourcedContact extends Sourced {
  readonly contact: Contact;
}

function directoryContacts(page: PageFacts, { texts }: PageScope): SourcedContact[] {
  const { phone, website, email } = page.listing;
  const contact = (fact: Fact, icon: string, href: string, text: string): SourcedContact => {
    const label = texts.line(`listing.${fact}`);
    return { contact: { icon, href, label, text }, what: label, from: factSources(page, fact) };
  };
  return [
    ...(phone === null ? [] : [contact('phone', 'phone', `tel:${phone}`, phoneWords(phone))]),
    ...(website === null ? [] : [contact('website', 'external', website, hostOf(website))]),
    ...(email === null ? [] : [contact('email', 'mail', `mailto:${email}`, email)]),
  ];
}

function contactsOf(page: PageFacts, scope: PageScope): SourcedContact[] {
  if (page.listing.state === 'closed') return [];
  const what = scope.texts.line('listing.networks');
  const from = fieldSources(page.profile, ['links']);
  return [
    ...directoryContacts(page, scope),
    ...presentNetworks(page.profile.content, scope).map((contact) => ({ contact, what, from })),
  ];
}

/** Where it is and how it is reached, with the sources of both. Pure. */
export function presentContacts(
  page: PageFacts,
  scope: PageScope,
): Pick<ListingBody, 'address' | 'contacts'> {
  const { listing } = page;
  const { line, street, complement, postalCode, communeName } = listing.address;
  const town = postalCode === null ? communeName : `${postalCode} ${communeName}`;
  const exact = listing.position?.precision === 'address';
  const contacts = contactsOf(page, scope);
  const address = { what: scope.texts.line('listing.address'), from: factSources(page, 'address') };
  const source = sourceWords([address, ...contacts], scope);
  return {
    address: {
      lines: [complement, line ?? street, town].filter((text) => text !== null).map(typeset),
      ...(exact ? {} : { note: scope.texts.line('listing.noDoor') }),
      ...(source === undefined ? {} : { source }),
    },
    contacts: contacts.map(({ contact }) => contact),
  };
}
