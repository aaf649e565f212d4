import {
  accountNameSchema,
  addressSchema,
  newPasswordSchema,
  signInCodeSchema,
  signInSchema,
  signUpSchema,
} from '@halles/contracts';
import { readReturnPath } from '@halles/platform/http';
import {
  defineForm,
  type FieldOptions,
  type FormDefinition,
  formReader,
  type FormReading,
  type FormState,
  FormWriter,
  type PostedForm,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import type { PageScope } from '../rendering/page-scope';

const texts = 'account';

const address = (autocomplete: string): FieldOptions => ({
  type: 'email',
  autocomplete,
  inputmode: 'email',
});
const password = (autocomplete: string): FieldOptions => ({
  type: 'password',
  autocomplete,
  isSecret: true,
});
const code = (inputmode: 'text' | 'numeric'): FieldOptions => ({
  autocomplete: 'one-time-code',
  inputmode,
  isSecret: true,
});

/** Where to go after signing in. */
const suite = z.string().transform((path) => readReturnPath(path));
const hidden = { control: 'hidden' } as const satisfies FieldOptions;

const { email } = addressSchema.shape;
const { newPassword } = newPasswordSchema.shape;

/** By password. */
export const signInForm = defineForm({
  texts,
  schema: z.strictObject({ ...signInSchema.shape, suite }),
  fields: { email: address('username'), password: password('current-password'), suite: hidden },
});

/** By a link that is mailed. Its field has a name of its own: it stands beside the form above. */
export const linkRequestForm = defineForm({
  texts,
  schema: z.strictObject({ linkEmail: email, suite }),
  fields: { linkEmail: address('username'), suite: hidden },
});

export const forgottenPasswordForm = defineForm({
  texts,
  schema: z.strictObject({ email, suite }),
  fields: { email: address('username'), suite: hidden },
});

export const signUpForm = defineForm({
  texts,
  schema: z.strictObject({ ...signUpSchema.shape, suite }),
  fields: {
    name: { autocomplete: 'name' },
    email: address('username'),
    newPassword: password('new-password'),
    suite: hidden,
  },
});

/** « Regardez vos messages » has two buttons: once more, and to another address. */
const correctedAddress = defineForm({
  texts,
  schema: z.strictObject({ email, act: z.literal('correct') }),
  fields: { email: address('email'), act: hidden },
});
export const sentAgainForm = {
  fields: correctedAddress.fields,
  read: (posted: PostedForm): FormReading<{ readonly email: string | null }> =>
    textOf(posted.values, 'act') === ''
      ? formReader(() => ({ input: { email: null } })).read(posted)
      : correctedAddress.read(posted),
};

/** The code that is required after a password or a link. */
export const signInCodeForm = defineForm({
  texts,
  schema: signInCodeSchema,
  fields: { code: code('text') },
});

/** The first code of an application that is being set up. */
export const applicationCodeForm = defineForm({
  texts,
  schema: z.strictObject({ appCode: signInCodeSchema.shape.code }),
  fields: { appCode: code('numeric') },
});

export const nameForm = defineForm({
  texts,
  schema: accountNameSchema.pick({ name: true }),
  fields: { name: { autocomplete: 'name' } },
});

export const newEmailForm = defineForm({
  texts,
  schema: z.strictObject({ newEmail: email }),
  fields: { newEmail: address('email') },
});

/** A password for an account that has none, or for a mailed link. */
export const newPasswordForm = defineForm({
  texts,
  schema: newPasswordSchema,
  fields: { newPassword: password('new-password') },
});

export const passwordChangeForm = defineForm({
  texts,
  schema: z.strictObject({ currentPassword: signInSchema.shape.password, newPassword }),
  fields: { currentPassword: password('current-password'), newPassword: password('new-password') },
});

/** The button beside a session of the list. */
export const sessionForm = defineForm({
  texts,
  schema: z.strictObject({ session: z.uuid().nullable().catch(null) }),
  fields: { session: hidden },
});

/** The owner writes the address of the account to confirm. */
export const erasureForm = defineForm({
  texts,
  schema: z.strictObject({ eraseEmail: z.string().min(1).max(254) }),
  fields: { eraseEmail: address('off') },
});

/** Words the forms of one page: of several there, at most one was sent. Pure. */
export function writeForms(
  { texts: words, locale }: PageScope,
  state: FormState,
  ...forms: readonly Pick<FormDefinition<unknown>, 'fields'>[]
): FormWriter {
  const fields = new Map(forms.flatMap((form) => [...form.fields]));
  return new FormWriter({ texts, fields }, state, words, locale);
}
