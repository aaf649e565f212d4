import { z } from 'zod';
import { severalLines, singleLine } from '../text.schema';

/** Questions that one service asks at most. */
export const MAX_QUESTIONS = 10;
/** Answers to choose from at most. */
export const MAX_ANSWERS_TO_CHOOSE = 12;

/** Of those, so many ask for a file. */
export const MAX_FILE_QUESTIONS = 2;

/** What a service asks whoever books it. */
export const serviceQuestionSchema = z
  .strictObject({
    label: singleLine(200),
    /** Empty: the answer is a text, or a file. */
    choices: z.array(singleLine(100)).max(MAX_ANSWERS_TO_CHOOSE).default([]),
    isRequired: z.boolean().default(false),
    /** The answer is a photo or a PDF. */
    isFile: z.boolean().optional(),
  })
  .refine(({ isFile, choices }) => isFile !== true || choices.length === 0);
export type ServiceQuestion = z.output<typeof serviceQuestionSchema>;

/** The questions of a service, each once. */
export const serviceQuestions = z
  .array(serviceQuestionSchema)
  .max(MAX_QUESTIONS)
  .refine((all) => new Set(all.map(({ label }) => label)).size === all.length)
  .refine((all) => all.filter(({ isFile }) => isFile === true).length <= MAX_FILE_QUESTIONS);

/** An answer, beside the question as it was asked. */
export const bookingAnswerSchema = z.strictObject({ label: singleLine(200), answer: severalLines(1_000) });
export type BookingAnswer = z.output<typeof bookingAnswerSchema>;
