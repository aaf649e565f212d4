import { defineError } from '@halles/kernel';

export const WaitNotFound = defineError('wait-not-found', {
  kind: 'not-found',
  title: { fr: 'Demande introuvable', en: 'Request not found' },
  detail: () => ({
    fr: 'Cette demande de la liste d’attente n’existe pas, ou son lien n’est pas complet.',
    en: 'This request on the waiting list does not exist, or its link is not whole.',
  }),
});

export const WaitClosed = defineError('wait-closed', {
  kind: 'conflict',
  title: { fr: 'Pas de liste d’attente', en: 'No waiting list' },
  detail: () => ({
    fr: 'Ce commerce ne tient pas de liste d’attente pour le moment.',
    en: 'This shop keeps no waiting list at the moment.',
  }),
});

/** Something is free: it is booked, and not waited for. */
export const WaitNotNeeded = defineError('wait-not-needed', {
  kind: 'conflict',
  title: { fr: 'Une heure est libre', en: 'A time is free' },
  detail: () => ({
    fr: 'Une heure est libre ces jours-là\u00a0: réservez-la, vous n’avez pas à attendre.',
    en: 'A time is free on these days: book it, there is nothing to wait for.',
  }),
});

export const WaitLimitReached = defineError('wait-limit-reached', {
  kind: 'conflict',
  title: { fr: 'Déjà sur la liste', en: 'On the list already' },
  detail: () => ({
    fr: 'Vous attendez déjà plusieurs heures dans ce commerce. Retirez une demande pour en ajouter une autre.',
    en: 'You already wait for several times at this shop. Take a request back to add another.',
  }),
});

/** Its time is over, somebody answered it, or it was taken back. */
export const WaitOfferOver = defineError('wait-offer-over', {
  kind: 'conflict',
  title: { fr: 'Cette heure n’est plus gardée', en: 'This time is not kept any more' },
  detail: () => ({
    fr: 'Cette heure n’est plus gardée pour vous\u00a0: le délai est passé, ou il y a déjà été répondu.',
    en: 'This time is not kept for you any more: the delay is over, or it was answered already.',
  }),
});

export const WaitNothingFree = defineError('wait-nothing-free', {
  kind: 'conflict',
  title: { fr: 'Rien à proposer', en: 'Nothing to offer' },
  detail: () => ({
    fr: 'Aucune heure libre ne convient à cette demande pour le moment, ou une heure est déjà gardée pour elle.',
    en: 'No free time suits this request at the moment, or one is kept for it already.',
  }),
});
