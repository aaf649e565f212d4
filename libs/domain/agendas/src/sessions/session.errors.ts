import { defineError } from '@halles/kernel';

export const SessionNotFound = defineError('agenda-session-not-found', {
  kind: 'not-found',
  title: { fr: 'Séance introuvable', en: 'Session not found' },
  detail: () => ({
    fr: 'Cette séance n’est pas de cet agenda.',
    en: 'This session is not of this agenda.',
  }),
});

/** It began, or was cancelled. */
export const SessionOver = defineError('agenda-session-over', {
  kind: 'conflict',
  title: { fr: 'Séance passée', en: 'Session over' },
  detail: () => ({
    fr: 'Cette séance a commencé, ou elle est annulée\u00a0: rien n’a été fait.',
    en: 'This session has begun, or is cancelled: nothing was done.',
  }),
});

/** Another one of the service, or something else that takes who serves for it. @param day as an ISO date */
export const SessionOverlaps = defineError<{ day: string }>('agenda-session-overlaps', {
  kind: 'conflict',
  title: { fr: 'Déjà pris à cette heure', en: 'Taken at that time' },
  detail: ({ day }) => ({
    fr: `Rien n’a été fait\u00a0: le ${day.split('-').reverse().join('/')} à cette heure, il y a déjà une séance, ou qui s’en occupe est pris. Ôtez ce jour, ou changez l’heure.`,
    en: `Nothing was done: on ${day} at that time there is a session already, or who serves for it is taken. Leave this day out, or change the time.`,
  }),
});

export const SessionSeatsTaken = defineError<{ taken: number }>('agenda-session-seats-taken', {
  kind: 'conflict',
  title: { fr: 'Plus de personnes que de places', en: 'More people than seats' },
  detail: ({ taken }) => ({
    fr: `Rien n’a été fait\u00a0: ${taken} places sont déjà réservées. Annulez d’abord des réservations.`,
    en: `Nothing was done: ${taken} seats are booked already. Cancel bookings first.`,
  }),
});
