import {
  type ClaimBecause,
  type ClaimCause,
  type ClaimNotice,
  type ClaimNoticeModel,
  type ClaimNoticeName,
  type ClaimSubject,
  claimListingPath,
  claimPath,
  claimsPath,
} from '@halles/domain/claims';
import type { Locale } from '@halles/kernel';

/** What a mail about a business says of it, whatever may be shown of it. Pure. */
export function subjectWords(
  subject: Pick<ClaimSubject, 'name' | 'line' | 'postalCode' | 'communeName'> | null,
  locale: Locale,
): { readonly listing: string; readonly place: string } {
  const unnamed = locale === 'fr' ? 'votre commerce' : 'your business';
  const place = [subject?.line, subject?.communeName].filter((part) => part != null).join(', ');
  return { listing: subject?.name ?? unnamed, place };
}

/**
 * Where the town decides, on the console: a claim, or an addition. Who is not signed in is led there behind the sign-in.
 * Pure.
 */
export const deskPath = (
  slug: string,
  what: { readonly claim: string } | { readonly addition: string },
): string => `/territoires/${slug}/demandes/${'claim' in what ? what.claim : `ajouts/${what.addition}`}`;

/** Which notice a step of a claim is. */
const NOTICES: Readonly<Record<ClaimNotice['event']['step'], ClaimNoticeName>> = {
  start: 'start',
  prove: 'approved',
  submit: 'review',
  contest: 'disputed',
  settle: 'settled',
  approve: 'approved',
  refuse: 'refused',
  expire: 'expired',
  withdraw: 'withdrawn',
  release: 'released',
  transfer: 'transferred',
};

/** What happened by itself or by the reader's own hand needs no reason. */
const WITHOUT_REASON: readonly ClaimCause[] = ['claimant', 'time', 'alone'];

const becauseOf = (cause: ClaimCause): ClaimBecause | null =>
  WITHOUT_REASON.includes(cause) ? null : (cause as ClaimBecause);

/** What the claimant is told of a step. Pure. @param origin of the portal */
export function noticeOfStep(
  { event, claim, subject }: ClaimNotice,
  { origin }: { readonly origin: string },
): ClaimNoticeModel {
  const { locale } = claim;
  // A proof that is added to a dispute leaves it one.
  const notice = event.step === 'submit' && event.state === 'disputed' ? 'disputed' : NOTICES[event.step];
  const space = locale === 'en' ? '/en/pro' : '/pro';
  const paths: Readonly<Partial<Record<ClaimNoticeName, string>>> = {
    approved: space,
    expired: claimListingPath(locale, claim.listingId),
    withdrawn: claimsPath(locale),
    released: claimsPath(locale),
    transferred: claimsPath(locale),
  };
  return {
    ...subjectWords(subject, locale),
    notice,
    because: becauseOf(event.cause),
    reason: event.reason,
    actionUrl: origin + (paths[notice] ?? claimPath(locale, claim.id)),
    until: notice === 'start' ? claim.expiresAt : null,
  };
}
