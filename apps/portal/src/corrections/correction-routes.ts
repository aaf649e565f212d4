import type { Bilingual } from '@halles/kernel';

/** Pages by which a business corrects itself without an account. */
export const correctionRoutes = {
  ask: { fr: '/commerce/:listing/corriger', en: '/en/business/:listing/correct' },
  asked: { fr: '/commerce/:listing/corriger/envoye', en: '/en/business/:listing/correct/sent' },
  form: { fr: '/corriger/:token', en: '/en/correct/:token' },
  done: { fr: '/corriger/:token/merci', en: '/en/correct/:token/thanks' },
} as const satisfies Record<string, Bilingual>;

export type CorrectionRoute = keyof typeof correctionRoutes;

/** Both patterns of a page, for a controller. */
export const correctionPatterns = (page: CorrectionRoute): string[] => [
  correctionRoutes[page].fr,
  correctionRoutes[page].en,
];

/** The path of a page in each language. Pure. @param name the listing's segment, or the token */
export function correctionPaths(page: CorrectionRoute, name: string): Bilingual {
  const fill = (pattern: string): string => pattern.replace(/:(listing|token)/, encodeURIComponent(name));
  return { fr: fill(correctionRoutes[page].fr), en: fill(correctionRoutes[page].en) };
}
