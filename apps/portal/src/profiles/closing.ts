import type { ListingProfile, ProfileChanges, ProfileField } from '@halles/contracts';
import { type ClosedPeriod, closedPeriod, dateWords, dayOfIso } from '@halles/domain/hours';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { ClosingView } from './editor.view';
import type { EditorSession } from './editor';
import { scheduleOf } from './hours.presenter';

/** Days on which a change would close the business, for a week or more; for good where it says so. */
export type Closing = ClosedPeriod | 'for-good';

const CLOSING_FIELDS: readonly ProfileField[] = [
  'state',
  'shopHours',
  'pickupHours',
  'deliveryHours',
  'appointmentHours',
  'phoneHours',
  'publicHolidays',
  'exceptions',
  'vacations',
];

const isShut = ({ state }: ListingProfile): boolean => state?.state === 'closed';

/** What a change would close; null where it closes nothing that is open, or not for a week. Pure. */
export function closingOf(
  editor: Pick<EditorSession, 'profile' | 'known'>,
  changes: ProfileChanges,
): Closing | null {
  if (!CLOSING_FIELDS.some((field) => field in changes)) return null;
  const before = editor.profile.content;
  const after = { ...before, ...changes };
  if (isShut(after)) return isShut(before) || editor.known.listing?.state === 'closed' ? null : 'for-good';
  return closedPeriod(scheduleOf(before, editor), scheduleOf(after, editor), editor.known.today);
}

/** A closing in one word, by which a form says which one was agreed to. Pure. */
export const keyOf = (closing: Closing): string =>
  closing === 'for-good' ? closing : `${closing.from}_${closing.until ?? ''}`;

/** The closing that a form agrees to; empty for none. Pure. */
export const agreedIn = (values: FormValues): string => textOf(values, 'closing');

/** What is said and asked before a business is closed for a week or more. Pure. */
export function presentClosing({ texts, locale }: PageScope, closing: Closing): ClosingView {
  const key = keyOf(closing);
  const [kind, words] =
    closing === 'for-good'
      ? (['forGood', {}] as const)
      : ([
          closing.until === null ? 'open' : closing.from === closing.until ? 'day' : 'stretch',
          {
            from: dateWords(dayOfIso(closing.from), locale, true),
            until: closing.until === null ? '' : dateWords(dayOfIso(closing.until), locale, true),
          },
        ] as const);
  return {
    key,
    text: texts.line(`pro.closing.${kind}.text`, words),
    label: texts.line(`pro.closing.${kind}.yes`, words),
  };
}
