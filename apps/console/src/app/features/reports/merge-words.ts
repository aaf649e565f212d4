import type { MergeView } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';

type Counts = Pick<Format, 'count' | 'plural'>;

/** What begins a line begins with a capital. */
const capital = (words: string, locale: Locale): string =>
  `${words.charAt(0).toLocaleUpperCase(locale)}${words.slice(1)}`;

/** "2 demandes de page en cours, dont 1 en litige". */
const withPart = (whole: string, part: string | null): string =>
  part === null ? whole : `${whole}, ${part}`;

/** What goes over, and what stays with the old number, a line each; what there is none of is left out. Pure. */
function countedLines({ carried, left }: MergeView, { merge }: Texts, format: Counts) {
  const words = merge.counts;
  const worded = (count: number, name: Exclude<keyof typeof words, 'disputes' | 'openOrders' | 'logos'>) =>
    count === 0 ? [] : [words[name](format.count(count), format.plural(count))];
  const part = (count: number, name: 'disputes' | 'openOrders'): string | null =>
    count === 0 ? null : words[name](format.count(count));
  return {
    carried: [
      ...worded(carried.photos, 'photos'),
      ...worded(carried.posts, 'posts'),
      ...worded(carried.claims, 'claims').map((line) => withPart(line, part(carried.disputes, 'disputes'))),
      ...worded(carried.refused, 'refused'),
      ...worded(carried.mandates, 'mandates'),
      ...worded(carried.reports, 'reports'),
      ...worded(carried.corrections, 'corrections'),
    ],
    left: [
      ...worded(left.products, 'products'),
      ...worded(left.orders, 'orders').map((line) => withPart(line, part(left.openOrders, 'openOrders'))),
      ...worded(left.mandates, 'mandates'),
      ...(left.logos === 0 ? [] : [words.logos(format.count(left.logos))]),
    ],
  };
}

/** What making one page of two does, in words. Pure. @param locale the reader's */
export function mergeWords(view: MergeView, texts: Texts, format: Counts, locale: Locale) {
  const { merge, listing } = texts;
  const isDone = view.doneAt !== null;
  const nameOf = ({ id, name }: MergeView['goes']): string => name ?? merge.number(id);
  return {
    heading: isDone ? merge.done : merge.foreseen,
    stays: view.stays && { ...view.stays, name: nameOf(view.stays) },
    because: view.because && merge.because[view.because],
    goes: { ...view.goes, name: nameOf(view.goes) },
    leads: isDone ? merge.leads : merge.willLead,
    facts:
      view.facts &&
      view.facts.map(({ field, change }) => ({
        field,
        label: capital(listing.fields[field], locale),
        change: change && {
          before: merge.before(change.before[locale]),
          after: merge.after(change.after[locale]),
        },
      })),
    ...countedLines(view, texts, format),
    undo:
      view.refusal === null
        ? [merge.undo, ...(view.carried.claims === 0 ? [] : [merge.undoClaims])].join(' ')
        : merge.refusals[view.refusal],
  };
}
