import { z } from 'zod';
import { emailAddress, nameLine, severalLines } from '../text.schema';

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
