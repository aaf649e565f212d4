import { defineError, type Locale } from '@halles/kernel';
import type { BookingRefusal } from '../slots/booking-rules';
import type { PassedRule } from '../slots/booking-override';
import type { DetailsProblem } from '../settings/service-details';

export const AgendaClosed = defineError('agenda-closed', {
  kind: 'conflict',
  title: { fr: 'Pas de rendez-vous en ligne', en: 'No appointments online' },
  detail: () => ({
    fr: 'Ce commerce ne prend pas de rendez-vous en ligne pour le moment.',
    en: 'This shop takes no appointments online at the moment.',
  }),
});

export const AgendaServiceNotFound = defineError('agenda-service-not-found', {
  kind: 'not-found',
  title: { fr: 'Prestation introuvable', en: 'Service not found' },
  detail: () => ({
    fr: 'Cette prestation ne se réserve pas, ou plus.',
    en: 'This service cannot be booked, or not any more.',
  }),
});

/** A customer chose a length that the shop has taken out of the service since. */
export const BookingDurationGone = defineError('booking-duration-gone', {
  kind: 'conflict',
  title: { fr: 'Cette durée n’est plus proposée', en: 'This duration is not offered any more' },
  detail: () => ({
    fr: 'Rien n’a été réservé\u00a0: cette durée n’est plus proposée. Voyez la durée et le prix d’aujourd’hui, ou choisissez une autre heure.',
    en: 'Nothing was booked: this duration is not offered any more. See the duration and the price of today, or choose another time.',
  }),
});

export const AgendaResourceNotFound = defineError('agenda-resource-not-found', {
  kind: 'not-found',
  title: { fr: 'Introuvable dans cet agenda', en: 'Not found in this agenda' },
  detail: () => ({
    fr: 'Cette personne, ce siège ou cette salle n’est pas de cet agenda.',
    en: 'This person, seat or room is not of this agenda.',
  }),
});

export const AgendaFull = defineError('agenda-full', {
  kind: 'invalid',
  title: { fr: 'Agenda trop long', en: 'Agenda too long' },
  detail: () => ({
    fr: 'Cet agenda en a déjà autant qu’il peut en avoir. Retirez ce qui ne sert plus.',
    en: 'This agenda already has as many as it can hold. Remove what is not used any more.',
  }),
});

/** Somebody frees blocked time by a page that is old. */
export const AgendaTimeNotBlocked = defineError('agenda-time-not-blocked', {
  kind: 'conflict',
  title: { fr: 'Ce temps n’est plus bloqué', en: 'This time is not blocked any more' },
  detail: () => ({
    fr: 'Rien n’a été changé\u00a0: ce temps bloqué a été libéré ou remplacé entre-temps, ou il est passé. Voyez l’agenda tel qu’il est.',
    en: 'Nothing was changed: this blocked time was freed or replaced meanwhile, or it is over. See the agenda as it is.',
  }),
});

export const AgendaHoursUnreadable = defineError('agenda-hours-unreadable', {
  kind: 'invalid',
  title: { fr: 'Horaires illisibles', en: 'Hours cannot be read' },
  detail: () => ({
    fr: 'Ces horaires ne se lisent pas. Écrivez-les comme «\u00a0Mo-Fr 09:00-12:00\u00a0».',
    en: 'These hours cannot be read. Write them like “Mo-Fr 09:00-12:00”.',
  }),
});

export const BookingNotFound = defineError('booking-not-found', {
  kind: 'not-found',
  title: { fr: 'Rendez-vous introuvable', en: 'Appointment not found' },
  detail: () => ({
    fr: 'Ce rendez-vous n’existe pas, ou son lien n’est pas complet.',
    en: 'This appointment does not exist, or its link is not whole.',
  }),
});

export const BookingKeyReused = defineError('booking-key-reused', {
  kind: 'conflict',
  title: { fr: 'Rendez-vous déjà envoyé', en: 'Appointment already sent' },
  detail: () => ({
    fr: 'Cette page a déjà servi à prendre un autre rendez-vous. Choisissez de nouveau une heure.',
    en: 'This page was already used for another appointment. Choose a time again.',
  }),
});

export const BookingMoved = defineError('booking-moved', {
  kind: 'conflict',
  title: { fr: 'Ce rendez-vous a changé', en: 'This appointment has changed' },
  detail: () => ({
    fr: 'Ce rendez-vous vient de changer\u00a0: rien n’a été fait. Regardez où il en est.',
    en: 'This appointment has just changed: nothing was done. Look at where it stands.',
  }),
});

/** Says nothing of the booking: who opens it may be anybody who was passed the mail. */
export const BookingAnswerOver = defineError('booking-answer-over', {
  kind: 'gone',
  title: { fr: 'Lien sans effet', en: 'Link without effect' },
  detail: () => ({
    fr: 'Ce lien ne permet plus de répondre à un rendez-vous\u00a0: il est trop ancien, ou était pour quelqu’un qui ne tient plus l’agenda de ce commerce. Si c’est une erreur, connectez-vous à votre espace.',
    en: 'This link no longer answers an appointment: it is too old, or was for somebody who does not keep the agenda of this shop any more. If that is a mistake, sign in to your space.',
  }),
});

export const BookingChangeOver = defineError('booking-change-over', {
  kind: 'conflict',
  title: { fr: 'Trop tard pour changer en ligne', en: 'Too late to change it online' },
  detail: () => ({
    fr: 'Ce rendez-vous est trop proche pour l’annuler ou le déplacer en ligne\u00a0: appelez le commerce.',
    en: 'This appointment is too near to cancel or move it online: call the shop.',
  }),
});

/** A party is divided where its shop asked for it, and as long as it was not done. */
export const BookingSplitOver = defineError('booking-split-over', {
  kind: 'conflict',
  title: { fr: 'Plus rien à partager', en: 'Nothing to divide any more' },
  detail: () => ({
    fr: 'Rien n’a été changé\u00a0: ce rendez-vous n’est plus à partager en deux. Voyez où il en est.',
    en: 'Nothing was changed: this appointment is not to be divided in two any more. See where it stands.',
  }),
});

/** How often its customers repeat a service is the shop's to say. */
export const BookingNotRepeated = defineError<{ most: number | null }>('booking-not-repeated', {
  kind: 'conflict',
  title: { fr: 'Ce rendez-vous ne se répète pas ainsi', en: 'This appointment is not repeated like that' },
  detail: ({ most }) => ({
    fr:
      most === null
        ? 'Ce rendez-vous se prend une fois à la fois. Rien n’a été réservé.'
        : `Ce rendez-vous se prend ${most} fois de suite au plus. Rien n’a été réservé.`,
    en:
      most === null
        ? 'This appointment is made one at a time. Nothing was booked.'
        : `This appointment is made ${most} times at once at most. Nothing was booked.`,
  }),
});

export const BookingNotDue = defineError('booking-not-due', {
  kind: 'conflict',
  title: { fr: 'Avant l’heure', en: 'Before its time' },
  detail: () => ({
    fr: 'L’heure de ce rendez-vous n’est pas encore venue.',
    en: 'The time of this appointment has not come yet.',
  }),
});

/** How much one person may book is the shop's to say; it may book more for them itself. */
export const BookingLimitReached = defineError<{ limit: 'ahead' | 'day'; most: number }>(
  'booking-limit-reached',
  {
    kind: 'conflict',
    title: { fr: 'Pas plus de rendez-vous par personne', en: 'No more appointments for one person' },
    detail: ({ limit, most }) => ({
      fr: `Cette adresse ou ce téléphone a déjà ${most} rendez-vous ${limit === 'day' ? 'ce jour-là' : 'à venir'} ici, et ce commerce n’en prend pas plus par personne. Rien n’a été réservé.`,
      en: `This address or phone already has ${most} appointment${most === 1 ? '' : 's'} ${limit === 'day' ? 'that day' : 'to come'} here, and this shop takes no more for one person. Nothing was booked.`,
    }),
  },
);

/** The same, to who may be anybody: it does not say who has appointments at a shop. */
export const BookingNotOnline = defineError('booking-not-online', {
  kind: 'conflict',
  title: { fr: 'Pas en ligne', en: 'Not online' },
  detail: () => ({
    fr: 'Ce rendez-vous ne se prend pas en ligne\u00a0: appelez le commerce. Rien n’a été réservé.',
    en: 'This appointment cannot be booked online: call the shop. Nothing was booked.',
  }),
});

/** Why a time cannot be had: of its rules, or of the number of people that the service takes. */
export type BookingProblem = BookingRefusal | 'party';

const PROBLEM_WORDS: Readonly<Record<BookingProblem, Readonly<Record<Locale, string>>>> = {
  past: { fr: 'cette heure est passée', en: 'this time is over' },
  'beyond-horizon': {
    fr: 'cette date est trop lointaine pour se réserver déjà',
    en: 'this date is too far ahead to be booked yet',
  },
  'not-offered': {
    fr: 'ce n’est pas une heure de rendez-vous de ce commerce',
    en: 'this is no appointment time of this shop',
  },
  paused: { fr: 'le commerce ne prend personne à cette heure', en: 'the shop takes nobody at this time' },
  'too-soon': { fr: 'cette heure est trop proche', en: 'this time is too soon' },
  'party-too-large': { fr: 'vous êtes trop nombreux pour cela', en: 'you are too many for this' },
  full: { fr: 'ce créneau vient d’être pris', en: 'this time was just taken' },
  'gauge-full': {
    fr: 'il y aurait alors plus de monde que le commerce ne peut en accueillir',
    en: 'there would be more people then than the shop may let in',
  },
  closed: {
    fr: 'cette séance ne se réserve plus en ligne',
    en: 'this session cannot be booked online any more',
  },
  seats: {
    fr: 'il n’y reste pas assez de places',
    en: 'there are not enough seats left in it',
  },
  party: {
    fr: 'cette prestation ne se réserve pas pour autant de personnes',
    en: 'this service is not booked for so many people',
  },
};

/** Another time is the customer's to choose: nothing is moved in silence. */
export const BookingRefused = defineError<{ problem: BookingProblem }>('booking-refused', {
  kind: 'conflict',
  title: { fr: 'Cette heure n’est plus libre', en: 'This time cannot be had' },
  detail: ({ problem }) => ({
    fr: `Rien n’a été réservé\u00a0: ${PROBLEM_WORDS[problem].fr}. Choisissez une autre heure.`,
    en: `Nothing was booked: ${PROBLEM_WORDS[problem].en}. Choose another time.`,
  }),
});

const PASSED_WORDS: Readonly<Record<PassedRule, Readonly<Record<Locale, string>>>> = {
  hours: { fr: 'hors des heures de rendez-vous', en: 'outside the hours for appointments' },
  away: { fr: 'avec quelqu’un qui n’est pas là', en: 'with somebody who is not there' },
  taken: { fr: 'avec quelqu’un qui est déjà pris', en: 'with somebody who is taken already' },
  party: { fr: 'pour plus de monde qu’il n’y a de places', en: 'for more people than there are seats' },
  gauge: {
    fr: 'avec plus de monde que vous n’en accueillez à la fois',
    en: 'with more people than you let in at once',
  },
  'gauge-rule': {
    fr: 'avec plus de monde que la règle de votre territoire ne le permet',
    en: 'with more people than the rule of your territory allows',
  },
};

/** "hors des heures de rendez-vous, avec quelqu’un qui est déjà pris". Pure. */
export const passedWords = (rules: readonly PassedRule[], locale: Locale): string =>
  rules.map((rule) => PASSED_WORDS[rule][locale]).join(', ');

/** The shop books, or moves, against its own rules, of which it is told before; `when` names the time that would be booked. */
export const BookingPassesRules = defineError<{
  rules: readonly PassedRule[];
  when: Readonly<Record<Locale, string>>;
  isMove: boolean;
}>('booking-passes-rules', {
  kind: 'conflict',
  title: { fr: 'Ce rendez-vous passe outre une règle', en: 'This appointment passes over a rule' },
  detail: ({ rules, when, isMove }) => ({
    fr: `Rien n’est encore ${isMove ? 'déplacé' : 'noté'}\u00a0: ${when.fr}, ce rendez-vous serait ${passedWords(rules, 'fr')}. Vous pouvez le ${isMove ? 'déplacer' : 'noter'} malgré tout\u00a0: votre équipe le lira dans le journal de l’agenda.`,
    en: `Nothing is ${isMove ? 'moved' : 'entered'} yet: on ${when.en}, this appointment would be ${passedWords(rules, 'en')}. You may ${isMove ? 'move' : 'enter'} it all the same: your team reads it in the journal of the agenda.`,
  }),
});

/** Services in a row that last longer together than a booking may. */
export const BookingChainTooLong = defineError('booking-chain-too-long', {
  kind: 'conflict',
  title: { fr: 'Trop de prestations à la suite', en: 'Too many services in a row' },
  detail: () => ({
    fr: 'Rien n’a été réservé\u00a0: ensemble, ces prestations durent plus de 24\u00a0heures. Retirez-en une, ou réservez-les séparément.',
    en: 'Nothing was booked: together, these services last more than 24 hours. Leave one of them out, or book them apart.',
  }),
});

/** Time that is to be blocked is over already. */
export const AgendaTimeOver = defineError('agenda-time-over', {
  kind: 'conflict',
  title: { fr: 'Ce temps est déjà passé', en: 'This time is over already' },
  detail: () => ({
    fr: 'Rien n’a été bloqué\u00a0: ce temps se termine avant maintenant. Choisissez un temps à venir.',
    en: 'Nothing was blocked: this time ends before now. Choose a time that is to come.',
  }),
});

/** The absence of somebody is over before it is noted. */
export const AbsenceOver = defineError('absence-over', {
  kind: 'conflict',
  title: { fr: 'Cette absence est déjà passée', en: 'This absence is over already' },
  detail: () => ({
    fr: 'Rien n’a été noté\u00a0: cette absence se termine avant aujourd’hui. Choisissez un jour à venir.',
    en: 'Nothing was noted: this absence ends before today. Choose a day that is to come.',
  }),
});

/** The shop moves it to somebody who does not serve for it. */
export const BookingNotServed = defineError('booking-not-served', {
  kind: 'conflict',
  title: { fr: 'Pas avec cette personne', en: 'Not with this person' },
  detail: () => ({
    fr: 'Rien n’a été déplacé\u00a0: cette prestation ne se fait pas avec cette personne, ce siège ou cette salle.',
    en: 'Nothing was moved: this service is not done with this person, seat or room.',
  }),
});

/** Somebody was chosen who does not receive for this service, or not any more. */
export const BookingPersonGone = defineError('booking-person-gone', {
  kind: 'conflict',
  title: { fr: 'Cette personne ne peut pas vous recevoir', en: 'This person cannot receive you' },
  detail: () => ({
    fr: 'Rien n’a été réservé\u00a0: cette personne ne reçoit pas, ou plus, pour cette prestation. Choisissez quelqu’un d’autre.',
    en: 'Nothing was booked: this person does not receive for this service, or not any more. Choose somebody else.',
  }),
});

/** Of a follow-up, to who proved that the address is theirs. */
export const BookingOwnPerson = defineError<{ person: string }>('booking-own-person', {
  kind: 'conflict',
  title: { fr: 'Avec la personne qui vous a reçu', en: 'With who received you' },
  detail: ({ person }) => ({
    fr: `Rien n’a été réservé\u00a0: ce rendez-vous se prend avec la personne qui vous a reçu, ${person}. Choisissez-la.`,
    en: `Nothing was booked: this appointment is made with who received you before, ${person}. Choose them.`,
  }),
});

const INCOMPLETE_WORDS: Readonly<Record<DetailsProblem, Readonly<Record<Locale, string>>>> = {
  address: { fr: 'dites à quelle adresse venir', en: 'say which address to come to' },
  zone: { fr: 'le commerce ne vient pas à cette adresse', en: 'the shop does not come to this address' },
  phone: { fr: 'laissez un numéro où vous appeler', en: 'leave a number to call you on' },
  answers: { fr: 'répondez aux questions du commerce', en: 'answer the questions of the shop' },
  instructions: { fr: 'acceptez ce qu’il faut savoir avant', en: 'accept what is to be known before' },
};

/** What its service asks for was not sent. */
export const BookingIncomplete = defineError<{ problem: DetailsProblem }>('booking-incomplete', {
  kind: 'invalid',
  title: { fr: 'Il manque quelque chose', en: 'Something is missing' },
  detail: ({ problem }) => ({
    fr: `Rien n’a été réservé\u00a0: ${INCOMPLETE_WORDS[problem].fr}.`,
    en: `Nothing was booked: ${INCOMPLETE_WORDS[problem].en}.`,
  }),
});
