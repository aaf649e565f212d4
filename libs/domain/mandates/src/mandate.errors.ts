import { type MandateGroup, mandateGroupNames, mandateGroups } from '@halles/contracts';
import { defineError } from '@halles/kernel';

export const MandateNotFound = defineError('mandate-not-found', {
  kind: 'not-found',
  title: { fr: 'Mandat introuvable', en: 'Mandate not found' },
  detail: () => ({
    fr: 'Ce mandat n’existe pas, ou son lien n’est pas complet.',
    en: 'There is no such mandate, or its link is not whole.',
  }),
});

export const MandateEnded = defineError('mandate-ended', {
  kind: 'gone',
  title: { fr: 'Mandat terminé', en: 'Mandate over' },
  detail: () => ({
    fr: 'Ce mandat a été retiré, remplacé ou a expiré.',
    en: 'This mandate was taken back, replaced or has expired.',
  }),
});

export const MandateMissing = defineError('mandate-missing', {
  kind: 'forbidden',
  title: { fr: 'Aucun mandat pour cette page', en: 'No mandate for this page' },
  detail: () => ({
    fr: 'Le commerçant n’a pas donné son accord, ou cet accord est terminé. Faites signer un mandat d’abord.',
    en: 'The merchant has not given leave, or it is over. Have a mandate signed first.',
  }),
});

/** The groups of a mandate, as people name them. */
const GROUPS: Readonly<Record<MandateGroup, { readonly fr: string; readonly en: string }>> = {
  hours: { fr: 'horaires', en: 'opening hours' },
  place: { fr: 'adresse', en: 'address' },
  contact: { fr: 'téléphone et liens', en: 'telephone and links' },
  description: { fr: 'nom et description', en: 'name and description' },
  closing: { fr: 'fermeture', en: 'closing for good' },
  access: { fr: 'accessibilité', en: 'accessibility' },
  services: { fr: 'services et paiements', en: 'services and payment' },
  products: { fr: 'produits', en: 'products' },
  orders: { fr: 'commandes', en: 'orders' },
  agendas: { fr: 'rendez-vous', en: 'appointments' },
};

/** What the fields belong to, in words; those that no mandate can cover belong to none. */
const wordsOf = (fields: readonly string[], locale: 'fr' | 'en'): string => {
  const groups = mandateGroupNames.filter((group) =>
    mandateGroups[group].some((field) => fields.includes(field)),
  );
  return groups.length === 0 ? '' : ` (${groups.map((group) => GROUPS[group][locale]).join(', ')})`;
};

export const HandOverSpent = defineError('hand-over-spent', {
  kind: 'gone',
  title: { fr: 'Ce lien ne sert plus', en: 'This link has served' },
  detail: () => ({
    fr: 'Ce lien de la console a déjà servi, ou la minute est passée. Retournez à la fiche dans la console et recommencez.',
    en: 'This link of the console was used already, or its minute is over. Go back to the page in the console and begin again.',
  }),
});

export const AgentSessionOver = defineError('agent-session-over', {
  kind: 'forbidden',
  title: { fr: 'Vous n’agissez plus pour ce commerce', en: 'You do not act for this business any more' },
  detail: () => ({
    fr: 'Le mandat, votre session de la console ou l’heure accordée est terminé. Rien n’a été enregistré. Reprenez depuis la fiche dans la console.',
    en: 'The mandate, your session of the console or the hour you had is over. Nothing was saved. Begin again from the page in the console.',
  }),
});

export const MandateTooNarrow = defineError<{ fields: readonly string[] }>('mandate-too-narrow', {
  kind: 'forbidden',
  title: { fr: 'Hors du mandat', en: 'Beyond the mandate' },
  detail: ({ fields }) => ({
    fr: `Le mandat ne couvre pas tout ce que vous changez${wordsOf(fields, 'fr')}.`,
    en: `The mandate does not cover all that you change${wordsOf(fields, 'en')}.`,
  }),
});
