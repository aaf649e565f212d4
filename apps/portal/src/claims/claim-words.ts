import type { ClaimEvent, ClaimSubject } from '@halles/domain/claims';
import { categoryById } from '@halles/domain/categories';
import type { PageScope } from '../rendering/page-scope';
import { dayOf } from '../wording/day-words';

/** What a business is called, whatever may be shown of it. Pure. */
export function nameOf({ texts, locale }: PageScope, subject: ClaimSubject | null): string {
  if (!subject) return texts.line('claims.gone');
  if (subject.name !== null) return subject.name;
  const category = subject.category === null ? undefined : categoryById(subject.category);
  const what = category?.label[locale];
  return what === undefined ? texts.line('claims.unnamed') : texts.line('claims.unnamedOf', { what });
}

/** Where it is, on one line; empty where that may not be shown. Pure. */
export const placeOf = (subject: ClaimSubject | null): string =>
  [subject?.line, [subject?.postalCode, subject?.communeName].filter((part) => part != null).join(' ')]
    .filter((part) => part != null && part !== '')
    .join(', ');

/** What it is called and where it is, below the heading of a page. Pure. */
export const leadOf = (scope: PageScope, subject: ClaimSubject | null): string =>
  [nameOf(scope, subject), placeOf(subject)].filter((part) => part !== '').join(', ');

/** A step that was taken, with its reason, as lines of the claim's history. Pure. */
export function stepWords(scope: PageScope, { step, state, cause, reason, at }: ClaimEvent): string[] {
  const { texts } = scope;
  const key = step === 'submit' && state !== 'review' ? 'added' : step;
  const because = `claims.because.${cause}`;
  return [
    `${dayOf(at, scope)} – ${texts.line(`claims.steps.${key}`)}`,
    ...(texts.has(because) ? [texts.line(because)] : []),
    ...(reason === null ? [] : [texts.line('claims.givenReason', { reason })]),
  ];
}
