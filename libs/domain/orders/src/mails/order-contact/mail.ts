import { listingMailTexts } from '@halles/domain/listings';
import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';

/** Asks the reader of an address that a shop gave whether its orders may go there. */
export interface OrderContactModel {
  /** Name of the business, and where it is on one line. */
  readonly listing: string;
  readonly place: string;
  /** Absolute http(s) URL of the page that asks. */
  readonly confirmUrl: string;
  /** Until when it asks. */
  readonly expiresAt: Date;
}

const texts: MailTexts = {
  fr: {
    'order-contact.subject': 'Recevoir les commandes d’un commerce sur «\u00a0{portal}\u00a0»',
    'order-contact.heading': 'Recevoir les commandes d’un commerce',
    'order-contact.what':
      'Ce commerce souhaite que ses commandes arrivent aussi à cette adresse, avec le nom et les coordonnées de ses clients.',
    'order-contact.until':
      'Rien n’y est envoyé tant que vous ne l’avez pas confirmé. Le lien sert jusqu’au {expiresAt}.',
    'order-contact.action': 'Répondre',
    'order-contact.action-line': 'Répondre\u00a0: {confirmUrl}',
    'order-contact.why':
      'Vous recevez ce message parce que votre adresse a été donnée par un commerce de «\u00a0{portal}\u00a0». Si vous ne le connaissez pas, vous n’avez rien à faire.',
  },
  en: {
    'order-contact.subject': 'Receive the orders of a business on “{portal}”',
    'order-contact.heading': 'Receive the orders of a business',
    'order-contact.what':
      'This business wishes its orders to arrive at this address too, with the names and contacts of its customers.',
    'order-contact.until': 'Nothing is sent there before you say yes. The link is good until {expiresAt}.',
    'order-contact.action': 'Answer',
    'order-contact.action-line': 'Answer: {confirmUrl}',
    'order-contact.why':
      'You receive this because your address was given by a business on “{portal}”. If you do not know it there is nothing to do.',
  },
};

export const orderContact = defineMail<OrderContactModel>({
  name: 'order-contact',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  values: (model, reader) => ({
    listing: oneLine(model.listing, 120),
    place: oneLine(model.place, 200),
    confirmUrl: webUrl(model.confirmUrl),
    expiresAt: formatInstant(model.expiresAt, reader),
  }),
  safeForAnyone: ['listing', 'place', 'confirmUrl'],
  fixtures: [
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
      confirmUrl: 'https://commerces.example/commandes-adresse/un-jeton',
      expiresAt: new Date('2026-12-02T13:30:00Z'),
    },
  ],
});
