import type { ProfileField } from '@halles/contracts';
import { defineError } from '@halles/kernel';

/** Somebody else changed the same fields meanwhile. */
export const ProfileChangedMeanwhile = defineError<{
  /** The version that there is now. */
  readonly version: number;
  readonly fields: readonly ProfileField[];
  /** Who changed them last. */
  readonly by: string;
  /** The account that did; null for a link, and once it is erased. */
  readonly byAccount: string | null;
}>('profile-changed-meanwhile', {
  kind: 'conflict',
  title: { fr: 'Modifié entre-temps', en: 'Changed meanwhile' },
  detail: ({ by }) => ({
    fr: `${by} a modifié les mêmes informations pendant que vous les modifiiez. Rien n’est perdu : comparez, puis choisissez.`,
    en: `${by} changed the same information while you were changing it. Nothing is lost: compare, then choose.`,
  }),
});

/** A profile that says what cannot be. */
export const ProfileInvalid = defineError('profile-invalid', {
  kind: 'invalid',
  title: { fr: 'Informations à corriger', en: 'Information to correct' },
  detail: () => ({
    fr: 'Certaines informations ne peuvent pas être enregistrées telles quelles.',
    en: 'Some of this information cannot be kept as it is.',
  }),
});

/** A merchant speaks for a listing that nobody keeps. */
export const ProfileNotOwned = defineError('profile-not-kept', {
  kind: 'conflict',
  title: { fr: 'Fiche sans titulaire', en: 'Page that nobody keeps' },
  detail: () => ({
    fr: 'Plus personne ne tient cette fiche\u00a0: elle a été rendue ou retirée entre-temps. Rien n’a été enregistré. Pour la modifier, demandez d’abord à la tenir.',
    en: 'Nobody keeps this page any more: it was given back or taken away meanwhile. Nothing was saved. To change it, first ask to keep it.',
  }),
});

/** The town speaks for a page without a mandate, and somebody keeps it. */
export const ProfileOwned = defineError('profile-kept', {
  kind: 'conflict',
  title: { fr: 'Fiche tenue par son commerce', en: 'Page kept by its business' },
  detail: () => ({
    fr: 'Quelqu’un tient cette fiche\u00a0: rien n’a été enregistré. Posez d’abord la question à cette personne\u00a0; sans réponse sous sept jours, la décision vous revient.',
    en: 'Somebody keeps this page: nothing was saved. Ask them first; without an answer within seven days, the decision is yours.',
  }),
});

export const RevisionNotFound = defineError('revision-not-found', {
  kind: 'not-found',
  title: { fr: 'Modification introuvable', en: 'Change not found' },
  detail: () => ({
    fr: 'Cette modification n’est pas dans l’historique.',
    en: 'This change is not in the history.',
  }),
});
