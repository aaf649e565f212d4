import { fieldLabel, type FieldContext, type ReadElsewhere, valueWords } from '@halles/domain/profiles';
import {
  FieldWriter,
  type FormProblem,
  type FormValues,
  type InputErrors,
  problemWords,
} from '@halles/platform/forms';
import { type ListingProfile, pathTo, type ProfileField } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';
import { nextStep } from './welcome';
import { type Closing, presentClosing } from './closing';
import { placedErrors } from './input-place';
import type { EditorSession } from './editor';
import type { EditorForm } from './forms/editor-form';
import type { EditorFrameView } from './editor.view';

/** How a form came to be shown. */
export interface EditorState {
  readonly version: number;
  readonly errors: InputErrors;
  /** What is said of the whole form. */
  readonly problem?: FormProblem | null;
  /** Version that was just published. */
  readonly done?: number;
  /** Whether the page shows it already. */
  readonly isShown?: boolean;
  /** All was so already: nothing was published. */
  readonly isUnchanged?: boolean;
  /** It was opened from the settings of orders, and leads back there. */
  readonly back?: 'orders';
  /** The closing that the change would cause, which has not been confirmed yet. */
  readonly closing?: Closing;
  readonly clash?: {
    readonly fields: readonly ProfileField[];
    readonly by: string;
    readonly byAccount: string | null;
    readonly mine: Partial<ListingProfile>;
    readonly theirs: ListingProfile;
    /** What the public reads beside theirs. */
    readonly elsewhere: ReadElsewhere;
  };
}

function presentClash(
  state: EditorState,
  scope: PageScope,
  context: FieldContext,
): EditorFrameView['clashes'] {
  const { clash } = state;
  if (!clash) return [];
  return clash.fields.map((field) => ({
    label: fieldLabel(field, scope),
    theirs: valueWords(field, clash.theirs[field], clash.elsewhere, scope, context),
    mine: valueWords(field, clash.mine[field] ?? null, clash.elsewhere, scope, context),
  }));
}

/** Who was faster, in a sentence: whoever reads it, in another window, or somebody else. Pure. @param part of the texts */
export const clashWords = (
  part: 'clash' | 'preview',
  { by, byAccount }: { readonly by: string; readonly byAccount: string | null },
  { author }: Pick<EditorSession, 'author'>,
  { texts }: PageScope,
): string =>
  byAccount !== null && byAccount === author.accountId
    ? texts.line(`pro.${part}.clashOwn`)
    : texts.line(`pro.${part}.clash`, { by: by || texts.line('pro.someone') });

function problemOf(
  { errors, problem = null, clash, closing }: EditorState,
  editor: EditorSession,
  scope: PageScope,
): string | null {
  const { texts } = scope;
  if (closing !== undefined) return presentClosing(scope, closing).text;
  if (clash) return clashWords('clash', clash, editor, scope);
  return Object.keys(errors).length > 0 ? texts.line('pro.invalid') : problemWords(scope, problem);
}

/** Words the fields of a form with what was filled in and what is wrong with it. Pure. */
export const fieldWriter = (
  { texts, locale }: PageScope,
  values: FormValues,
  errors: InputErrors,
): FieldWriter => new FieldWriter('pro', { values, errors }, texts, locale);

/** That nothing was published, and why where the form could be read otherwise. */
function unchangedWords({ texts }: PageScope, page: EditorForm['page']): string {
  const own = `pro.unchangedOn.${page}`;
  return texts.line(texts.has(own) ? own : 'pro.unchanged');
}

/** What was just published and how it is taken back, or that nothing was. */
function doneOf(
  scope: PageScope,
  editor: EditorSession,
  page: EditorForm['page'],
  { done, isShown, isUnchanged }: EditorState,
): Pick<EditorFrameView, 'done'> {
  const { texts, locale } = scope;
  if (isUnchanged === true) return { done: { text: unchangedWords(scope, page) } };
  if (done === undefined) return {};
  // The way to a complete page is for its owner to walk.
  const step = editor.author.kind === 'merchant' ? nextStep(scope, editor) : null;
  const text = texts.line(isShown === false ? 'pro.publishedSoon' : 'pro.published');
  const action = pathTo('profile.undo', locale, { listing: editor.listing.id });
  const undo = { action, version: done, label: texts.line('pro.takeBack') };
  return { done: { ...(step ? { step } : {}), text, undo } };
}

/** What surrounds the fields of a form. Pure. */
export function presentEditor(
  scope: PageScope,
  editor: EditorSession,
  { page, fields }: Pick<EditorForm, 'page' | 'fields'>,
  state: EditorState & { readonly values: FormValues },
): EditorFrameView {
  const { texts, locale } = scope;
  const { id } = editor.listing;
  const lead = `pro.leads.${page}`;
  const problem = problemOf(state, editor, scope);
  const closing = state.closing === undefined ? null : presentClosing(scope, state.closing);
  const drafted = fields.filter((field) => editor.draft?.fields[field] !== undefined);
  // Who has just published is told what is not: on every other form it would stand for nothing that it shows.
  const hasDraft = drafted.length > 0 || (state.done !== undefined && editor.draft !== null);
  return {
    ...(texts.has(lead) ? { lead: texts.line(lead) } : {}),
    action: pathTo(`profile.${page}`, locale, { listing: id }),
    version: state.version,
    ...(state.back === undefined
      ? {}
      : {
          back: {
            href: pathTo('merchant.ordering', locale, { listing: id }),
            label: texts.line('ordering.missing.back'),
          },
        }),
    ...doneOf(scope, editor, page, state),
    ...(problem === null ? {} : { problem }),
    ...(closing === null ? {} : { closing }),
    errors: [
      ...placedErrors(fieldWriter(scope, state.values, state.errors).errors(), scope),
      // The way to the yes, which stands at the foot of the form.
      ...(closing === null ? [] : [{ field: 'closing', message: closing.label }]),
    ],
    clashes: presentClash(state, scope, editor.known),
    ...(!hasDraft || problem !== null
      ? {}
      : {
          draft: {
            text: texts.line(drafted.length > 0 ? 'pro.draft.here' : 'pro.draft.elsewhere'),
            preview: {
              href: pathTo('profile.preview', locale, { listing: id }),
              label: texts.line('pro.draft.look'),
            },
          },
        }),
  };
}
