import { correctionLinkFixture } from './correction-mail';
import { accountMailFixture } from './account-mail';
import { claimMailFixtures } from './claim-mails';
import type { MailModels } from './mail-models';
import type { PortalIdentity } from './mail-views';
import { merchantMailFixtures } from './merchant-mails';
import { townMailFixtures } from './town-mails';

/** One model a template, with what makes layouts break: accents, markup, a long word, several paragraphs. */
export const mailFixtures: MailModels = {
  'account-mail': accountMailFixture,
  ...claimMailFixtures,
  ...townMailFixtures,
  ...merchantMailFixtures,
  'enquiry-forward': {
    reference: 'K7Q2-9MXA',
    name: 'Marie-Élisabeth d’Hautefort & fils',
    email: 'marie.elisabeth@example.fr',
    subject: 'Mes horaires <du lundi> sont faux',
    message:
      'Bonjour,\n\nJe tiens une épicerie depuis 2011 et mes horaires ont changé : comment les corriger ?\n' +
      'Ma page : https://commerces.example/une-adresse-qui-ne-se-coupe-pas-et-qui-est-plus-longue-qu-une-ligne\n\nMerci',
    receivedAt: new Date('2026-11-25T13:30:00Z'),
    portalUrl: 'https://commerces.example/',
  },
  'enquiry-acknowledge': {
    reference: 'K7Q2-9MXA',
    name: 'Marie-Élisabeth d’Hautefort & fils',
    subject: 'Mes horaires <du lundi> sont faux',
    message: 'Bonjour,\n\nJe tiens une épicerie depuis 2011 et mes horaires ont changé.\n\nMerci',
    portalTitle: 'Les Halles',
    contactUrl: 'https://commerces.example/contact',
  },
  'correction-link': correctionLinkFixture,
  'listing-report-acknowledge': {
    listing: 'Épicerie <fine> d’Hautefort & fils',
    place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
    kind: 'wrong-hours',
    message: 'Fermé le lundi depuis septembre.\n\nhttps://commerces.example/une-adresse-qui-ne-se-coupe-pas',
    portalTitle: 'Les Halles',
    listingUrl: 'https://commerces.example/commerce/epicerie-fine-1234',
  },
};

/** A portal to render the fixtures for. */
export const fixturePortal: PortalIdentity = {
  title: { fr: 'Les Halles', en: 'Les Halles' },
  demonstration: true,
  timeZone: 'Europe/Paris',
};
