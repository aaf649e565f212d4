import type { PageScope } from '../rendering/page-scope';
import type { Urgency, Waiting } from './waiting';
import type { WaitingItemView, WaitingView } from './waiting.view';

/** Of these, the first is put large, with a button: the reader is to do something. */
const ONES_OWN: ReadonlySet<Urgency> = new Set(['contested', 'customer', 'mine']);

const ICONS: Readonly<Record<Urgency, string>> = {
  contested: 'warning',
  customer: 'message',
  mine: 'bell',
  decided: 'info',
  theirs: 'clock',
};

/** Names of businesses by their id. */
type Names = ReadonlyMap<number, string>;

/** What waits, behind the name of the business that it is about where it does not say it. Pure. */
function textOf(scope: PageScope, { sentence, listingId }: Waiting, names: Names): string {
  const text = sentence(scope);
  const name = listingId === null ? undefined : names.get(listingId);
  return name === undefined || text.includes(name)
    ? text
    : scope.texts.line('pro.waiting.named', { name, text });
}

const itemOf = (scope: PageScope, waiting: Waiting, names: Names): WaitingItemView => ({
  text: textOf(scope, waiting, names),
  icon: ICONS[waiting.urgency],
  isUrgent: waiting.urgency === 'contested',
  ...(waiting.count > 1 ? { count: String(waiting.count) } : {}),
  action: { href: waiting.paths[scope.locale], label: waiting.action(scope) },
});

/**
 * What waits, for the home of the space: the one thing to do now, then the rest. Null where nothing does. Pure.
 * @param names of the businesses that a reader has several of: what waits says which it is about
 */
export function presentWaiting(
  scope: PageScope,
  waiting: readonly Waiting[],
  names: Names = new Map(),
): WaitingView | null {
  const [first, ...rest] = waiting;
  if (!first) return null;
  const isOwn = ONES_OWN.has(first.urgency);
  return {
    ...(isOwn ? { first: itemOf(scope, first, names) } : {}),
    items: (isOwn ? rest : waiting).map((one) => itemOf(scope, one, names)),
  };
}
