import type { ProfileChanges, ProfileField } from '@halles/contracts';
import type { EditorForm, ReadForm } from './editor-form';

/**
 * A form as far as its editor may fill it in: the inputs of other fields are neither drawn nor read. The same form for who
 * may fill in all of it. Pure.
 */
export function narrowedForm(form: EditorForm, allowed: ReadonlySet<ProfileField>): EditorForm {
  const fields = form.fields.filter((field) => allowed.has(field));
  if (fields.length === form.fields.length) return form;
  const isOpen = (input: string): boolean =>
    (fields as readonly string[]).includes(form.fieldOf?.[input] ?? input);
  return {
    ...form,
    fields,
    read: (raw, known) => narrowedReading(form.read(raw, known), fields, isOpen),
    parts: (write, known, scope) =>
      form
        .parts(write, known, scope)
        .map((part) => ({ ...part, fields: part.fields.filter(({ id }) => isOpen(id)) }))
        .filter((part) => part.fields.length > 0),
  };
}

function narrowedReading(
  { changes, errors }: ReadForm,
  fields: readonly ProfileField[],
  isOpen: (input: string) => boolean,
): ReadForm {
  const allowed = fields.filter((field) => field in changes).map((field) => [field, changes[field]]);
  return {
    changes: Object.fromEntries(allowed) as ProfileChanges,
    errors: Object.fromEntries(Object.entries(errors).filter(([input]) => isOpen(input))),
  };
}
