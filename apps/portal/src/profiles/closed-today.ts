import { MOST_EXCEPTIONS, type ProfileException } from '@halles/contracts';
import { dayOfIso, type IsoDate, isoOfDay } from '@halles/domain/hours';
import type { EditorSession } from './editor';

/** The dated days that the public reads: the business's own, else those of other sources. Pure. */
export const datedDaysOf = ({
  profile,
  known,
}: Pick<EditorSession, 'profile' | 'known'>): ProfileException[] | null =>
  profile.content.exceptions ?? known.elsewhere.exceptions ?? null;

const closes = (day: IsoDate, { from, until, spans }: ProfileException): boolean =>
  spans.length === 0 && from <= day && day <= until;

/** Whether the business says that it is closed that day, beside its usual hours. Pure. */
export const isClosedOn = (day: IsoDate, exceptions: readonly ProfileException[] | null): boolean =>
  (exceptions ?? []).some((exception) => closes(day, exception));

/**
 * The dated days of a business that says today, in one tap, that it is closed or open after all. Days gone by are left
 * out, or the taps of a few months would push out the days to come. Of a closing of several days only today opens. Pure.
 */
export function withToday(
  exceptions: readonly ProfileException[] | null,
  today: IsoDate,
  isClosed: boolean,
): ProfileException[] | null {
  const tomorrow = isoOfDay(dayOfIso(today) + 1);
  const days = (exceptions ?? []).flatMap((exception): ProfileException[] => {
    if (exception.until < today || (exception.from === today && exception.until === today)) return [];
    if (!closes(today, exception)) return [exception];
    return exception.until === today ? [] : [{ ...exception, from: tomorrow }];
  });
  if (isClosed) days.push({ from: today, until: today, spans: [] });
  return days.length === 0 ? null : days.slice(-MOST_EXCEPTIONS);
}
