import { defineError } from '@halles/kernel';

export const PostNotFound = defineError('post-not-found', {
  kind: 'not-found',
  title: { fr: 'Actualité introuvable', en: 'Post not found' },
  detail: () => ({
    fr: 'Cette actualité n’existe pas, ou elle a été effacée.',
    en: 'This post does not exist, or it was erased.',
  }),
});

export const TooManyPosts = defineError<{ most: number }>('too-many-posts', {
  kind: 'conflict',
  title: { fr: 'Trop d’actualités à la fois', en: 'Too many posts at once' },
  detail: ({ most }) => ({
    fr: `Une page montre ${most} actualités au plus à la fois. Retirez-en une pour en publier une autre.`,
    en: `A page shows at most ${most} posts at once. Withdraw one to publish another.`,
  }),
});

export const TooManyPostsToday = defineError<{ most: number }>('too-many-posts-today', {
  kind: 'conflict',
  title: { fr: 'Beaucoup d’actualités aujourd’hui', en: 'Many posts today' },
  detail: ({ most }) => ({
    fr: `Un commerce publie ${most} actualités au plus en vingt-quatre heures. Réessayez demain.`,
    en: `A shop publishes at most ${most} posts in twenty-four hours. Try again tomorrow.`,
  }),
});

export const PostRepeated = defineError('post-repeated', {
  kind: 'conflict',
  title: { fr: 'Déjà publié', en: 'Published already' },
  detail: () => ({
    fr: 'La page montre déjà une actualité avec ces mots. Modifiez-la plutôt que de la publier deux fois.',
    en: 'The page shows a post with these words already. Change that one rather than publish it twice.',
  }),
});

/** The town hid a post with the same words, or this one: it is not brought back by its shop. */
export const PostHidden = defineError('post-hidden', {
  kind: 'conflict',
  title: { fr: 'Masquée par la collectivité', en: 'Hidden by the local authority' },
  detail: () => ({
    fr: 'La collectivité a masqué cette actualité, et vous en a écrit la raison. Répondez-lui pour en parler.',
    en: 'The local authority has hidden this post, and has written to you why. Answer to talk about it.',
  }),
});

/** Its last day is past, or beyond what is planned. */
export const PostOver = defineError('post-over', {
  kind: 'invalid',
  title: { fr: 'Dates à revoir', en: 'Dates to review' },
  detail: () => ({
    fr: 'Une actualité se lit jusqu’à un jour à venir, dans l’année.',
    en: 'A post is read until a day to come, within a year.',
  }),
});

/** Somebody changed it between a page and what was sent from it. */
export const PostChangedMeanwhile = defineError('post-changed-meanwhile', {
  kind: 'conflict',
  title: { fr: 'Modifiée entre-temps', en: 'Changed meanwhile' },
  detail: () => ({
    fr: 'Quelqu’un d’autre a modifié cette actualité entre-temps. Rien n’est perdu : lisez ce qu’elle dit maintenant, puis recommencez ou laissez-la ainsi.',
    en: 'Somebody else changed this post meanwhile. Nothing is lost: read what it says now, then try again or leave it so.',
  }),
});

/** There is nothing to take back. */
export const PostUnchanged = defineError('post-unchanged', {
  kind: 'conflict',
  title: { fr: 'Rien à annuler', en: 'Nothing to undo' },
  detail: () => ({
    fr: 'Cette actualité n’a pas été modifiée.',
    en: 'This post was not changed.',
  }),
});
