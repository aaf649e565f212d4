import {
  type ClaimBecause,
  type ClaimCause,
  type ClaimNotice,
  type ClaimNoticeModel,
  type ClaimNoticeName,
  type ClaimSubject,
  isDocument,
} from '@halles/domain/claims';
import type { Locale } from '@halles/kernel';
import type { PortalLinks } from '@halles/platform/tenancy';

/** What a mail about a business says of it, whatever may be shown of it. Pure. */
export function subjectWords(
  subject: Pick<ClaimSubject, 'name' | 'line' | 'postalCode' | 'communeName'> | null,
  locale: Locale,
): { readonly listing: string; readonly place: string } {
  const unnamed = locale === 'fr' ? 'votre commerce' : 'your business';
  const place = [subject?.line, subject?.communeName].filter((part) => part != null).join(', ');
  return { listing: subject?.name ?? unnamed, place };
}

/** Which notice a step of a claim is. */
const NOTICES: Readonly<Record<ClaimNotice['event']['step'], ClaimNoticeName>> = {
  start: 'start',
  prove: 'approved',
  submit: 'review',
  request: 'document-requested',
  contest: 'disputed',
  settle: 'settled',
  approve: 'approved',
  refuse: 'refused',
  expire: 'expired',
  withdraw: 'withdrawn',
  release: 'released',
  transfer: 'transferred',
  reopen: 'reopened',
  revoke: 'revoked',
  join: 'joined',
  part: 'parted',
};

/** Steps whose mail says itself why: the cause would say it twice. */
const SAY_WHY: readonly ClaimNotice['event']['step'][] = ['request', 'join', 'part'];

/** What happened by itself or by the reader's own hand needs no reason. */
const WITHOUT_REASON: readonly ClaimCause[] = ['claimant', 'time', 'alone'];

const becauseOf = ({ cause, reason, step }: ClaimNotice['event']): ClaimBecause | null => {
  if (WITHOUT_REASON.includes(cause) || SAY_WHY.includes(step)) return null;
  if (reason !== null) return cause as ClaimBecause;
  // A decision that nobody put into words introduces none.
  if (cause === 'agent') return null;
  return cause === 'other-recognised' || cause === 'addition' ? `${cause}-silent` : (cause as ClaimBecause);
};

/** Which notice an event is. Pure. */
function nameOfStep({ step, state, cause }: ClaimNotice['event']): ClaimNoticeName {
  // Who keeps the page is no claimant, whatever the claim was that they keep it by.
  if (state === 'approved' && step === 'request') return 'owner-document-requested';
  if (state === 'approved' && step === 'submit') return 'owner-document';
  return step === 'transfer' && cause === 'other-recognised' ? 'displaced' : NOTICES[step];
}

/** The notice that a claimant gets about a step of the claim. Pure. */
export function noticeOfStep(
  { event, claim, subject, proofs }: ClaimNotice,
  links: PortalLinks,
): ClaimNoticeModel {
  const { locale } = claim;
  const notice = nameOfStep(event);
  // What they keep the page by says nothing of a document.
  const because = notice === 'owner-document' ? null : becauseOf(event);
  return {
    ...subjectWords(subject, locale),
    notice,
    because,
    isDecided: event.by.kind === 'agent' && event.step !== 'request',
    reason: event.reason,
    ...(notice === 'withdrawn' ? { hadDocuments: proofs.some(isDocument) } : {}),
    actionUrl: addressOf(notice, claim, links),
    until: event.step === 'start' ? claim.expiresAt : event.step === 'request' ? claim.awaitsUntil : null,
  };
}

/** The page that the notice links to. */
function addressOf(
  notice: ClaimNoticeName,
  { id, listingId, locale }: ClaimNotice['claim'],
  links: PortalLinks,
): string {
  switch (notice) {
    case 'approved':
      return links.to('merchant', locale);
    case 'expired':
      return links.to('claim.begin', locale, { listing: listingId });
    case 'withdrawn':
    case 'released':
    case 'transferred':
      return links.to('claims', locale);
    default:
      return links.to('claim', locale, { claim: id });
  }
}
