import type { Bilingual } from '@halles/kernel';
import { type FormSummaryView, problemWords } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';

/** Why the picture that was sent is not there; undefined where nothing is wrong. @param problem null where none was sent. Pure. */
export const pictureError = (
  { texts, locale }: PageScope,
  problem: Bilingual | null | undefined,
): string | undefined =>
  problem === undefined ? undefined : (problem?.[locale] ?? texts.line('photos.one.missing'));

/** What a page says first of its forms, and of pictures that were refused, each with the id of its field. Pure. */
export const withPictures = (
  scope: PageScope,
  { problem, errors }: FormSummaryView,
  refused: FormSummaryView['errors'],
): FormSummaryView => {
  const words = problem ?? (refused.length === 0 ? null : problemWords(scope, 'invalid'));
  return { ...(words === null ? {} : { problem: words }), errors: [...errors, ...refused] };
};

/** The same of the one picture of a page. Pure. */
export const withPicture = (
  scope: PageScope,
  summary: FormSummaryView,
  error: string | undefined,
): FormSummaryView =>
  withPictures(scope, summary, error === undefined ? [] : [{ field: 'photo-file', message: error }]);
