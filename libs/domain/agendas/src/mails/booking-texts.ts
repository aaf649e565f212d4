import type { MailTexts } from '@halles/platform/mail';

/** Where the words are that are said of a shop, or of a service of the town where that has its own. Pure. */
export const placeText = (key: string, isTownService: boolean): string =>
  isTownService ? `${key}.town` : key;

/** Words of every mail about a booking. */
export const bookingMailTexts: MailTexts = {
  fr: {
    'booking.time': 'Quand',
    'booking.time-line': 'Quand\u00a0: {time}',
    'booking.service': 'Prestation',
    'booking.service-line': 'Prestation\u00a0: {service}',
    'booking.service.town': 'Objet',
    'booking.service-line.town': 'Objet\u00a0: {service}',
    'booking.party': 'Personnes',
    'booking.party-line': 'Personnes\u00a0: {party}',
    'booking.person': 'Avec',
    'booking.person-line': 'Avec\u00a0: {person}',
    'booking.price': 'Prix sur place',
    'booking.price-line': 'Prix sur place\u00a0: {price}',
    'booking.reference': 'Référence',
    'booking.reference-line': 'Référence\u00a0: {reference}',
  },
  en: {
    'booking.time': 'When',
    'booking.time-line': 'When: {time}',
    'booking.service': 'Service',
    'booking.service-line': 'Service: {service}',
    'booking.service.town': 'About',
    'booking.service-line.town': 'About: {service}',
    'booking.party': 'People',
    'booking.party-line': 'People: {party}',
    'booking.person': 'With',
    'booking.person-line': 'With: {person}',
    'booking.price': 'Price, paid there',
    'booking.price-line': 'Price, paid there: {price}',
    'booking.reference': 'Reference',
    'booking.reference-line': 'Reference: {reference}',
  },
};
