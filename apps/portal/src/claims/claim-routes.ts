import type { Bilingual, Locale } from '@halles/kernel';

/** Pages of those who claim a business, or hand one over, in each language. */
export const claimRoutes = {
  begin: { fr: '/pro/revendiquer/:listing', en: '/en/pro/claim/:listing' },
  preview: { fr: '/pro/revendiquer/:listing/apercu', en: '/en/pro/claim/:listing/preview' },
  find: { fr: '/pro/trouver', en: '/en/pro/find' },
  add: { fr: '/pro/ajouter', en: '/en/pro/add' },
  takeBack: { fr: '/pro/ajouter/:addition/retirer', en: '/en/pro/add/:addition/withdraw' },
  claims: { fr: '/pro/demandes', en: '/en/pro/claims' },
  claim: { fr: '/pro/demandes/:claim', en: '/en/pro/claims/:claim' },
  proof: { fr: '/pro/demandes/:claim/preuve', en: '/en/pro/claims/:claim/proof' },
  code: { fr: '/pro/demandes/:claim/code', en: '/en/pro/claims/:claim/code' },
  document: { fr: '/pro/demandes/:claim/document', en: '/en/pro/claims/:claim/document' },
  withdraw: { fr: '/pro/demandes/:claim/retirer', en: '/en/pro/claims/:claim/withdraw' },
  handOver: { fr: '/pro/commerces/:listing/ceder', en: '/en/pro/businesses/:listing/hand-over' },
  cancelOffer: {
    fr: '/pro/commerces/:listing/ceder/annuler',
    en: '/en/pro/businesses/:listing/hand-over/cancel',
  },
  release: { fr: '/pro/commerces/:listing/rendre', en: '/en/pro/businesses/:listing/release' },
  transfer: { fr: '/pro/transferts/:transfer', en: '/en/pro/transfers/:transfer' },
} as const satisfies Record<string, Bilingual>;

export type ClaimRoute = keyof typeof claimRoutes;

/** Both patterns of a page, for a controller. */
export const claimPatterns = (page: ClaimRoute): string[] => [claimRoutes[page].fr, claimRoutes[page].en];

/** The path of a page in each language. @param id what stands at the one place of its pattern */
export const claimPaths = (page: ClaimRoute, id: number | string = ''): Bilingual => ({
  fr: claimRoutes[page].fr.replace(/:[a-z]+/, encodeURIComponent(id)),
  en: claimRoutes[page].en.replace(/:[a-z]+/, encodeURIComponent(id)),
});

/** The same in one language. */
export const claimPathTo = (page: ClaimRoute, locale: Locale, id: number | string = ''): string =>
  claimPaths(page, id)[locale];
