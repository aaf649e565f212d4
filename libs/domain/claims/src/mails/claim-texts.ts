import type { MailTexts } from '@halles/platform/mail';

/** Words that several mails about claims use. */
export const claimTexts: MailTexts = {
  fr: {
    'claim.listing': 'Commerce',
    'claim.place': 'Adresse',
    'claim.listing-line': 'Commerce\u00a0: {listing}, {place}',
  },
  en: {
    'claim.listing': 'Business',
    'claim.place': 'Address',
    'claim.listing-line': 'Business: {listing}, {place}',
  },
};
