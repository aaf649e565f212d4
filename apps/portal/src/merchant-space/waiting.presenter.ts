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

const itemOf = (scope: PageScope, { urgency, count, sentence, paths, action }: Waiting): WaitingItemView => ({
  text: sentence(scope),
  icon: ICONS[urgency],
  isUrgent: urgency === 'contested',
  ...(count > 1 ? { count: String(count) } : {}),
  action: { href: paths[scope.locale], label: action(scope) },
});

/** What waits, for the home of the space: the one thing to do now, then the rest. Null where nothing does. Pure. */
export function presentWaiting(scope: PageScope, waiting: readonly Waiting[]): WaitingView | null {
  const [first, ...rest] = waiting;
  if (!first) return null;
  const isOwn = ONES_OWN.has(first.urgency);
  return {
    ...(isOwn ? { first: itemOf(scope, first) } : {}),
    items: (isOwn ? rest : waiting).map((one) => itemOf(scope, one)),
  };
}
