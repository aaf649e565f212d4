/** Headers of a mail that tell who wrote it, by their names in small letters. */
export type MailHeaders = Readonly<Record<string, string | undefined>>;

const MACHINES: readonly (readonly [header: string, says: RegExp])[] = [
  // RFC 3834, 5: whatever is not « no » was not written by a person.
  ['auto-submitted', /^(?!no\b)./i],
  ['precedence', /^(?:bulk|junk|list|auto_reply)\b/i],
  ['x-autoreply', /./],
  ['x-autorespond', /./],
  ['x-loop', /./],
  ['list-id', /./],
  ['content-type', /^multipart\/report\b/i],
];

/**
 * Whether a machine wrote a mail: somebody is on holiday, a mail came back, a list sends its own. Nobody waits for such an
 * answer, and one to it would go round. Pure.
 * @param sender of its envelope: machines name nobody there, so that nobody answers them
 */
export const isAutomatic = (headers: MailHeaders, sender: string): boolean =>
  sender === '' || MACHINES.some(([header, says]) => says.test(headers[header] ?? ''));
