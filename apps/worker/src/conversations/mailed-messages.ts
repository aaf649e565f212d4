import { type ConversationMessage } from '@halles/domain/conversations';

/** What a mail says of messages: their texts, a blank line between two, and when the newest was written. Pure. */
export const textOfMessages = (
  messages: readonly ConversationMessage[],
): { readonly text: string; readonly writtenAt: Date } => ({
  text: messages.map(({ text }) => text).join('\n\n'),
  writtenAt: messages.at(-1)?.createdAt ?? new Date(0),
});
