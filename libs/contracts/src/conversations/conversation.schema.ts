import { z } from 'zod';
import { emailAddress, isoDate, nameLine, severalLines } from '../text.schema';

/** Of one message. */
export const LONGEST_MESSAGE = 4_000;

/** 1 to 4,000 characters, several lines. */
export const messageText = severalLines(LONGEST_MESSAGE);

/** What somebody writes to a shop first. */
export const conversationInputSchema = z.strictObject({
  /** Made when the form is rendered: the same form sent twice is one conversation. */
  idempotencyKey: z.uuid(),
  /** 1 to 100 characters. */
  name: nameLine(100),
  /** Where they hear of an answer. */
  email: emailAddress,
  text: messageText,
});
export type ConversationInput = z.output<typeof conversationInputSchema>;

/** What one side adds to a conversation. */
export const messageInputSchema = z.strictObject({
  /** Made by who writes it: the same message sent twice is one message. */
  id: z.uuid(),
  /** Empty only where a photo is sent with it. */
  text: messageText.or(z.literal('')),
});
export type MessageInput = z.output<typeof messageInputSchema>;

/** Of one conversation. */
export const MOST_LABELS = 5;
/** A word by which a shop sorts its conversations: 1 to 30 characters. */
export const conversationLabel = nameLine(30);

/** What those of a shop write to each other about a conversation: 1 to 1,000 characters. */
export const conversationNoteText = severalLines(1_000);

/** What a shop answers often. */
export const cannedAnswerSchema = z.strictObject({
  /** Typed behind a slash for the text: letters, digits and hyphens, 1 to 20 characters. */
  shortcut: z
    .string()
    .transform((text) => text.trim().replace(/^\//, '').toLowerCase())
    .pipe(
      z
        .string()
        .max(20, { abort: true })
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    ),
  /** 1 to 2,000 characters. */
  text: severalLines(2_000),
});
export type CannedAnswerInput = z.output<typeof cannedAnswerSchema>;

/** What whoever writes to a shop is shown while it is away. */
export const awaySchema = z.strictObject({
  /** 1 to 300 characters. */
  text: severalLines(300),
  /** The last day on which it is shown. */
  until: isoDate,
});
export type Away = z.output<typeof awaySchema>;
