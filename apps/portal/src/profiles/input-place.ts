import { isIsoDate } from '@halles/kernel';
import { formatDay } from '@halles/platform/theming';
import type { FormSummaryView } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';

/** `d2from1`, `s0d2from1`: of a day of a week, of a season's where a number stands before it. */
const WEEKDAY = /^(?:s(\d))?d(\d)(?:from|until)\d$/;
/** `s0from`, `n1nth`, `v2returns`, `x3first`: of a numbered part of a form. */
const PART = /^([snvx])(\d+)(?:from|until|nth|weekday|returns|first|last|state|note)\d?$/;
const PARTS: Readonly<Record<string, string>> = {
  s: 'pro.hours.season',
  n: 'pro.hours.nthDay',
  v: 'pro.away.vacation',
  x: 'pro.away.exception',
};
/** `h2026-12-25from1`: of a public holiday. */
const HOLIDAY = /^h(\d{4}-\d{2}-\d{2})/;

/** Which day or part of a form an input is of, in words; null for an input that its label says all of. Pure. */
export function inputPlace(field: string, { texts, locale }: PageScope): string | null {
  const [, season, day] = WEEKDAY.exec(field) ?? [];
  if (day !== undefined) {
    const weekday = texts.line(`pro.hours.weekdays.${day}`);
    const number = Number(season) + 1;
    return season === undefined
      ? weekday
      : `${texts.line('pro.hours.season', { number: String(number) })}, ${weekday.toLowerCase()}`;
  }
  const [, letter, at] = PART.exec(field) ?? [];
  if (letter !== undefined) return texts.line(PARTS[letter] ?? '', { number: String(Number(at) + 1) });
  const date = HOLIDAY.exec(field)?.[1];
  if (date !== undefined && isIsoDate(date)) return formatDay(date, locale);
  return field.startsWith('general') ? texts.line('pro.holidays.generalHeading') : null;
}

/** What is wrong with a form of days, each with the day that it is about: of seven alike, which. Pure. */
export const placedErrors = (
  errors: FormSummaryView['errors'],
  scope: PageScope,
): FormSummaryView['errors'] =>
  errors.map(({ field, message }) => {
    const place = inputPlace(field, scope);
    return {
      field,
      message:
        place === null
          ? message
          : scope.texts.line('pro.errorAt', {
              place,
              message: message.charAt(0).toLowerCase() + message.slice(1),
            }),
    };
  });
