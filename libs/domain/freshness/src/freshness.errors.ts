import { defineError } from '@halles/kernel';

export const FreshnessLinkUnknown = defineError('freshness-link-unknown', {
  kind: 'not-found',
  title: { fr: 'Lien inconnu', en: 'Unknown link' },
  detail: () => ({
    fr: 'Ce lien n’est pas complet, ou il n’est pas d’ici. Ouvrez-le depuis le dernier courriel reçu.',
    en: 'This link is not whole, or is not from here. Open it from the last mail that you got.',
  }),
});

export const FreshnessLinkOver = defineError('freshness-link-over', {
  kind: 'gone',
  title: { fr: 'Ce lien n’est plus valable', en: 'This link is over' },
  detail: () => ({
    fr: 'Il date de plus de deux mois, ou la page a changé de mains. Connectez-vous à l’espace commerçants pour confirmer ou corriger votre page.',
    en: 'It is more than two months old, or the page is kept by somebody else. Sign in to confirm or correct your page.',
  }),
});
