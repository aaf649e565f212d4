import type { ListingProfile, ProfileChanges, ProfileField } from '@halles/contracts';
import {
  type ClosedPeriod,
  closedPeriod,
  dateWords,
  dayOfIso,
  type LostDays,
  listWords,
  lostDays,
  weekdayNames,
} from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';
import { type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { ClosingView } from './editor.view';
import type { EditorSession } from './editor';
import { scheduleOf, startedWith } from './hours.presenter';

/** Days on which a change would close the business: for a week or more, most days of a week or a season, or for good. */
export type Closing = ClosedPeriod | LostDays | 'for-good';

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

/** What a change would close; null where it closes nothing that is open, or little. Pure. */
export function closingOf(
  editor: Pick<EditorSession, 'profile' | 'known'>,
  changes: ProfileChanges,
): Closing | null {
  if (!CLOSING_FIELDS.some((field) => field in changes)) return null;
  const before = editor.profile.content;
  const after = { ...before, ...startedWith(editor, changes).changes };
  if (isShut(after)) return isShut(before) || editor.known.listing?.state === 'closed' ? null : 'for-good';
  const [was, is] = [scheduleOf(before, editor), scheduleOf(after, editor)];
  return closedPeriod(was, is, editor.known.today) ?? lostDays(was, is, editor.known.today);
}

/** A closing in one word, by which a form says which one was agreed to. Pure. */
export function keyOf(closing: Closing): string {
  if (closing === 'for-good') return closing;
  if (!('kind' in closing)) return `${closing.from}_${closing.until ?? ''}`;
  return closing.kind === 'weekdays'
    ? `weekdays_${closing.weekdays.join('-')}`
    : `most_${closing.from}_${closing.until}`;
}

/** The closing that a form agrees to; empty for none. Pure. */
export const agreedIn = (values: FormValues): string => textOf(values, 'closing');

type Words = readonly [key: string, words: Readonly<Record<string, string>>];

/** Which sentence says a closing, and what is put into it. */
function wordsOf(closing: Closing, locale: Locale): Words {
  if (closing === 'for-good') return ['forGood', {}];
  if ('kind' in closing && closing.kind === 'weekdays')
    return ['weekdays', { days: listWords(weekdayNames(closing.weekdays, locale), locale) }];
  const from = dateWords(dayOfIso(closing.from), locale, true);
  if (closing.until === null) return ['open', { from }];
  const words = { from, until: dateWords(dayOfIso(closing.until), locale, true) };
  if ('kind' in closing) return ['most', words];
  return [closing.from === closing.until ? 'day' : 'stretch', words];
}

/** What is said and asked before a business is closed for longer, or on most of its days. Pure. */
export function presentClosing({ texts, locale }: PageScope, closing: Closing): ClosingView {
  const [kind, words] = wordsOf(closing, locale);
  return {
    key: keyOf(closing),
    text: texts.line(`pro.closing.${kind}.text`, words),
    label: texts.line(`pro.closing.${kind}.yes`, words),
  };
}
