import type { Bilingual } from '@halles/kernel';

const LISTING_FR = '/pro/commerces/:listing';
const LISTING_EN = '/en/pro/businesses/:listing';

/** Pages of the merchant space; `:listing` is the number of a business. */
export const merchantRoutes = {
  merchant: { fr: '/pro', en: '/en/pro' },
  'merchant.offline': { fr: '/pro/hors-ligne', en: '/en/pro/offline' },
  'merchant.listing': { fr: LISTING_FR, en: LISTING_EN },
  'profile.hours': { fr: `${LISTING_FR}/horaires`, en: `${LISTING_EN}/hours` },
  'profile.hoursPreview': { fr: `${LISTING_FR}/horaires/apercu`, en: `${LISTING_EN}/hours/preview` },
  'profile.holidays': { fr: `${LISTING_FR}/jours-feries`, en: `${LISTING_EN}/public-holidays` },
  'profile.timeOff': { fr: `${LISTING_FR}/conges`, en: `${LISTING_EN}/time-off` },
  'profile.today': { fr: `${LISTING_FR}/aujourd-hui`, en: `${LISTING_EN}/today` },
  'profile.information': { fr: `${LISTING_FR}/informations`, en: `${LISTING_EN}/information` },
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
  team: { fr: `${LISTING_FR}/equipe`, en: `${LISTING_EN}/team` },
  statistics: { fr: `${LISTING_FR}/statistiques`, en: `${LISTING_EN}/statistics` },
  'statistics.file': {
    fr: `${LISTING_FR}/statistiques/usages.csv`,
    en: `${LISTING_EN}/statistics/uses.csv`,
  },
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
