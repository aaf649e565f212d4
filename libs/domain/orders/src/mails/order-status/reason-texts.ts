import type { MailTexts } from '@halles/platform/mail';

/** Why a shop refused or cancelled an order, as it chose among these; and that it keeps one although it is closed then. */
export const reasonTexts: MailTexts = {
  fr: {
    'order-status.reason.sold-out': 'Le commerce précise\u00a0: ce n’est plus disponible.',
    'order-status.reason.rush': 'Le commerce précise\u00a0: trop de commandes à cette heure-là.',
    'order-status.reason.closed': 'Le commerce précise\u00a0: il est fermé à cette heure-là.',
    'order-status.kept': 'Le commerce a annoncé être fermé à ce moment-là, mais maintient votre commande.',
  },
  en: {
    'order-status.reason.sold-out': 'The shop adds: it is not available any more.',
    'order-status.reason.rush': 'The shop adds: too many orders at that time.',
    'order-status.reason.closed': 'The shop adds: it is closed at that time.',
    'order-status.kept': 'The shop said that it is closed at that time, but keeps your order.',
  },
};
