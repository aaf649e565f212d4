import type { MailTexts } from '@halles/platform/mail';

/** Words that both mails about an enquiry use. */
export const enquiryTexts: MailTexts = {
  fr: {
    'enquiry.reference': 'Référence',
    'enquiry.reference-line': 'Référence\u00a0: {reference}',
    'enquiry.subject': 'Objet',
    'enquiry.subject-line': 'Objet\u00a0: {subject}',
  },
  en: {
    'enquiry.reference': 'Reference',
    'enquiry.reference-line': 'Reference: {reference}',
    'enquiry.subject': 'Subject',
    'enquiry.subject-line': 'Subject: {subject}',
  },
};
