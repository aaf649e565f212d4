import { defineError } from '@halles/kernel';

export const ImportUnderway = defineError('import-underway', {
  kind: 'conflict',
  title: { fr: 'Import déjà en cours', en: 'Import already under way' },
  detail: () => ({
    fr: 'Un import de ce territoire est déjà en cours. Attendez sa fin ou annulez-le.',
    en: 'An import of this territory is already under way. Wait for its end, or cancel it.',
  }),
});

export const ImportNotFound = defineError('import-not-found', {
  kind: 'not-found',
  title: { fr: 'Import introuvable', en: 'Import not found' },
  detail: () => ({
    fr: 'Aucun import de ce territoire ne porte ce numéro.',
    en: 'No import of this territory has this number.',
  }),
});

export const NothingToCancel = defineError('nothing-to-cancel', {
  kind: 'conflict',
  title: { fr: 'Aucun import à annuler', en: 'No import to cancel' },
  detail: () => ({
    fr: 'Aucun import de ce territoire n’est en cours.',
    en: 'No import of this territory is under way.',
  }),
});

export const NothingToUndo = defineError('nothing-to-undo', {
  kind: 'conflict',
  title: { fr: 'Aucun import à défaire', en: 'No import to undo' },
  detail: () => ({
    fr: 'Aucun import récent de ce territoire n’a changé l’annuaire.',
    en: 'No recent import of this territory changed the directory.',
  }),
});
