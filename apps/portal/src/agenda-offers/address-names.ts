/** In the address of a week: its first day, as `YYYY-MM-DD`. */
export const FIRST = 'semaine';
/** In the address of a month: as `YYYY-MM`. */
export const MONTH = 'mois';
/** When a booking begins, milliseconds since 1970. */
export const STARTS = 'debut';
/** How many come. */
export const PARTY = 'personnes';
/** The key of a form, by which a time is held. */
export const HOLD = 'cle';
/** Minutes, where the service has several lengths. */
export const DURATION = 'duree';
/** What follows the service in the same booking: ids, with minutes where they are not the usual ones, in order. */
export const FURTHER = 'puis';
/** One that is added to them. */
export const ADDED = 'ajout';
/** Who is to receive them: the id of somebody who serves. */
export const PERSON = 'avec';
/** What somebody says that they need, where times are kept for it. */
export const NEED = 'besoin';
/** The signed link by which somebody was invited. */
export const INVITATION = 'invitation';
