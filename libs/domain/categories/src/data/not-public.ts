import type { Bilingual } from '@halles/kernel';

/** Why a row of the register is no place that the public goes to. The import report counts by these codes. */
export const notPublicReasons = {
  property: { fr: 'société immobilière ou bailleur', en: 'property company or landlord' },
  holding: { fr: 'holding, siège ou véhicule financier', en: 'holding, head office or financial vehicle' },
  'co-ownership': { fr: 'copropriété', en: 'co-ownership of a building' },
  developer: { fr: 'promotion immobilière', en: 'property development' },
  wholesale: { fr: 'commerce de gros sans comptoir', en: 'wholesale without a counter' },
  industry: { fr: 'industrie', en: 'manufacturing' },
  farming: { fr: 'agriculture, sylviculture ou pêche', en: 'farming, forestry or fishing' },
  extraction: { fr: 'industrie extractive', en: 'mining and quarrying' },
  networks: { fr: 'production et réseaux', en: 'utilities and networks' },
  'civil-works': { fr: 'travaux publics', en: 'civil engineering' },
  freight: { fr: 'transport et entreposage de marchandises', en: 'freight and warehousing' },
  'remote-selling': {
    fr: 'vente à distance, à domicile ou par automate',
    en: 'distance, doorstep or machine selling',
  },
  'back-office': { fr: 'activité sans accueil du public', en: 'activity that receives no public' },
  household: { fr: 'ménage', en: 'household' },
  itinerant: {
    fr: 'commerce ambulant, sans adresse ouverte au public',
    en: 'itinerant trade, without premises',
  },
  'home-office': {
    fr: 'entrepreneur individuel exerçant sans enseigne, présumé à domicile',
    en: 'sole trader without a shop sign, presumed to work from home',
  },
  'unknown-activity': {
    fr: 'activité inconnue de la nomenclature',
    en: 'activity not in the classification',
  },
} as const satisfies Record<string, Bilingual>;

export type NotPublicReason = keyof typeof notPublicReasons;

/**
 * What no leaf takes, by the beginning of the NAF rev. 2 code: division, group, class or sub-class. The longest beginning
 * decides, and a leaf that names the code decides before any of them.
 */
export const notPublicByNaf: Readonly<Record<string, NotPublicReason>> = {
  '01': 'farming',
  '02': 'farming',
  '03': 'farming',
  '05': 'extraction',
  '06': 'extraction',
  '07': 'extraction',
  '08': 'extraction',
  '09': 'extraction',
  '1': 'industry',
  '2': 'industry',
  '30': 'industry',
  '31': 'industry',
  '32': 'industry',
  '33': 'industry',
  '35': 'networks',
  '37': 'networks',
  '38': 'networks',
  '39': 'networks',
  '41.10': 'developer',
  '42': 'civil-works',
  '43.21B': 'civil-works',
  '43.99E': 'civil-works',
  '45.31': 'wholesale',
  '46': 'wholesale',
  '47.9': 'remote-selling',
  '49.20': 'freight',
  '49.41': 'freight',
  '49.50': 'freight',
  '50.20': 'freight',
  '50.40': 'freight',
  '51.2': 'freight',
  '52': 'freight',
  '58.12': 'back-office',
  '61': 'networks',
  '64.20': 'holding',
  '64.30': 'holding',
  '64.99': 'back-office',
  '65.20': 'back-office',
  '66.11': 'back-office',
  '66.19A': 'holding',
  '66.30': 'holding',
  '68.10': 'property',
  '68.20': 'property',
  '68.32B': 'property',
  '70.10': 'holding',
  '77.3': 'back-office',
  '77.40': 'back-office',
  '81.10': 'co-ownership',
  '96.01A': 'industry',
  '97': 'household',
  '98': 'household',
};

/** Leaves whose businesses come to their customers: the register's address is where the trader lives. */
export const itinerantLeaves: ReadonlySet<string> = new Set(['market-stall']);

/**
 * Leaves that a sole trader commonly keeps at a kitchen table. Without a trade name on the register such a row is taken for
 * a home, which is nobody's business; with one it is public. Shops, practices and building trades are not here.
 */
export const officeLeaves: ReadonlySet<string> = new Set([
  'advertising',
  'artist',
  'audiovisual',
  'business-support',
  'cleaning-company',
  'computer-repair',
  'consulting',
  'copy-shop',
  'engineering',
  'event-planner',
  'general-repair',
  'interior-designer',
  'it-services',
  'parcel-shop',
  'performing-arts',
  'personal-services',
  'photographer',
  'printer',
  'publisher',
  'sports-lessons',
  'training-centre',
  'translator',
  'tutoring',
]);

/** INSEE legal categories (level III) whose holders are no business of the public, whatever their activity code. */
export const notPublicByLegalCategory: Readonly<Record<string, NotPublicReason>> = {
  '6521': 'property',
  '6540': 'property',
  '6541': 'developer',
  '9110': 'co-ownership',
  '9150': 'co-ownership',
};

/** INSEE's level I of the legal categories: "entrepreneur individuel". */
export const SOLE_TRADER = '1';
