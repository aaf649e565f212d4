import type { Bilingual } from '@halles/kernel';

/** The page of one mandate, for who has its link: to read and sign it, and to take it back. */
export const mandateRoutes = {
  mandate: { fr: '/mandat/:token', en: '/en/mandate/:token' },
  end: { fr: '/mandat/:token/retirer', en: '/en/mandate/:token/end' },
} as const satisfies Record<string, Bilingual>;

/** Both patterns of a page, for a controller. */
export const mandatePatterns = (page: keyof typeof mandateRoutes): string[] => [
  mandateRoutes[page].fr,
  mandateRoutes[page].en,
];

/** The path of a page, in each language. Pure. */
export const mandatePaths = (page: keyof typeof mandateRoutes, token: string): Bilingual => {
  const fill = (pattern: string): string => pattern.replace(':token', encodeURIComponent(token));
  return { fr: fill(mandateRoutes[page].fr), en: fill(mandateRoutes[page].en) };
};
