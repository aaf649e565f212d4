import type { FieldOptions } from '@halles/platform/forms';

/** A text of a few lines. */
export const fewLines = (maxlength: number): FieldOptions => ({ control: 'text', isShort: true, maxlength });

/** One of several. @param texts where its options are worded, where that is not below its own name */
export const choiceOf = (options: readonly string[], texts?: string): FieldOptions => ({
  control: 'choice',
  layout: 'row',
  options,
  ...(texts === undefined ? {} : { optionTexts: `options.${texts}` }),
});

/** Any of several. */
export const boxesOf = (options: readonly string[]): FieldOptions => ({
  control: 'boxes',
  layout: 'grid',
  options,
});

/** Yes, no, or not said. */
export const yesNo: FieldOptions = choiceOf(['yes', 'no', ''], 'yesNo');
