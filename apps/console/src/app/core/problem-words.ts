import type { Texts } from './i18n/texts';
import type { Problem } from './problem';

/** A problem for people: the server's own words where it gave some, else the console's. */
export function problemWords(
  { kind, status, title, detail }: Problem,
  { problems }: Texts,
): { readonly title: string; readonly detail: string } {
  if (kind === 'unreachable') return { title: problems.unreachable, detail: problems.unreachableDetail };
  if (kind === 'unreadable') return { title: problems.unreadable, detail: problems.unreadableDetail };
  return { title: title || problems.refused, detail: detail || problems.refusedDetail(String(status)) };
}
