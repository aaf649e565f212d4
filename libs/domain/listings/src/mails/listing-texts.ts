import type { MailTexts } from '@halles/platform/mail';

/** Words of mails about a business. */
export const listingMailTexts: MailTexts = {
  fr: {
    'listing.name': 'Commerce',
    'listing.place': 'Adresse',
    'listing.line': 'Commerce\u00a0: {listing}, {place}',
  },
  en: {
    'listing.name': 'Business',
    'listing.place': 'Address',
    'listing.line': 'Business: {listing}, {place}',
  },
};
