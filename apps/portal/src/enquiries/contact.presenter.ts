import type { FieldError } from '@halles/kernel';
import { linkTo } from '../rendering/layout.presenter';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { phoneHref } from '../static-pages/prose';
import { routes } from '../routes';
import type { ContactBody, ContactSentBody } from '../view-models';
import type { FieldView } from '../view-models-parts';
import { type ContactField, type ContactValues, fieldOf } from './contact-form';

export interface ContactState {
  readonly values: ContactValues;
  readonly idempotencyKey: string;
  readonly errors?: readonly FieldError[];
  /** Key of a text below `pages.contact` about the whole form. */
  readonly problem?: 'invalid' | 'limited' | 'unavailable' | 'reloaded' | 'trapped' | 'alreadySent';
}

/** The contact form with what was typed and what is wrong with it. Pure. */
export function presentContact(scope: PageScope, state: ContactState): ContactBody {
  const { settings, locale, texts } = scope;
  const { contact } = settings;
  const words = territoryWords(scope);
  const line = (key: string): string => texts.line(`pages.contact.${key}`, words);
  // The words of the field's own where there are some: a link of the summary is read without the label beside it.
  const wording = (name: ContactField, error: FieldError): string => {
    const key = `contact.errors.${name}.${state.values[name].trim() === '' ? 'missing' : 'wrong'}`;
    return texts.has(key) ? texts.line(key) : error.message[locale];
  };
  const errors = (state.errors ?? []).flatMap((error) => {
    const field = fieldOf(error);
    return field === null ? [] : [{ field, message: wording(field, error) }];
  });
  const field = (name: ContactField): FieldView => {
    const error = errors.find((entry) => entry.field === name);
    return { value: state.values[name], ...(error ? { error: error.message } : {}) };
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
    errors,
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
