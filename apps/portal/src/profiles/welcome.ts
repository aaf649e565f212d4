import { pathTo } from '@halles/contracts';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import type { EditorSession } from './editor';
import { type Suggestion, suggestionsFor } from './suggestions';

/** What makes a page complete, in this order, and the minutes that each takes. */
const STEPS = [
  { name: 'hours', keys: ['hours', 'confirmHours'], minutes: 2 },
  { name: 'photo', keys: ['photo'], minutes: 1 },
  { name: 'description', keys: ['description'], minutes: 2 },
] as const;

export type WelcomeStep = (typeof STEPS)[number]['name'];

/** The way to a complete page: what is done, what is left, and how long it takes. */
export interface WelcomeView {
  readonly heading: string;
  readonly lead: string;
  readonly steps: readonly { readonly label: string; readonly isDone: boolean; readonly minutes: string }[];
  readonly next: LinkView;
}

interface Left {
  readonly name: WelcomeStep;
  readonly minutes: number;
  readonly suggestion: Suggestion;
}

/** The steps that are left. Pure. */
function stepsLeft(editor: EditorSession, canShow: boolean): Left[] {
  const suggestions = suggestionsFor({
    content: editor.profile.content,
    listing: editor.known.listing,
    hasPhoto: editor.hasPhoto || !canShow,
  });
  return STEPS.flatMap(({ name, keys, minutes }) => {
    const suggestion = suggestions.find(({ key }) => (keys as readonly string[]).includes(key));
    return suggestion ? [{ name, minutes, suggestion }] : [];
  });
}

/** Whether a suggestion is one of the steps: it is not said twice. Pure. */
export const isWelcomeStep = (key: string): boolean =>
  STEPS.some(({ keys }) => (keys as readonly string[]).includes(key));

/** The step that comes next; null where none is left, or on the page of that step. Pure. */
export function nextStep(
  { texts, locale }: PageScope,
  editor: EditorSession,
  { canShow = true }: { readonly canShow?: boolean } = {},
): LinkView | null {
  const [next] = stepsLeft(editor, canShow);
  if (!next) return null;
  const { route, key } = next.suggestion;
  const anchor = next.name === 'description' ? '#descriptionFr' : '';
  return {
    href: pathTo(route, locale, { listing: editor.listing.id }) + anchor,
    label: texts.line(`pro.suggestions.${key}.action`),
  };
}

/** The way to a complete page; null once it is walked. Pure. */
export function presentWelcome(
  scope: PageScope,
  editor: EditorSession,
  canShow: boolean,
): WelcomeView | null {
  const { texts } = scope;
  const left = stepsLeft(editor, canShow);
  const next = nextStep(scope, editor, { canShow });
  if (!next) return null;
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0);
  const steps = STEPS.filter(({ name }) => canShow || name !== 'photo');
  const isBegun = left.length < steps.length;
  return {
    heading: texts.line(isBegun ? 'pro.welcome.goOn' : 'pro.welcome.heading'),
    lead: texts.line('pro.welcome.lead', { steps: left.length, minutes }),
    steps: steps.map((step) => ({
      label: texts.line(`pro.welcome.steps.${step.name}`),
      isDone: left.every(({ name }) => name !== step.name),
      minutes: texts.line('pro.welcome.minutes', { minutes: step.minutes }),
    })),
    next,
  };
}
