import { z } from 'zod';

/** Which link of a mail that asks for an answer was followed, `choix=refuser` or the other; anything else counts as nothing. */
export const answerQuery = z.object({ choix: z.literal('refuser').optional().catch(undefined) });
export type AnswerQuery = z.output<typeof answerQuery>;
