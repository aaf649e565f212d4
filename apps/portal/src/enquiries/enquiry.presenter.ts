import { pathTo } from '@halles/contracts';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { identify, linkTo } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import { type PageScope, territoryWords } from '../rendering/page-scope';
import { enquiryForm } from './enquiry.form';
import type { ContactBody, ContactSentBody } from './enquiry.view';
import { phoneHref } from '../wording/contact-words';

/** The contact form with what was typed and what is wrong with it. Pure. */
export const presentContact =
  (state: FormState) =>
  (scope: PageScope): PageModel & { readonly body: ContactBody } => {
    const { settings, locale, texts } = scope;
    const { contact } = settings;
    const line = (key: string): string => texts.line(`pages.contact.${key}`, territoryWords(scope));
    const form = new FormWriter(enquiryForm, state, texts, locale);
    return {
      head: 'contact',
      body: {
        heading: line('heading'),
        lead: line('lead'),
        ...form.summary(),
        form: form.view(pathTo('contact', locale)),
        organisation: {
          name: contact.name,
          addressLines: contact.address.split('\n'),
          ...(contact.phone ? { phone: contact.phone, phoneHref: phoneHref(contact.phone) } : {}),
          email: contact.email,
        },
        privacy: { ...linkTo(scope, 'privacy'), label: line('privacy') },
      },
    };
  };

/** The page that a stored enquiry leads to: in the other language too, it names the same reference. Pure. */
export const presentContactSent =
  (reference: string) =>
  (scope: PageScope): PageModel & { readonly body: ContactSentBody } => {
    const words = territoryWords(scope);
    const line = (key: string): string => scope.texts.line(`pages.contact.sent.${key}`, words);
    return {
      head: { ...identify(scope, 'contact.sent'), query: `?ref=${reference}`, noindex: true },
      body: {
        heading: line('heading'),
        lead: line('lead'),
        reference,
        home: { ...linkTo(scope, 'home'), label: line('home') },
      },
    };
  };
