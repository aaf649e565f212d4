import { phoneWords, textMessageSegments } from '@halles/kernel';
import { defineMail, type MailTexts, oneLine } from '@halles/platform/mail';

/** A text message as the development mailbox shows it. */
export interface OrderTextModel {
  /** Where it would have gone, E.164. */
  readonly phone: string;
  /** Its words, without the link that they end with. */
  readonly text: string;
  /** That link, which is ours and can be followed; null where there is none. */
  readonly linkUrl: string | null;
  /** Messages that the gateway would have sent for it. */
  readonly segments: number;
}

/** The link that a text message ends with. */
const OUR_LINK = /\s?(https?:\/\/\S+)$/;

/** A text message as a gateway would get it, taken apart for the mailbox: what is typed in a mail is no link. Pure. */
export const orderTextModel = (phone: string, text: string): OrderTextModel => ({
  phone,
  text: text.replace(OUR_LINK, ''),
  linkUrl: OUR_LINK.exec(text)?.[1] ?? null,
  segments: textMessageSegments(text),
});

const texts: MailTexts = {
  fr: {
    'order-text.subject': 'SMS au {phone}',
    'order-text.trial':
      'Essai sans passerelle\u00a0: ce SMS serait parti au {phone}, en {segments, plural, one {# message} other {# messages}}.',
    'order-text.why':
      'Ce message tient lieu d’un SMS, envoyé par «\u00a0{portal}\u00a0» au sujet d’une commande.',
  },
  en: {
    'order-text.subject': 'SMS to {phone}',
    'order-text.trial':
      'Trial without a gateway: this SMS would have gone to {phone}, in {segments, plural, one {# message} other {# messages}}.',
    'order-text.why': 'This message stands for an SMS, sent by “{portal}” about an order.',
  },
};

export const orderText = defineMail<OrderTextModel>({
  name: 'order-text',
  folder: 'libs/domain/orders/src/mails',
  texts,
  values: ({ phone, text, linkUrl, segments }) => ({
    ...{ phone: phoneWords(phone), text: oneLine(text, 600), linkUrl, segments },
  }),
  safeForAnyone: ['phone', 'text', 'linkUrl', 'segments'],
  safeInSubject: ['phone'],
  fixtures: [
    orderTextModel(
      '+33639981234',
      "Epicerie <fine> d'Hautefort & fils : commande 2026-0042 prete. Code 402917. https://commerces.example/commande/abc",
    ),
  ],
});
