/**
 * An e-mail address in the one form in which it is stored, looked up, limited and locked: people type capitals and
 * blanks, and phones add a space, an ordinary one or one that does not break. Pure.
 */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();
