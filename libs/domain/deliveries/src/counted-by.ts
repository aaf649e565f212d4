import { type CountedMail, MAILBOX_LIMITS, RECIPIENT_LIMITS } from '@halles/platform/mail';

/**
 * By what the mails to one address are counted: a name, for an address that nobody proved; or somebody without an account who
 * causes them, for a proven one too, so that the mails that others cause still arrive.
 */
export type CountedBy = string | { readonly causedBy: string };

/** How many mails of a kind an address gets that nobody proved, in an hour and in a day: what a page promises of them is true below. */
export const MAILS_OF_A_KIND = RECIPIENT_LIMITS;

type Count = Pick<CountedMail, 'counted' | 'limits'>;

/** All mails to a mailbox that are counted by a thing. */
const OF_THINGS: Count = { counted: 'things', limits: MAILBOX_LIMITS };

const few = (counted: string): Count => ({ counted, limits: RECIPIENT_LIMITS });

/**
 * By what a mail is counted, each for the mailbox that it goes to; nothing for a proven address that no stranger causes it to. What
 * an unproven one is sent is counted by something that no stranger can make anew: the kind, or all things together. Pure.
 */
export function countsOf(counted: CountedBy, kind: string, isProven: boolean): readonly Count[] {
  if (typeof counted === 'string') {
    if (isProven) return [];
    return counted === kind ? [few(kind)] : [few(counted), OF_THINGS];
  }
  // The stranger's own first: what goes beyond that uses up nothing of what all of them may cause.
  const ofStranger = few(`${kind} by ${counted.causedBy}`);
  return isProven ? [ofStranger] : [ofStranger, few(kind)];
}
