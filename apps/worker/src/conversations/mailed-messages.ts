import { type ConversationMessage } from '@halles/domain/conversations';
import type { Bilingual, Locale } from '@halles/kernel';

/** Photos stay where few people see them: a mail says that there is one. */
const PHOTO: Bilingual = {
  fr: '[Photo\u00a0: elle est dans la conversation]',
  en: '[Photo: it is in the conversation]',
};

/** What a mail says of messages: their texts, a blank line between two, and when the newest was written. Pure. */
export const textOfMessages = (
  messages: readonly ConversationMessage[],
  locale: Locale,
): { readonly text: string; readonly writtenAt: Date } => ({
  text: messages
    .flatMap(({ text, photoId }) => [text, photoId === null ? '' : PHOTO[locale]])
    .filter((part) => part !== '')
    .join('\n\n'),
  writtenAt: messages.at(-1)?.createdAt ?? new Date(0),
});
