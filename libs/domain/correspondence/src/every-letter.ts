import { claimLetters } from '@halles/domain/claims';
import type { LetterDefinition, LetterModel } from '@halles/platform/letters';

/** Every letter of every feature, for `theme check`. */
export const everyLetter: readonly LetterDefinition<LetterModel>[] = [claimLetters].flatMap((letters) =>
  Object.values<LetterDefinition<LetterModel>>(letters),
);
