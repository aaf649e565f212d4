/**
 * An email address in the one form in which it is stored, looked up, limited and locked: people type capitals and
 * blanks, and phones add a space, an ordinary one or one that does not break. Pure.
 */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** Where dots in front of the @ change nothing, under either name. */
const DOTLESS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox that an address most likely ends in, for limits of what one mailbox is sent: without what stands behind a
 * plus, and without the dots of addresses at Gmail. Never for who somebody is: elsewhere these are different people. Pure.
 */
export function mailboxOf(email: string): string {
  const plain = normalizeEmail(email);
  const at = plain.lastIndexOf('@');
  const domain = plain.slice(at + 1);
  const local = plain.slice(0, at).replace(/(?<=.)\+.*$/su, '');
  if (at < 1) return plain;
  return DOTLESS.has(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}
