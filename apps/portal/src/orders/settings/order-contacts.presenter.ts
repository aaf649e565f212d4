import { pathsTo, pathTo } from '@halles/contracts';
import { isAsked, type ListedContact, type OrderContact } from '@halles/domain/orders';
import { type FormState, FormWriter } from '@halles/platform/forms';
import {
  type AccountBody,
  hiddenField,
  type RowView,
  sayWhen,
  section,
  type SectionFormView,
  type SectionView,
} from '../../accounts';
import type { LinkView } from '../../rendering/link.view';
import type { PageModel } from '../../rendering/page';
import type { PageScope } from '../../rendering/page-scope';
import { type ContactAct, contactForm } from './order-contacts.form';

/** What was just done, for the page to say. */
export const contactChanges = ['add', 'again', 'remove'] as const;
export type ContactChange = (typeof contactChanges)[number];

/** What the reader of an address may say. */
export const CONTACT_ANSWERS = ['yes', 'no'] as const;

export interface ContactsState {
  readonly listingId: number;
  readonly contacts: readonly ListedContact[];
  readonly now: Date;
  readonly form: FormState;
  readonly done: ContactChange | null;
}

/** `orders/order-contacts`, without its heading. */
export interface ContactsBody {
  readonly notice?: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly sections: readonly SectionView[];
  readonly back: LinkView;
}

/** Where an address stands: its reader said yes, is asked, or did not hear of it. Pure. */
function stateOf(contact: ListedContact, now: Date): 'proven' | 'refused' | 'asked' | 'over' {
  if (contact.provenAt !== null) return 'proven';
  if (!isAsked(contact, now)) return 'over';
  return contact.mail === 'refused' || contact.mail === 'withheld' ? 'refused' : 'asked';
}

/** The further addresses that the orders of a shop go to. Pure. */
export function presentContacts(scope: PageScope, state: ContactsState): ContactsBody {
  const { texts, locale } = scope;
  const { listingId, contacts, now } = state;
  const action = pathTo('merchant.orderContacts', locale, { listing: listingId });
  const line = (key: string, words: Readonly<Record<string, string>> = {}): string =>
    texts.line(`ordering.contacts.${key}`, words);
  const about = (id: string, act: ContactAct, look: SectionFormView['look']): SectionFormView => ({
    action,
    fields: [hiddenField('do', act), hiddenField('id', id)],
    submit: line(`acts.${act}`),
    look,
  });
  const rowOf = (contact: ListedContact): RowView => ({
    title: contact.email,
    detail: line(`states.${stateOf(contact, now)}`, {
      when: sayWhen(scope, contact.provenAt ?? contact.createdAt),
    }),
    forms: [
      ...(contact.provenAt === null ? [about(contact.id, 'again', 'button--quiet')] : []),
      about(contact.id, 'remove', 'button--danger'),
    ],
  });
  const add = new FormWriter(contactForm, state.form, texts, locale);
  return {
    ...add.summary(),
    ...(state.done === null ? {} : { notice: line(`done.${state.done}`) }),
    sections: [
      section('contacts', {
        paragraphs: [line('lead'), ...(contacts.length === 0 ? [line('none')] : [])],
        rows: contacts.map(rowOf),
      }),
      section('add', {
        heading: line('add'),
        paragraphs: [line('addText')],
        forms: [
          {
            action,
            fields: [hiddenField('do', 'add'), add.field('contactEmail')],
            submit: line('acts.add'),
            look: '',
          },
        ],
      }),
    ],
    back: {
      href: pathTo('merchant.ordering', locale, { listing: listingId }),
      label: texts.line('ordering.heading'),
    },
  };
}

/** The page of a mailed link, for the reader of an address. Pure. @param contact null: nothing goes there */
export function presentContact(
  { texts, locale }: PageScope,
  found: { readonly contact: OrderContact; readonly listing: string } | null,
  token: string,
): PageModel & { readonly body: AccountBody } {
  const standing = found === null ? 'ended' : found.contact.provenAt === null ? 'asked' : 'proven';
  const words: Record<string, string> =
    found === null ? {} : { listing: found.listing, email: found.contact.email };
  const line = (key: string): string => texts.line(`ordering.contact.${key}`, words);
  const heading = line(`heading.${standing}`);
  const button = (
    answer: (typeof CONTACT_ANSWERS)[number],
    key: string,
    look: SectionFormView['look'],
  ): SectionFormView => ({
    action: pathTo('orderContact', locale, { token }),
    fields: [hiddenField('answer', answer)],
    submit: line(key),
    look,
  });
  const forms = {
    ended: [],
    proven: [button('no', 'stop', 'button--danger')],
    asked: [button('yes', 'confirm', ''), button('no', 'decline', 'button--quiet')],
  };
  return {
    head: {
      page: null,
      title: heading,
      description: heading,
      paths: pathsTo('orderContact', { token }),
      noindex: true,
    },
    body: {
      heading,
      trail: [],
      errors: [],
      sections: [section('contact', { paragraphs: [line(`text.${standing}`)], forms: forms[standing] })],
    },
  };
}
