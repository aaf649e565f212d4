import type { Bilingual } from '@halles/kernel';

/** Pages for everybody. English lives below `/en`. */
export const publicRoutes = {
  home: { fr: '/', en: '/en' },
  businesses: { fr: '/commerces', en: '/en/businesses' },
  posts: { fr: '/actualites', en: '/en/news' },
  about: { fr: '/a-propos', en: '/en/about' },
  contact: { fr: '/contact', en: '/en/contact' },
  'contact.sent': { fr: '/contact/envoye', en: '/en/contact/sent' },
  legalNotice: { fr: '/mentions-legales', en: '/en/legal-notice' },
  privacy: { fr: '/confidentialite', en: '/en/privacy' },
  accessibility: { fr: '/accessibilite', en: '/en/accessibility' },
  ranking: { fr: '/classement', en: '/en/ranking' },
  freshness: { fr: '/fraicheur', en: '/en/freshness' },
  data: { fr: '/donnees', en: '/en/data' },
  category: { fr: '/commerces/:category', en: '/en/businesses/:category' },
  categoryInCommune: { fr: '/commerces/:category/:commune', en: '/en/businesses/:category/:commune' },
  commune: { fr: '/communes/:commune', en: '/en/towns/:commune' },
  district: { fr: '/quartiers/:district', en: '/en/districts/:district' },
  street: { fr: '/rues/:commune/:street', en: '/en/streets/:commune/:street' },
  /** `:listing` is `<slug>-<id>`: the slug follows the name, the id stays. */
  listing: { fr: '/commerce/:listing', en: '/en/business/:listing' },
  /** Something that it sells; `:product` is `<slug>-<id>`. */
  product: { fr: '/commerce/:listing/produits/:product', en: '/en/business/:listing/products/:product' },
  report: { fr: '/commerce/:listing/signaler', en: '/en/business/:listing/report' },
  'report.sent': { fr: '/commerce/:listing/signaler/merci', en: '/en/business/:listing/report/thanks' },
  'report.confirm': { fr: '/signalement/:token', en: '/en/report/:token' },
  'correction.request': { fr: '/commerce/:listing/corriger', en: '/en/business/:listing/correct' },
  'correction.requested': {
    fr: '/commerce/:listing/corriger/envoye',
    en: '/en/business/:listing/correct/sent',
  },
  'correction.form': { fr: '/corriger/:token', en: '/en/correct/:token' },
  'correction.done': { fr: '/corriger/:token/merci', en: '/en/correct/:token/thanks' },
  /** The baskets that a browser stores, one a shop. */
  baskets: { fr: '/paniers', en: '/en/baskets' },
  /** Collecting all of them in one walk. */
  'baskets.tour': { fr: '/paniers/tournee', en: '/en/baskets/tour' },
  /** A basket that somebody shares; its query says what is in it. */
  'baskets.shared': { fr: '/panier', en: '/en/basket' },
  /** What a shop sells, and the order that is made of it. */
  'order.form': { fr: '/commerce/:listing/commander', en: '/en/business/:listing/order' },
  /** What is in the basket that is being filled, and for how much. */
  'order.total': { fr: '/commerce/:listing/commander/total', en: '/en/business/:listing/order/total' },
  'order.place': { fr: '/commerce/:listing/commander/confirmer', en: '/en/business/:listing/order/confirm' },
  /** A list that is written or photographed instead. */
  'order.list': { fr: '/commerce/:listing/liste', en: '/en/business/:listing/list' },
  /** On which terms it sells. */
  'order.saleTerms': {
    fr: '/commerce/:listing/conditions-de-vente',
    en: '/en/business/:listing/terms-of-sale',
  },
  /** Of a mailed link: the order, for its customer. */
  order: { fr: '/commande/:token', en: '/en/order/:token' },
  /** Of a mailed link: the reader of a further address of a shop says yes, or ends it. */
  orderContact: { fr: '/commandes-adresse/:token', en: '/en/orders-address/:token' },
  /** Where a mail program ends such mails by itself (RFC 8058). */
  'orderContact.stop': { fr: '/commandes-adresse/:token/arreter', en: '/en/orders-address/:token/stop' },
  /** How far it is: what its open page asks. */
  'order.progress': { fr: '/commande/:token/suivi', en: '/en/order/:token/progress' },
  /** Fills the basket of its shop with what was ordered. */
  'order.again': { fr: '/commande/:token/encore', en: '/en/order/:token/again' },
  /** Leads on to the page of the provider where it is paid. */
  'order.pay': { fr: '/commande/:token/payer', en: '/en/order/:token/pay' },
  /** Who collects it. */
  'order.collector': { fr: '/commande/:token/qui-retire', en: '/en/order/:token/who-collects' },
  /** Its time, for a calendar. */
  'order.calendar': { fr: '/commande/:token/agenda.ics', en: '/en/order/:token/calendar.ics' },
  /** The contract, to keep. */
  'order.contract': { fr: '/commande/:token/confirmation.pdf', en: '/en/order/:token/confirmation.pdf' },
  /** What was handed over and paid, to keep. */
  'order.note': { fr: '/commande/:token/note.pdf', en: '/en/order/:token/note.pdf' },
  /** What of it is given back: a page, and a PDF to keep. */
  'order.creditNote': { fr: '/commande/:token/avoir/:note', en: '/en/order/:token/credit-note/:note' },
  'order.creditNotePdf': {
    fr: '/commande/:token/avoir/:note/avoir.pdf',
    en: '/en/order/:token/credit-note/:note/credit-note.pdf',
  },
  'order.acceptedTerms': { fr: '/commande/:token/conditions', en: '/en/order/:token/terms' },
  /** The photo of the list, for who sent it. */
  'order.listPhoto': { fr: '/commande/:token/liste.jpg', en: '/en/order/:token/list.jpg' },
  'order.withdrawal': { fr: '/commande/:token/retractation', en: '/en/order/:token/withdrawal' },
  /** What the shop proposes instead of it. */
  'order.amendment': { fr: '/commande/:token/proposition', en: '/en/order/:token/proposal' },
  /** Of a link that was mailed to its customer alone: the order, to be confirmed. */
  'order.confirm': { fr: '/confirmer-commande/:token', en: '/en/confirm-order/:token' },
  /** Of a link that was mailed to the shop: the order, to be answered without an account. */
  'order.answer': { fr: '/repondre/:token', en: '/en/answer/:token' },
  /** Of a link that was mailed to a shop that does not answer: a pause, or that it is there. */
  'order.silence': { fr: '/sans-reponse/:token', en: '/en/without-answer/:token' },
  /** What can be booked in the agenda of a place. */
  'booking.services': { fr: '/commerce/:listing/rendez-vous', en: '/en/business/:listing/appointments' },
  /** The free times of a service, week by week. */
  'booking.times': {
    fr: '/commerce/:listing/rendez-vous/:service',
    en: '/en/business/:listing/appointments/:service',
  },
  /** One of them, and who comes. */
  'booking.form': {
    fr: '/commerce/:listing/rendez-vous/:service/reserver',
    en: '/en/business/:listing/appointments/:service/book',
  },
  /** Where somebody asks to be told of a time of a service that is free again. */
  'booking.askWait': {
    fr: '/commerce/:listing/rendez-vous/:service/attente',
    en: '/en/business/:listing/appointments/:service/waiting-list',
  },
  /** Of a mailed link: that request, with the time that is kept for it. */
  'booking.wait': { fr: '/attente/:token', en: '/en/waiting-list/:token' },
  /** Of a mailed link: the booking, for its customer. */
  booking: { fr: '/rendez-vous/:token', en: '/en/appointment/:token' },
  /** Where a party that is above the gauge is divided in two bookings, if its shop asked for it. */
  'booking.split': { fr: '/rendez-vous/:token/partager', en: '/en/appointment/:token/split' },
  'booking.move': { fr: '/rendez-vous/:token/deplacer', en: '/en/appointment/:token/move' },
  /** Says that its customer comes. */
  'booking.presence': { fr: '/rendez-vous/:token/venir', en: '/en/appointment/:token/come' },
  /** Says that its customer wishes to hear of an earlier time, or no more. */
  'booking.earlier': { fr: '/rendez-vous/:token/plus-tot', en: '/en/appointment/:token/earlier' },
  /** Of a link that was mailed to the shop: the booking, to be confirmed or refused without an account. */
  'booking.answer': { fr: '/repondre-rendez-vous/:token', en: '/en/answer-appointment/:token' },
  /** An agenda, or that of one person, as calendar programs read it: who has the address needs no account. */
  'agenda.feed': { fr: '/agenda/:token/agenda.ics', en: '/en/agenda/:token/calendar.ics' },
  /** Its time, for a calendar. */
  'booking.calendar': { fr: '/rendez-vous/:token/agenda.ics', en: '/en/appointment/:token/calendar.ics' },
  /** Writes to a shop. */
  'conversation.start': { fr: '/commerce/:listing/ecrire', en: '/en/business/:listing/write' },
  /** Of a mailed link: what a customer and a shop wrote to each other. */
  conversation: { fr: '/conversation/:token', en: '/en/conversation/:token' },
  /** Its open page says what it showed, and hears that there is more. */
  'conversation.read': { fr: '/conversation/:token/lu', en: '/en/conversation/:token/read' },
  'conversation.photo': {
    fr: '/conversation/:token/photos/:picture',
    en: '/en/conversation/:token/photos/:picture',
  },
  'conversation.stream': { fr: '/conversation/:token/en-direct', en: '/en/conversation/:token/live' },
  'conversation.erase': { fr: '/conversation/:token/effacer', en: '/en/conversation/:token/erase' },
  /** Of a secret address: the clicker of a door, and the screen that says how many may come in. */
  'footfall.door': { fr: '/porte/:token', en: '/en/door/:token' },
  'footfall.screen': { fr: '/ecran/:token', en: '/en/screen/:token' },
  mandate: { fr: '/mandat/:token', en: '/en/mandate/:token' },
  'mandate.end': { fr: '/mandat/:token/retirer', en: '/en/mandate/:token/end' },
} as const satisfies Record<string, Bilingual>;
