import type { FieldError } from '@halles/kernel';
import { linkRefused, toErrors } from '@halles/platform/http';
import { z } from 'zod';
import { type FormReader, formReader } from './form-reader';
import type { InputError, InputErrors } from './form-state';
import { allOf, type FormValues, isRepeated, rawTextOf, textOf } from './form-values';

/** How a field is drawn: one line, several lines, one of several, any of several, one box, one of a long list, a file, unseen. */
export type Control = 'line' | 'text' | 'choice' | 'boxes' | 'box' | 'select' | 'file' | 'hidden';

export interface FieldOptions {
  /** `line` unless said. */
  readonly control?: Control;
  /** Type of a line: `text` unless said. */
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'number' | 'date' | 'time';
  /** Token of `autocomplete` (HTML, 4.10.18.7). */
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'text';
  /** Characters; that of the schema unless said. */
  readonly maxlength?: number;
  /** Media types of a file, as `accept` names them. */
  readonly accept?: string;
  /** Little is expected: a line is no wider than a code or a postcode needs, a text has room for a few lines. */
  readonly isShort?: boolean;
  /** Values of a choice or of boxes; those of the schema's enumeration unless said. */
  readonly options?: readonly string[];
  /** Not marked as optional where it is: of a form that has only such fields, or of a field that one should fill in. */
  readonly isUnmarked?: boolean;
  /** Options beside each other, in a row or in columns; one below the other unless said. */
  readonly layout?: 'row' | 'grid';
  /** Where the texts of its options are, below those of the form; `options.<name>` unless said. */
  readonly optionTexts?: string;
  /** Its label, where that is not the text of its name. */
  readonly label?: string;
  /** What the page shows where the field is left empty: worded with the form's text `shownNow`. */
  readonly shown?: string | null;
  /** Several lines with strong words, lists and links. */
  readonly isRich?: boolean;
  /** Typed anew each time: passwords and codes are never sent back. */
  readonly isSecret?: boolean;
}

/** A field with what the schema says of it. */
export interface FieldDefinition extends FieldOptions {
  readonly name: string;
  readonly control: Control;
  readonly isRequired: boolean;
  readonly maxlength: number;
  readonly options: readonly string[];
}

export interface FormDefinition<T> extends FormReader<T> {
  /** Where its texts are: `<texts>.fields.<name>.label`, `.hint`; `<texts>.errors.<name>`; `<texts>.problems.<key>`. */
  readonly texts: string;
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  /** Longest text that a field takes, characters. @throws Error for a name that is no field of the form */
  maxlengthOf(name: string): number;
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** What JSON Schema says of a property that forms are drawn by. */
interface PropertySchema {
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly items?: { readonly enum?: readonly unknown[] };
}

/** Longest text of a field whose schema sets no limit, characters. */
const LONGEST = 200;

const textsOf = (values: readonly unknown[] | undefined): string[] =>
  (values ?? []).filter((value): value is string => typeof value === 'string');

/**
 * A form, from the schema of what it gives: the schema says which fields there are, which are required and how long they
 * may be, and what is wrong with them; the options say how each is drawn.
 */
export function defineForm<S extends Shape>({
  texts,
  schema,
  fields,
}: {
  readonly texts: string;
  readonly schema: z.ZodObject<S>;
  readonly fields: { readonly [K in keyof S & string]: FieldOptions };
}): FormDefinition<z.output<z.ZodObject<S>>> {
  const described = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  const definitions = new Map(
    Object.entries<FieldOptions>(fields).map(([name, options]) => {
      const property = (described.properties?.[name] ?? {}) as PropertySchema;
      const definition: FieldDefinition = {
        ...options,
        name,
        control: options.control ?? 'line',
        isRequired: isRequired(schema.shape[name]),
        maxlength: options.maxlength ?? property.maxLength ?? LONGEST,
        options: options.options ?? textsOf(property.enum ?? property.items?.enum),
      };
      return [name, definition] as const;
    }),
  );
  return {
    texts,
    fields: definitions,
    maxlengthOf(name) {
      const field = definitions.get(name);
      if (!field) throw new Error(`the form "${texts}" has no field "${name}"`);
      return field.maxlength;
    },
    ...formReader((values) => {
      const issues = tooLong(values, definitions);
      if (issues.length > 0) return { errors: errorsOf(issues), issues };
      const parsed = schema.safeParse(fieldsOf(values, definitions));
      if (parsed.success) return { input: parsed.data };
      const wrong = toErrors(parsed.error.issues);
      return { errors: errorsOf(wrong), issues: wrong };
    }),
  };
}

/** Whether an empty field is refused. */
const isRequired = (schema: z.ZodType | undefined): boolean =>
  schema !== undefined && !schema.safeParse('').success && !schema.safeParse(undefined).success;

/** So much is read of any field, characters: some limits are told by no schema, as that of an address to return to. */
const READ_ANYWAY = 4_000;

/** Longest text of a field that its schema is shown, characters. Pure. @param maxlength what may be typed into it */
export const longestRead = (maxlength: number): number => Math.max(READ_ANYWAY, 2 * maxlength);

/**
 * What is wrong with texts that nobody can have typed into their fields, where a line break counts as one character and arrives
 * as two. They are shown to no schema: a check that takes longer than in proportion would take as long as its sender likes.
 */
const tooLong = (values: FormValues, fields: ReadonlyMap<string, FieldDefinition>): FieldError[] =>
  [...fields.values()].flatMap(({ name, maxlength }) => {
    const most = longestRead(maxlength);
    if (allOf(values, name).every((text) => text.length <= most)) return [];
    return toErrors([{ message: '', path: [name], code: 'too_big', origin: 'string', maximum: maxlength }]);
  });

function fieldsOf(
  values: FormValues,
  fields: ReadonlyMap<string, FieldDefinition>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...fields.values()].map(({ name, control, isSecret = false }): [string, unknown] => {
      if (control === 'boxes') return [name, allOf(values, name)];
      if (control === 'box') return [name, allOf(values, name).includes('yes')];
      if (isRepeated(values, name)) return [name, ''];
      return [name, isSecret || control === 'text' ? rawTextOf(values, name) : textOf(values, name)];
    }),
  );
}

/** The first error of each input, by its name. Pure. @param isSpecific whether a use case says them, and no schema */
export function errorsOf(issues: readonly FieldError[], isSpecific = false): InputErrors {
  const errors: Record<string, InputError> = {};
  for (const { pointer, message } of issues) {
    const name = pointer.split('/')[1] ?? '';
    errors[name] ??= isSpecific || message === linkRefused ? { message, isSpecific: true } : { message };
  }
  return errors;
}
