import {
  POST_KINDS,
  POST_TEXT_LENGTH,
  POST_TITLE_LENGTH,
  type PostInput,
  postInputSchema,
} from '@halles/contracts';
import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import type { Post } from '@halles/domain/posts';
import {
  buttonForm,
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  type PostedForm,
  postedDates,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';

/** A date field that was left empty. */
const dayOrNone = z
  .string()
  .transform((text) => (text === '' ? null : text))
  .pipe(postInputSchema.shape.startsOn.unwrap());

/** What is said of dates by the kind of post is said by the schema of a post. */
const written = z
  .object({
    kind: postInputSchema.shape.kind,
    title: postInputSchema.shape.title,
    text: postInputSchema.shape.text,
    startsOn: dayOrNone,
    endsOn: dayOrNone,
  })
  .superRefine((input, context) => {
    for (const { path, message } of postInputSchema.safeParse(input).error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message });
  });

/** A post as it is written. */
export const postForm = defineForm({
  texts: 'posts',
  schema: written,
  fields: {
    kind: { control: 'choice', options: POST_KINDS, layout: 'grid' },
    title: { maxlength: POST_TITLE_LENGTH },
    text: { control: 'text', isShort: true, maxlength: POST_TEXT_LENGTH },
    startsOn: { type: 'date', isShort: true, maxlength: 10 },
    endsOn: { type: 'date', isShort: true, maxlength: 10 },
  },
});

/** What began so many days ago at the most may be running: a first day without its year is meant to be of then. */
const RUNNING = 60;

/** A post as it was sent, with its days as dates, however they were typed. Pure. @param today ISO date */
export const withPostDates = (posted: PostedForm, today: string): PostedForm =>
  postedDates(posted, {
    startsOn: { range: { from: isoOfDay(dayOfIso(today) - RUNNING) } },
    endsOn: { range: { from: today }, edge: 'last' },
  });

/** The buttons of the form that adds one. `discard`: back from the look at the page, with what was typed. */
export const newPostActions = defineActions({
  button: 'do',
  actions: { publish: postForm, preview: postForm, discard: buttonForm },
  otherwise: 'publish',
});

/** Which change a button takes back: when the page that has it was made, the post had been changed last then. */
export const SEEN = 'seen';

/** The version of a post that a form was made of; null where it says none. Pure. */
export function seenIn(values: FormValues): Date | null {
  const at = new Date(textOf(values, SEEN));
  return Number.isNaN(at.getTime()) ? null : at;
}

const seenForm: FormReader<Date | null> = formReader((values) => ({ input: seenIn(values) }));

/** The buttons of a post's own page. */
export const postActions = defineActions({
  button: 'do',
  actions: {
    publish: postForm,
    preview: postForm,
    discard: buttonForm,
    withdraw: buttonForm,
    restore: buttonForm,
    undo: seenForm,
  },
  otherwise: 'publish',
});

/** What the form is filled in with: that of a new post is a piece of news from today on. Pure. */
export const postValues = (post: Post | null): FormValues =>
  formValuesOf({
    kind: post?.kind ?? 'novelty',
    title: post?.title ?? '',
    text: post?.text ?? '',
    startsOn: post?.startsOn ?? '',
    endsOn: post?.endsOn ?? '',
  } satisfies Readonly<Record<keyof PostInput, string>>);
