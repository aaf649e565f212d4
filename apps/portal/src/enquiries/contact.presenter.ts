import type { FieldFault } from '@halles/kernel';
import { linkTo } from '../page/layout.presenter';
import { type PageScope, territoryWords } from '../page/page-scope';
import { phoneHref } from '../pages/prose';
import { routes } from '../routes';
import type { ContactBody, ContactSentBody } from '../view-models';
import type { FieldView } from '../view-models-parts';
import { type ContactField, type ContactValues, fieldOf } from './contact-form';

export interface ContactState {
  readonly values: ContactValues;
  readonly idempotencyKey: string;
  readonly faults?: readonly FieldFault[];
  /** Key of a text below `pages.contact` about the whole form. */
  readonly problem?: 'faulty' | 'limited' | 'unavailable' | 'reloaded' | 'trapped' | 'alreadySent';
}

/** The contact form with what was typed and what is wrong with it. Pure. */
export function presentContact(scope: PageScope, state: ContactState): ContactBody {
  const { settings, locale, texts } = scope;
  const { contact } = settings;
  const words = territoryWords(scope);
  const line = (key: string): string => texts.line(`pages.contact.${key}`, words);
  // The words of the field's own where there are some: a link of the summary is read without the label beside it.
  const wording = (name: ContactField, fault: FieldFault): string => {
    const key = `contact.faults.${name}.${state.values[name].trim() === '' ? 'missing' : 'wrong'}`;
    return texts.has(key) ? texts.line(key) : fault.message[locale];
  };
  const faults = (state.faults ?? []).flatMap((fault) => {
    const field = fieldOf(fault);
    return field === null ? [] : [{ field, message: wording(field, fault) }];
  });
  const field = (name: ContactField): FieldView => {
    const fault = faults.find((entry) => entry.field === name);
    return { value: state.values[name], ...(fault ? { error: fault.message } : {}) };
  };
  return {
    action: routes.contact[locale],
    heading: line('heading'),
    lead: line('lead'),
    fields: {
      name: field('name'),
      email: field('email'),
      subject: field('subject'),
      message: field('message'),
    },
    idempotencyKey: state.idempotencyKey,
    faults,
    ...(state.problem ? { problem: line(state.problem) } : {}),
    organisation: {
      name: contact.name,
      addressLines: contact.address.split('\n'),
      ...(contact.phone ? { phone: contact.phone, phoneHref: phoneHref(contact.phone) } : {}),
      email: contact.email,
    },
    privacy: { ...linkTo(scope, 'privacy'), label: line('privacy') },
  };
}

/** The page that a stored enquiry leads to. Pure. */
export function presentContactSent(scope: PageScope, reference: string): ContactSentBody {
  const words = territoryWords(scope);
  const line = (key: string): string => scope.texts.line(`pages.contactSent.${key}`, words);
  return {
    heading: line('heading'),
    lead: line('lead'),
    reference,
    home: { ...linkTo(scope, 'home'), label: line('home') },
  };
}
