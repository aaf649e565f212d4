import { MAX_CALM_SPANS } from '@halles/contracts';
import { defineError } from '@halles/kernel';
import { MAX_FOOTFALL_LINKS } from './footfall-link';

export const FootfallLinkNotFound = defineError('footfall-link-not-found', {
  kind: 'not-found',
  title: { fr: 'Lien retiré', en: 'Link withdrawn' },
  detail: () => ({
    fr: 'Ce lien n’est pas complet, ou le commerce l’a retiré. Demandez-lui en un nouveau.',
    en: 'This link is not whole, or the shop has withdrawn it. Ask the shop for a new one.',
  }),
});

export const TooManyFootfallLinks = defineError('too-many-footfall-links', {
  kind: 'conflict',
  title: { fr: 'Trop de liens', en: 'Too many links' },
  detail: () => ({
    fr: `Un commerce a ${String(MAX_FOOTFALL_LINKS)} liens au plus. Retirez ceux qui ne servent plus.`,
    en: `A shop has ${String(MAX_FOOTFALL_LINKS)} links at most. Withdraw those that are not used any more.`,
  }),
});

export const TooManyCalmSpans = defineError('too-many-calm-spans', {
  kind: 'conflict',
  title: { fr: 'Trop d’heures calmes', en: 'Too many calm hours' },
  detail: () => ({
    fr: `Un commerce a ${String(MAX_CALM_SPANS)} plages au plus. Retirez celles qui ne servent plus.`,
    en: `A shop has ${String(MAX_CALM_SPANS)} spans at most. Remove those that are not used any more.`,
  }),
});
