import type { Bilingual, Locale } from '@halles/kernel';

/** Where people who keep a business arrive. */
export const PRO_HOME = { fr: '/pro', en: '/en/pro' } as const satisfies Bilingual;

const SPACE = { fr: '/pro/commerces/:listing', en: '/en/pro/businesses/:listing' } as const;

/** A page of the space of one business, below its number. */
const below = (fr: string, en: string): Bilingual => ({ fr: `${SPACE.fr}/${fr}`, en: `${SPACE.en}/${en}` });

/** Pages of the merchant space that say what is true of a business. */
export const proRoutes = {
  space: SPACE,
  hours: below('horaires', 'hours'),
  hoursPreview: below('horaires/apercu', 'hours/preview'),
  holidays: below('jours-feries', 'public-holidays'),
  away: below('conges', 'time-off'),
  today: below('aujourd-hui', 'today'),
  information: below('informations', 'information'),
  access: below('acces', 'access'),
  payments: below('paiements', 'payments'),
  services: below('services', 'services'),
  legal: below('mentions', 'legal'),
  preview: below('apercu', 'preview'),
  history: below('historique', 'history'),
  undo: below('historique/annuler', 'history/undo'),
  sign: below('affiche.pdf', 'sign.pdf'),
} as const satisfies Record<string, Bilingual>;

export type ProRoute = keyof typeof proRoutes;

/** Both patterns of a page, for a controller. */
export const proPatterns = (page: ProRoute): string[] => [proRoutes[page].fr, proRoutes[page].en];

/** The path of a page of one business, in each language. Pure. */
export const proPaths = (pattern: Bilingual, listingId: number): Bilingual => ({
  fr: pattern.fr.replace(':listing', String(listingId)),
  en: pattern.en.replace(':listing', String(listingId)),
});

/** The same in one language. Pure. */
export const proPath = (page: ProRoute, locale: Locale, listingId: number): string =>
  proPaths(proRoutes[page], listingId)[locale];
