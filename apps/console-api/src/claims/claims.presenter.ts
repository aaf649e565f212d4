import {
  type PinPlace,
  type AdditionView,
  type ClaimCaseView,
  type ClaimProofView,
  type ClaimQueue,
  type ClaimRow,
  type DecidedAdditions,
  type LetterRequests,
  readCursor,
  timeCursorSchema,
  writeCursor,
} from '@halles/contracts';
import { categoryById, type CategoryTree } from '@halles/domain/categories';
import type {
  AdditionFile,
  AdditionRequest,
  ClaimCase,
  ClaimCursor,
  ClaimEvent,
  ClaimFile,
  ClaimPage,
  ClaimProof,
  ClaimSubject,
  ClaimUndo,
  Ownership,
  LetterRequest,
} from '@halles/domain/claims';
import { isToDecide } from '@halles/domain/claims';
import type { SourceFacts } from '@halles/domain/listings';

const nameOf = (id: number, subject: ClaimSubject | null) => ({
  id,
  name: subject?.name ?? null,
  place: [subject?.line, subject?.communeName].filter((part) => part).join(', ') || null,
});

const presentProof = ({
  id,
  kind,
  state,
  contact,
  tries,
  document,
  createdAt,
}: ClaimProof): ClaimProofView => ({
  id,
  kind,
  state,
  contact,
  tries,
  document: document && { type: document.type, bytes: document.bytes },
  at: createdAt.toISOString(),
});

/** A claim with its proofs, as the page that decides on it shows it. Pure. */
export const presentClaim = ({ claim, subject, account, proofs }: ClaimFile): ClaimRow => ({
  id: claim.id,
  state: claim.state,
  listing: nameOf(claim.listingId, subject),
  claimant: account && { name: account.name, email: account.email },
  locale: claim.locale,
  awaitsUntil: claim.awaitsUntil?.toISOString() ?? null,
  createdAt: claim.createdAt.toISOString(),
  changedAt: claim.changedAt.toISOString(),
  proofs: proofs.map(presentProof),
});

/** The cursor of an address; null where it is none of ours. Pure. */
export function readClaimCursor(word: string): ClaimCursor | null {
  const cursor = readCursor(word, timeCursorSchema);
  return cursor && { changedAt: new Date(cursor.at), id: cursor.id };
}

/** The claims and additions that wait, as the console lists them. Pure. */
export const presentQueue = ({ files, next }: ClaimPage): ClaimQueue => ({
  claims: files.map(presentClaim),
  next: next && writeCursor({ at: next.changedAt.getTime(), id: next.id }),
});

/** Who keeps a listing, how they proved it, and what they sent against the claim on it since. */
function presentOwner({ account, proved }: Ownership): NonNullable<ClaimCaseView['owner']> {
  const since = proved?.event?.at ?? null;
  const isEarlier = ({ createdAt }: ClaimProof): boolean => since !== null && createdAt <= since;
  const proofs = (proved?.proofs ?? []).filter(({ state }) => state !== 'exhausted');
  return {
    name: account.name,
    email: account.email,
    since: since?.toISOString() ?? null,
    cause: proved?.event?.cause ?? null,
    by: proved?.event?.by.name ?? null,
    proofs: proofs.filter(isEarlier).map(presentProof),
    claim: proved?.claim.id ?? null,
    documents: proofs.filter((proof) => !isEarlier(proof) && proof.document !== null).map(presentProof),
    awaitsUntil: proved?.claim.awaitsUntil?.toISOString() ?? null,
  };
}

const presentEvent = (
  { step, state, cause, reason, by, at }: ClaimEvent,
  side: 'claimant' | 'owner',
): ClaimCaseView['events'][number] => ({
  side,
  step,
  state,
  cause,
  reason,
  by: by.name,
  at: at.toISOString(),
});

/**
 * « 12 bis rue Neuve, 33000 Bordeaux »; null where a source tells none of it. What is said on a page has its commune by its code
 * alone.
 */
function addressOf({ address }: SourceFacts, communes: ReadonlyMap<string, string>): string | null {
  const { number, repetition, street, postalCode, communeCode } = address;
  // Of a source that tells a commune alone, by a code that was looked up for it, nothing is to be compared.
  const isGiven = street !== null || postalCode !== null;
  const communeName = address.communeName ?? (isGiven ? communes.get(communeCode ?? '') : null);
  const line = street === null ? [] : [number, repetition, street];
  const parts = [line, [postalCode, communeName]].map((words) => words.filter(Boolean).join(' '));
  return parts.filter(Boolean).join(', ') || null;
}

/**
 * A claim with what speaks for each side.
 * @param url null where the public does not see the listing
 * @param communes of the territory, by code
 */
export function presentCase(
  file: ClaimCase,
  undo: ClaimUndo | null,
  { url, communes }: { readonly url: string | null; readonly communes: ReadonlyMap<string, string> },
): ClaimCaseView {
  const { claim, subject, owner, former, rivals, decidedWith } = file;
  return {
    claim: presentClaim(file),
    owner: owner && presentOwner(owner),
    former: former && {
      name: former.account.name,
      email: former.account.email,
      until: former.until.toISOString(),
    },
    rivals: rivals.map(presentClaim),
    decidedWith: decidedWith.map(presentClaim),
    isToDecide: isToDecide(claim.state),
    undo: undo && { step: undo.step, until: undo.until.toISOString() },
    listing: {
      id: claim.listingId,
      siret: subject?.siret ?? null,
      url,
      sources: (subject?.sources ?? [])
        .map(({ source, reportedOn, facts }) => ({
          source,
          reportedOn,
          name: facts.displayName ?? facts.legalName,
          address: addressOf(facts, communes),
          phone: facts.contact.phone,
          email: facts.contact.email,
          siret: facts.siret,
        }))
        // One that tells hours alone, say, is nothing to compare a proof with.
        .filter(({ name, address, phone, email, siret }) => name ?? address ?? phone ?? email ?? siret),
    },
    events: [
      ...file.events.map((event) => presentEvent(event, 'claimant')),
      ...file.ownerEvents.map((event) => presentEvent(event, 'owner')),
    ].toSorted((one, other) => one.at.localeCompare(other.at)),
  };
}

/** The letters that are to be printed, as the console lists them. Pure. */
export const presentLetters = (requests: readonly LetterRequest[]): LetterRequests => ({
  letters: requests.map(({ claim, proof, subject }) => ({
    claim: claim.id,
    listing: nameOf(claim.listingId, subject),
    address: (proof.contact ?? '').split('\n').filter((line) => line !== ''),
    askedAt: proof.createdAt.toISOString(),
    printedAt: proof.printedAt?.toISOString() ?? null,
  })),
});

const placeOfAddition = ({ content: { street, postalCode, communeName } }: AdditionRequest): string =>
  `${street}, ${postalCode} ${communeName}`;

/** The town's answer to a request; null where it gave none. Pure. */
function answerOf({
  state,
  decidedAt,
  decidedBy,
  reason,
  listingId,
}: AdditionRequest): AdditionView['decision'] {
  if ((state !== 'approved' && state !== 'refused') || decidedAt === null) return null;
  return { state, at: decidedAt.toISOString(), name: decidedBy, reason, listing: listingId };
}

/** Requests that the town answered, each in a line. Pure. */
export const presentDecidedAdditions = (additions: readonly AdditionRequest[]): DecidedAdditions => ({
  additions: additions.flatMap((addition) => {
    const answer = answerOf(addition);
    if (!answer) return [];
    const { state, at, name } = answer;
    return [
      { id: addition.id, name: addition.content.name, place: placeOfAddition(addition), state, at, by: name },
    ];
  }),
});

/** A business that asks to be added, beside those that it may be. @param tree the categories of its territory */
export function presentAddition(
  { addition, account, alike }: AdditionFile,
  tree: CategoryTree,
  map: PinPlace | null,
): AdditionView {
  const { name, category, phone, message } = addition.content;
  return {
    id: addition.id,
    name,
    place: placeOfAddition(addition),
    map,
    category: categoryById(category, tree)?.label ?? null,
    siret: addition.siret,
    phone,
    message,
    askedBy: account && { name: account.name, email: account.email },
    locale: addition.locale,
    createdAt: addition.createdAt.toISOString(),
    isToDecide: addition.state === 'asked',
    decision: answerOf(addition),
    withdrawal:
      addition.state === 'withdrawn'
        ? { by: account?.name ?? null, at: addition.decidedAt?.toISOString() ?? null }
        : null,
    alike: alike.map((subject) => ({ ...nameOf(subject.id, subject), siret: subject.siret })),
  };
}
