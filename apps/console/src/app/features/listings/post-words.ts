import type { ReviewedPost } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

const fr = {
  heading: 'Actualités',
  lead: 'Ce que le commerce annonce sur sa page. La collectivité masque ce qui n’a pas à y être\u00a0: le commerce en reçoit la raison.',
  none: 'Aucune actualité.',
  kinds: { novelty: 'Nouveauté', offer: 'Offre', event: 'Événement', opening: 'Ouverture' },
  status: { live: 'en ligne', over: 'terminée', withdrawn: 'retirée par le commerce', hidden: 'masquée' },
  authors: { merchant: 'par le commerce', agent: 'par la collectivité, pour le commerce' },
  days: (from: string, until: string): string => (from === until ? `le ${from}` : `du ${from} au ${until}`),
  photo: 'Photo de l’actualité, que le commerce n’a pas décrite',
  why: (reason: string): string => `Raison donnée\u00a0: ${reason}`,
  reason: 'Raison, que lira le commerce',
  missing: 'Écrivez pourquoi, en 1 000 caractères au plus.',
  hide: 'Masquer',
  hideThis: (title: string): string => `Masquer «\u00a0${title}\u00a0»`,
  cancel: 'Ne pas masquer',
  show: 'Rendre visible',
  reported: 'L’actualité signalée',
  saysNow: 'Elle a changé depuis, et dit maintenant\u00a0:',
  erased: 'Elle n’existe plus\u00a0: sa date est passée depuis longtemps, ou elle a été effacée.',
  standing: (status: string): string => `Elle est ${status}.`,
  wasChanged:
    'Elle a été modifiée entre l’ouverture du formulaire et son envoi\u00a0: la personne a pu lire autre chose.',
  held: 'Elle le reste tant qu’un autre signalement de cette actualité est accepté.',
  open: 'Voir l’actualité sur la page',
  choose: 'L’actualité à masquer',
  noneChosen: 'La personne n’a pas dit laquelle\u00a0: choisissez',
  hidden: 'C’est masqué, et le commerce reçoit la raison.',
  shown: 'C’est de nouveau visible.',
};

const en: typeof fr = {
  heading: 'Posts',
  lead: 'What the business announces on its page. The local authority hides what may not stand there: the business gets the reason.',
  none: 'No post.',
  kinds: { novelty: 'New', offer: 'Offer', event: 'Event', opening: 'Opening' },
  status: { live: 'online', over: 'over', withdrawn: 'withdrawn by the business', hidden: 'hidden' },
  authors: { merchant: 'by the business', agent: 'by the local authority, for the business' },
  days: (from: string, until: string): string => (from === until ? `on ${from}` : `from ${from} to ${until}`),
  photo: 'Photo of the post, which the business did not describe',
  why: (reason: string): string => `Reason given: ${reason}`,
  reason: 'Reason, which the business will read',
  missing: 'Write why, in at most 1,000 characters.',
  hide: 'Hide',
  hideThis: (title: string): string => `Hide “${title}”`,
  cancel: 'Do not hide',
  show: 'Show again',
  reported: 'The reported post',
  saysNow: 'It was changed since, and says now:',
  erased: 'It is no more: its date is long past, or it was erased.',
  standing: (status: string): string => `It is ${status}.`,
  wasChanged:
    'It was changed between the opening of the form and the report: the reader may have read something else.',
  held: 'It stays so as long as another report of this post is accepted.',
  open: 'See the post on the page',
  choose: 'The post to hide',
  noneChosen: 'The reader did not say which: choose',
  hidden: 'It is hidden, and the business gets the reason.',
  shown: 'It is visible again.',
};

export type PostWords = typeof fr;

/** The words of the posts of a business. Pure. */
export const postWords = (locale: Locale): PostWords => ({ fr, en })[locale];

/** A post in one line, without its title. Pure. @param day words a day */
export const postLine = (
  { kind, status, author, startsOn, endsOn }: ReviewedPost,
  words: PostWords,
  day: (iso: string) => string,
): string =>
  [
    words.kinds[kind],
    words.days(day(startsOn), day(endsOn)),
    words.status[status],
    words.authors[author],
  ].join(' · ');
