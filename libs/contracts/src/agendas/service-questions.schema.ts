import { z } from 'zod';
import { severalLines, singleLine } from '../text.schema';

/** Questions that one service asks at most. */
export const MAX_QUESTIONS = 10;
/** Answers to choose from at most. */
export const MAX_ANSWERS_TO_CHOOSE = 12;

/** What a service asks whoever books it. */
export const serviceQuestionSchema = z.strictObject({
  label: singleLine(200),
  /** Empty: the answer is a text. */
  choices: z.array(singleLine(100)).max(MAX_ANSWERS_TO_CHOOSE).default([]),
  isRequired: z.boolean().default(false),
});
export type ServiceQuestion = z.output<typeof serviceQuestionSchema>;

/** The questions of a service, each once. */
export const serviceQuestions = z
  .array(serviceQuestionSchema)
  .max(MAX_QUESTIONS)
  .refine((all) => new Set(all.map(({ label }) => label)).size === all.length);

/** An answer, beside the question as it was asked. */
export const bookingAnswerSchema = z.strictObject({ label: singleLine(200), answer: severalLines(1_000) });
export type BookingAnswer = z.output<typeof bookingAnswerSchema>;
