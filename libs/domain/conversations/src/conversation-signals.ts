import { signal, type TenantWriteTx } from '@halles/platform/tenancy';

const CHANGED = /^messages ([1-9]\d{0,8}) ([0-9a-f-]{36})$/;

/** Says to whoever has a conversation open, or the list of those of a shop, that it is old. */
export const signalConversation = (tx: TenantWriteTx, listingId: number, id: string): Promise<void> =>
  signal(tx, `messages ${String(listingId)} ${id}`);

/** What a signal says of conversations; null where it is about something else. Pure. */
export function conversationSignalOf(
  subject: string,
): { readonly listingId: number; readonly conversationId: string } | null {
  const [, listingId, conversationId] = CHANGED.exec(subject) ?? [];
  return conversationId === undefined ? null : { listingId: Number(listingId), conversationId };
}
