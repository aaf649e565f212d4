import type { Bilingual } from '@halles/kernel';

const LISTING_FR = '/pro/commerces/:listing';
const LISTING_EN = '/en/pro/businesses/:listing';

/** Pages of the merchant space; `:listing` is the number of a business. */
export const merchantRoutes = {
  merchant: { fr: '/pro', en: '/en/pro' },
  'merchant.offline': { fr: '/pro/hors-ligne', en: '/en/pro/offline' },
  /** The orders of all shops that somebody answers for. `commerce`: of that one alone. */
  'merchant.inbox': { fr: '/pro/commandes', en: '/en/pro/orders' },
  'merchant.inboxStream': { fr: '/pro/commandes-en-direct', en: '/en/pro/orders-live' },
  'merchant.listing': { fr: LISTING_FR, en: LISTING_EN },
  'profile.hours': { fr: `${LISTING_FR}/horaires`, en: `${LISTING_EN}/hours` },
  'profile.hoursPreview': { fr: `${LISTING_FR}/horaires/apercu`, en: `${LISTING_EN}/hours/preview` },
  'profile.holidays': { fr: `${LISTING_FR}/jours-feries`, en: `${LISTING_EN}/public-holidays` },
  'profile.timeOff': { fr: `${LISTING_FR}/conges`, en: `${LISTING_EN}/time-off` },
  'profile.today': { fr: `${LISTING_FR}/aujourd-hui`, en: `${LISTING_EN}/today` },
  'profile.information': { fr: `${LISTING_FR}/informations`, en: `${LISTING_EN}/information` },
  'profile.address': { fr: `${LISTING_FR}/adresse`, en: `${LISTING_EN}/address` },
  'profile.access': { fr: `${LISTING_FR}/acces`, en: `${LISTING_EN}/access` },
  'profile.payments': { fr: `${LISTING_FR}/paiements`, en: `${LISTING_EN}/payments` },
  'profile.services': { fr: `${LISTING_FR}/services`, en: `${LISTING_EN}/services` },
  'profile.legal': { fr: `${LISTING_FR}/mentions`, en: `${LISTING_EN}/legal` },
  'profile.preview': { fr: `${LISTING_FR}/apercu`, en: `${LISTING_EN}/preview` },
  'profile.history': { fr: `${LISTING_FR}/historique`, en: `${LISTING_EN}/history` },
  'profile.undo': { fr: `${LISTING_FR}/historique/annuler`, en: `${LISTING_EN}/history/undo` },
  'profile.doorSign': { fr: `${LISTING_FR}/affiche.pdf`, en: `${LISTING_EN}/sign.pdf` },
  'photo.album': { fr: `${LISTING_FR}/photos`, en: `${LISTING_EN}/photos` },
  'photo.order': { fr: `${LISTING_FR}/photos/ordre`, en: `${LISTING_EN}/photos/order` },
  photo: { fr: `${LISTING_FR}/photos/:photo`, en: `${LISTING_EN}/photos/:photo` },
  'photo.original': { fr: `${LISTING_FR}/photos/:photo/entiere`, en: `${LISTING_EN}/photos/:photo/whole` },
  'photo.describe': {
    fr: `${LISTING_FR}/photos/:photo/description`,
    en: `${LISTING_EN}/photos/:photo/description`,
  },
  'photo.crop': { fr: `${LISTING_FR}/photos/:photo/cadre`, en: `${LISTING_EN}/photos/:photo/crop` },
  'photo.move': { fr: `${LISTING_FR}/photos/:photo/place`, en: `${LISTING_EN}/photos/:photo/place` },
  'photo.remove': { fr: `${LISTING_FR}/photos/:photo/retirer`, en: `${LISTING_EN}/photos/:photo/remove` },
  'photo.restore': { fr: `${LISTING_FR}/photos/:photo/remettre`, en: `${LISTING_EN}/photos/:photo/restore` },
  /** What customers wrote, and whether they may. */
  'merchant.messages': { fr: `${LISTING_FR}/messages`, en: `${LISTING_EN}/messages` },
  'merchant.messageStream': { fr: `${LISTING_FR}/messages-en-direct`, en: `${LISTING_EN}/messages-live` },
  'merchant.conversation': {
    fr: `${LISTING_FR}/messages/:conversation`,
    en: `${LISTING_EN}/messages/:conversation`,
  },
  /** How those of the shop handle it among themselves. */
  'merchant.conversationHandling': {
    fr: `${LISTING_FR}/messages/:conversation/suivi`,
    en: `${LISTING_EN}/messages/:conversation/follow-up`,
  },
  /** What a shop answers often. */
  'merchant.cannedAnswers': { fr: `${LISTING_FR}/messages-reponses`, en: `${LISTING_EN}/messages-answers` },
  'merchant.conversationPhoto': {
    fr: `${LISTING_FR}/messages/:conversation/photos/:picture`,
    en: `${LISTING_EN}/messages/:conversation/photos/:picture`,
  },
  'merchant.orders': { fr: `${LISTING_FR}/commandes`, en: `${LISTING_EN}/orders` },
  /** `jour`: of which day, slot by slot. */
  'merchant.orderDay': { fr: `${LISTING_FR}/commandes-du-jour`, en: `${LISTING_EN}/orders-of-the-day` },
  /** For somebody on the phone. */
  'merchant.newOrder': { fr: `${LISTING_FR}/commandes/nouvelle`, en: `${LISTING_EN}/orders/new` },
  'merchant.orderStream': { fr: `${LISTING_FR}/commandes-en-direct`, en: `${LISTING_EN}/orders-live` },
  'merchant.order': { fr: `${LISTING_FR}/commandes/:order`, en: `${LISTING_EN}/orders/:order` },
  /** At the counter: the code of a customer, and the order that it is of. */
  'merchant.handOver': { fr: `${LISTING_FR}/commandes-remise`, en: `${LISTING_EN}/orders-hand-over` },
  'merchant.orderHandOver': {
    fr: `${LISTING_FR}/commandes/:order/remise`,
    en: `${LISTING_EN}/orders/:order/hand-over`,
  },
  'merchant.blockCustomer': {
    fr: `${LISTING_FR}/commandes/:order/bloquer`,
    en: `${LISTING_EN}/orders/:order/block`,
  },
  /** From whom the shop takes no orders online. */
  'merchant.blockedCustomers': {
    fr: `${LISTING_FR}/commandes-clients-bloques`,
    en: `${LISTING_EN}/orders-blocked-customers`,
  },
  'merchant.orderSlip': {
    fr: `${LISTING_FR}/commandes/:order/bon.pdf`,
    en: `${LISTING_EN}/orders/:order/slip.pdf`,
  },
  /** The contract of who ordered on the phone, to be handed over. */
  'merchant.orderContract': {
    fr: `${LISTING_FR}/commandes/:order/confirmation.pdf`,
    en: `${LISTING_EN}/orders/:order/confirmation.pdf`,
  },
  'merchant.orderNote': {
    fr: `${LISTING_FR}/commandes/:order/note.pdf`,
    en: `${LISTING_EN}/orders/:order/note.pdf`,
  },
  /** The money of what was missing or spoilt is given back. */
  'merchant.orderReturn': {
    fr: `${LISTING_FR}/commandes/:order/remboursement`,
    en: `${LISTING_EN}/orders/:order/refund`,
  },
  'merchant.creditNote': {
    fr: `${LISTING_FR}/commandes/:order/avoir/:note/avoir.pdf`,
    en: `${LISTING_EN}/orders/:order/credit-note/:note/credit-note.pdf`,
  },
  'merchant.orderAmendment': {
    fr: `${LISTING_FR}/commandes/:order/proposition`,
    en: `${LISTING_EN}/orders/:order/proposal`,
  },
  /** A list of a customer, answered with lines and prices. */
  'merchant.orderList': {
    fr: `${LISTING_FR}/commandes/:order/reponse`,
    en: `${LISTING_EN}/orders/:order/answer`,
  },
  'merchant.orderListPhoto': {
    fr: `${LISTING_FR}/commandes/:order/liste.jpg`,
    en: `${LISTING_EN}/orders/:order/list.jpg`,
  },
  'merchant.preparation': {
    fr: `${LISTING_FR}/commandes-preparation`,
    en: `${LISTING_EN}/orders-preparation`,
  },
  'merchant.preparationSheet': {
    fr: `${LISTING_FR}/commandes-preparation.pdf`,
    en: `${LISTING_EN}/orders-preparation.pdf`,
  },
  'merchant.dayOrders': {
    fr: `${LISTING_FR}/commandes-du-jour.pdf`,
    en: `${LISTING_EN}/orders-of-the-day.pdf`,
  },
  'merchant.endedOrders': { fr: `${LISTING_FR}/commandes-terminees`, en: `${LISTING_EN}/orders-ended` },
  'merchant.ordering': { fr: `${LISTING_FR}/commandes-reglages`, en: `${LISTING_EN}/orders-settings` },
  'merchant.fulfilments': {
    fr: `${LISTING_FR}/commandes-modes`,
    en: `${LISTING_EN}/orders-fulfilment`,
  },
  'merchant.orderContacts': {
    fr: `${LISTING_FR}/commandes-adresses`,
    en: `${LISTING_EN}/orders-addresses`,
  },
  'merchant.slotRules': { fr: `${LISTING_FR}/commandes-creneaux`, en: `${LISTING_EN}/orders-slots` },
  'merchant.payments': { fr: `${LISTING_FR}/commandes-paiement`, en: `${LISTING_EN}/orders-payment` },
  'merchant.sales': { fr: `${LISTING_FR}/ventes`, en: `${LISTING_EN}/sales` },
  'merchant.salesFile': { fr: `${LISTING_FR}/ventes.csv`, en: `${LISTING_EN}/sales.csv` },
  'merchant.salesWorkbook': { fr: `${LISTING_FR}/ventes.xlsx`, en: `${LISTING_EN}/sales.xlsx` },
  /** `jour`: of which day. */
  'merchant.agenda': { fr: `${LISTING_FR}/agenda`, en: `${LISTING_EN}/agenda` },
  /** `jour`: a day of the week; `avec`: of whom alone. */
  'merchant.agendaWeek': { fr: `${LISTING_FR}/agenda-semaine`, en: `${LISTING_EN}/agenda-week` },
  /** A day on paper. */
  'merchant.agendaSheet': { fr: `${LISTING_FR}/agenda-feuille`, en: `${LISTING_EN}/agenda-sheet` },
  /** `du`, `au`: the days of a period; what became of its bookings, and a file of them. */
  'merchant.agendaFigures': { fr: `${LISTING_FR}/agenda-chiffres`, en: `${LISTING_EN}/agenda-figures` },
  'merchant.agendaFile': { fr: `${LISTING_FR}/agenda-chiffres.csv`, en: `${LISTING_EN}/agenda-figures.csv` },
  'merchant.agendaStream': { fr: `${LISTING_FR}/agenda-en-direct`, en: `${LISTING_EN}/agenda-live` },
  /** For the programs of an open calendar. */
  'merchant.agendaPause': { fr: `${LISTING_FR}/agenda-pause`, en: `${LISTING_EN}/agenda-pause` },
  'merchant.bookingTime': {
    fr: `${LISTING_FR}/agenda/:booking/heure`,
    en: `${LISTING_EN}/agenda/:booking/time`,
  },
  /** For somebody at the counter or on the phone. */
  'merchant.newBooking': { fr: `${LISTING_FR}/agenda-nouveau`, en: `${LISTING_EN}/agenda-new` },
  /** A file that its customer sent with a booking. */
  'merchant.bookingFile': {
    fr: `${LISTING_FR}/agenda/:booking/fichier/:file`,
    en: `${LISTING_EN}/agenda/:booking/file/:file`,
  },
  'merchant.booking': { fr: `${LISTING_FR}/agenda/:booking`, en: `${LISTING_EN}/agenda/:booking` },
  /** `jour`: who would come on that day; without, everybody. */
  'merchant.agendaWaits': { fr: `${LISTING_FR}/agenda-attente`, en: `${LISTING_EN}/agenda-waiting-list` },
  'merchant.agendaSetup': { fr: `${LISTING_FR}/agenda-ouverture`, en: `${LISTING_EN}/agenda-setup` },
  /** How many people may be inside at once, with an agenda or without. */
  'merchant.gauge': { fr: `${LISTING_FR}/jauge`, en: `${LISTING_EN}/gauge` },
  'merchant.agendaRules': { fr: `${LISTING_FR}/agenda-regles`, en: `${LISTING_EN}/agenda-rules` },
  /** Calendars of other programs: what they read of the agenda. */
  'merchant.agendaCalendars': {
    fr: `${LISTING_FR}/agenda-calendriers`,
    en: `${LISTING_EN}/agenda-calendars`,
  },
  'merchant.agendaServices': { fr: `${LISTING_FR}/agenda-prestations`, en: `${LISTING_EN}/agenda-services` },
  'merchant.agendaService': {
    fr: `${LISTING_FR}/agenda-prestations/:service`,
    en: `${LISTING_EN}/agenda-services/:service`,
  },
  /** When services for many at once take place. */
  'merchant.agendaSessions': { fr: `${LISTING_FR}/agenda-seances`, en: `${LISTING_EN}/agenda-sessions` },
  'merchant.agendaSession': {
    fr: `${LISTING_FR}/agenda-seances/:session`,
    en: `${LISTING_EN}/agenda-sessions/:session`,
  },
  'merchant.agendaResources': { fr: `${LISTING_FR}/agenda-equipe`, en: `${LISTING_EN}/agenda-resources` },
  'merchant.agendaResource': {
    fr: `${LISTING_FR}/agenda-equipe/:resource`,
    en: `${LISTING_EN}/agenda-resources/:resource`,
  },
  /** Who walks in and out, counted; and the secret addresses of doors and screens. */
  'merchant.footfall': { fr: `${LISTING_FR}/compteur`, en: `${LISTING_EN}/counter` },
  'merchant.footfallDoors': { fr: `${LISTING_FR}/compteur-portes`, en: `${LISTING_EN}/counter-doors` },
  'merchant.footfallPoster': {
    fr: `${LISTING_FR}/compteur-affiche.pdf`,
    en: `${LISTING_EN}/counter-poster.pdf`,
  },
  /** Times of the week that a place sets apart. */
  'merchant.calmHours': { fr: `${LISTING_FR}/heures-calmes`, en: `${LISTING_EN}/quiet-hours` },
  'merchant.products': { fr: `${LISTING_FR}/produits`, en: `${LISTING_EN}/products` },
  'merchant.productFile': { fr: `${LISTING_FR}/produits.csv`, en: `${LISTING_EN}/products.csv` },
  'merchant.productWorkbook': { fr: `${LISTING_FR}/produits.xlsx`, en: `${LISTING_EN}/products.xlsx` },
  /** One after the other, from a phone: photo, name, price. */
  'merchant.productEntry': { fr: `${LISTING_FR}/produits-saisie`, en: `${LISTING_EN}/products-entry` },
  /** What the shop sells no more, and the way back. */
  'merchant.archivedProducts': {
    fr: `${LISTING_FR}/produits-retires`,
    en: `${LISTING_EN}/products-off-sale`,
  },
  'merchant.productTable': { fr: `${LISTING_FR}/produits-tableau`, en: `${LISTING_EN}/products-table` },
  'merchant.productImports': { fr: `${LISTING_FR}/produits-importer`, en: `${LISTING_EN}/products-import` },
  'merchant.productImport': {
    fr: `${LISTING_FR}/produits-importer/:import`,
    en: `${LISTING_EN}/products-import/:import`,
  },
  'merchant.product': { fr: `${LISTING_FR}/produits/:product`, en: `${LISTING_EN}/products/:product` },
  'merchant.productPhoto': {
    fr: `${LISTING_FR}/produits/:product/photo`,
    en: `${LISTING_EN}/products/:product/photo`,
  },
  /** What is done with one of them. */
  'merchant.productPhotoChange': {
    fr: `${LISTING_FR}/produits/:product/photos/:photo`,
    en: `${LISTING_EN}/products/:product/photos/:photo`,
  },
  'merchant.posts': { fr: `${LISTING_FR}/actualites`, en: `${LISTING_EN}/posts` },
  'merchant.post': { fr: `${LISTING_FR}/actualites/:post`, en: `${LISTING_EN}/posts/:post` },
  'merchant.postPhoto': {
    fr: `${LISTING_FR}/actualites/:post/photo`,
    en: `${LISTING_EN}/posts/:post/photo`,
  },
  'merchant.postPhotoRemoval': {
    fr: `${LISTING_FR}/actualites/:post/photo/retirer`,
    en: `${LISTING_EN}/posts/:post/photo/remove`,
  },
  team: { fr: `${LISTING_FR}/equipe`, en: `${LISTING_EN}/team` },
  statistics: { fr: `${LISTING_FR}/statistiques`, en: `${LISTING_EN}/statistics` },
  'statistics.file': {
    fr: `${LISTING_FR}/statistiques/usages.csv`,
    en: `${LISTING_EN}/statistics/uses.csv`,
  },
  'statistics.orders': { fr: `${LISTING_FR}/statistiques/commandes`, en: `${LISTING_EN}/statistics/orders` },
  'freshness.confirm': { fr: `${LISTING_FR}/confirmer`, en: `${LISTING_EN}/confirm` },
  reports: { fr: `${LISTING_FR}/signalements`, en: `${LISTING_EN}/reports` },
  /** Of a mailed link: no account is needed. */
  'freshness.link': { fr: '/pro/confirmer/:token', en: '/en/pro/confirm/:token' },
  'freshness.linkDone': { fr: '/pro/confirmer/:token/merci', en: '/en/pro/confirm/:token/thanks' },
  /** Where a mail program ends such mails by itself (RFC 8058). */
  'freshness.unsubscribe': { fr: '/pro/confirmer/:token/arreter', en: '/en/pro/confirm/:token/stop' },
  /** The console hands the space of a business over to an agent. */
  'agent.open': { fr: '/pro/agent/:token', en: '/en/pro/agent/:token' },
  'agent.end': { fr: '/pro/agent', en: '/en/pro/agent' },
  notifications: { fr: '/pro/notifications', en: '/en/pro/notifications' },
  'notifications.preferences': {
    fr: '/pro/notifications/preferences',
    en: '/en/pro/notifications/preferences',
  },
  'claim.find': { fr: '/pro/trouver', en: '/en/pro/find' },
  'claim.begin': { fr: '/pro/revendiquer/:listing', en: '/en/pro/claim/:listing' },
  'claim.preview': { fr: '/pro/revendiquer/:listing/apercu', en: '/en/pro/claim/:listing/preview' },
  claims: { fr: '/pro/demandes', en: '/en/pro/claims' },
  claim: { fr: '/pro/demandes/:claim', en: '/en/pro/claims/:claim' },
  'claim.proof': { fr: '/pro/demandes/:claim/preuve', en: '/en/pro/claims/:claim/proof' },
  'claim.code': { fr: '/pro/demandes/:claim/code', en: '/en/pro/claims/:claim/code' },
  'claim.document': { fr: '/pro/demandes/:claim/document', en: '/en/pro/claims/:claim/document' },
  'claim.withdraw': { fr: '/pro/demandes/:claim/retirer', en: '/en/pro/claims/:claim/withdraw' },
  addition: { fr: '/pro/ajouter', en: '/en/pro/add' },
  'addition.withdraw': { fr: '/pro/ajouter/:addition/retirer', en: '/en/pro/add/:addition/withdraw' },
  'transfer.offer': { fr: `${LISTING_FR}/ceder`, en: `${LISTING_EN}/hand-over` },
  'transfer.cancel': { fr: `${LISTING_FR}/ceder/annuler`, en: `${LISTING_EN}/hand-over/cancel` },
  'transfer.release': { fr: `${LISTING_FR}/rendre`, en: `${LISTING_EN}/release` },
  transfer: { fr: '/pro/transferts/:transfer', en: '/en/pro/transfers/:transfer' },
} as const satisfies Record<string, Bilingual>;
