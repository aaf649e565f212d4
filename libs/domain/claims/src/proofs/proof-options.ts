import type { ClaimPolicy, ClaimProofKind } from '@halles/contracts';
import type { ClaimSubject } from '../claims/claim';
import { isEnough, type ProofTrust } from './proof-trust';
import { knownContacts, maskContact } from './known-contact';
import { knownAddress, shownAddress } from './letter-address';

/** A proof that a claimant may bring for a business. */
export interface ProofOption {
  readonly kind: ClaimProofKind;
  /** What the form sends back to say which; null where there is one of the kind. */
  readonly name: string | null;
  /** The contact with its middle hidden, or the street and town of the letter's address; null where there is nothing to show. */
  readonly shown: string | null;
  /** Whether it makes an owner at once. */
  readonly isImmediate: boolean;
  /** Whether the claimant must say where the letter goes, since the register hides it. */
  readonly asksAddress: boolean;
}

/** Who claims: an account, and the establishment that ProConnect says it works for. */
export interface Claimant {
  readonly accountId: string;
  readonly siret: string | null;
}

/** What decides which proofs are offered. */
export interface ProofOptionSettings {
  readonly policy: ClaimPolicy;
  /** Whether the installation can call or text a phone. */
  readonly canCall: boolean;
  /** Identifies a contact without revealing it. */
  nameOf(contact: string): string;
}

/** What ProConnect's word on the person's establishment is worth for a business; null for nothing. Pure. */
export function trustOfSiret(
  subject: Pick<ClaimSubject, 'siret' | 'siren'>,
  siret: string | null,
): ProofTrust | null {
  if (siret === null) return null;
  if (subject.siret === siret) return 'sure';
  // Another establishment of the same company: its head office may speak for it, and so may anybody who works there.
  return subject.siren !== null && siret.startsWith(subject.siren) ? 'unsure' : null;
}

/** The proofs that this claimant may bring for this business, the quickest first. Pure. */
export function proofOptionsFor(
  subject: ClaimSubject,
  claimant: Claimant,
  { policy, canCall, nameOf }: ProofOptionSettings,
  now: Date,
): ProofOption[] {
  const way = (kind: ClaimProofKind, trust: ProofTrust, more: Partial<ProofOption> = {}): ProofOption => ({
    kind,
    name: null,
    shown: null,
    isImmediate: isEnough(policy, { kind, trust, isOwnWord: more.asksAddress === true }),
    asksAddress: false,
    ...more,
  });
  const siretTrust = trustOfSiret(subject, claimant.siret);
  const contacts = knownContacts(subject.sources, now)
    .filter(({ kind }) => kind === 'email-code' || canCall)
    .map((contact) =>
      way(contact.kind, contact.trust, { name: nameOf(contact.value), shown: maskContact(contact) }),
    );
  const address = knownAddress(subject);
  return [
    ...(siretTrust === null ? [] : [way('proconnect', siretTrust)]),
    ...contacts,
    address === null
      ? way('letter-code', 'unsure', { asksAddress: true })
      : way('letter-code', address.trust, { shown: shownAddress(address.lines) }),
    way('document', 'unsure'),
    way('town', 'unsure'),
  ];
}
