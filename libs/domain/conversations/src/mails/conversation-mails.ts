import { conversationAnswer } from './conversation-answer/mail';
import { conversationNotice } from './conversation-notice/mail';

/** Mails about what a customer and a shop write to each other. */
export const conversationMails = { notice: conversationNotice, answer: conversationAnswer };
