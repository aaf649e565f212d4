import { type Bilingual, isIsoDate, type Locale } from '@halles/kernel';
import type { FieldDefinition, FormDefinition } from './define-form';
import type { FormProblem, FormState, InputError } from './form-state';
import { allOf, rawTextOf } from './form-values';

/** The texts of a page, as a form needs them. */
export interface FormTexts {
  has(key: string): boolean;
  line(key: string, words?: Readonly<Record<string, string | number>>): string;
}

export interface OptionView {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

/** A field as the partial `forms/field` draws it. */
export interface FieldView {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly isOptional?: boolean;
  /** Optional, and not marked as such. */
  readonly isUnmarked?: boolean;
  readonly isLine?: boolean;
  readonly isText?: boolean;
  readonly isChoice?: boolean;
  readonly isBoxes?: boolean;
  readonly isBox?: boolean;
  readonly isSelect?: boolean;
  readonly isFile?: boolean;
  readonly isHidden?: boolean;
  readonly type?: string;
  readonly value?: string;
  readonly maxlength?: number;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  readonly isShort?: boolean;
  readonly isRich?: boolean;
  readonly isRow?: boolean;
  readonly isGrid?: boolean;
  /** What the page shows where the field is left empty. */
  readonly shown?: string;
  readonly accept?: string;
  readonly checked?: boolean;
  readonly options?: readonly OptionView[];
  /** Of a long list: what stands first, with an empty value, and the groups behind it. */
  readonly empty?: string;
  readonly groups?: readonly OptionGroupView[];
}

/** Options of a long list below one heading. */
export interface OptionGroupView {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
}

/** A long list whose options are worded by the caller. */
export interface SelectOptions {
  readonly empty: string;
  readonly groups: readonly {
    readonly label: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  }[];
}

/** Of a public form: see the partial `forms/guards`. */
export interface FormGuardsView {
  readonly idempotencyKey?: string;
  readonly challenge?: string;
}

/** A form as its template draws it. */
export interface FormView extends FormGuardsView {
  /** Path that it is sent to. */
  readonly action: string;
  readonly fields: readonly FieldView[];
}

/** What a page says first where something is wrong with its form. */
export interface FormSummaryView {
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

const CONTROL = {
  line: 'isLine',
  text: 'isText',
  choice: 'isChoice',
  boxes: 'isBoxes',
  box: 'isBox',
  select: 'isSelect',
  file: 'isFile',
  hidden: 'isHidden',
} as const satisfies Record<FieldDefinition['control'], keyof FieldView>;

/** What the partial `forms/guards` needs; nothing for a form that is not public. Pure. */
export const guardsOf = ({ idempotencyKey, challenge }: FormState): FormGuardsView =>
  idempotencyKey === undefined || challenge === undefined ? {} : { idempotencyKey, challenge };

/** The id that a link of the summary leads to: the first option of a group, since a group itself cannot have the focus. */
function focusTargetOf({ name, control, options }: FieldDefinition): string {
  const [first] = options;
  const isGroup = control === 'choice' || control === 'boxes';
  return isGroup && first !== undefined ? optionIdOf(name, first) : name;
}

const optionIdOf = (name: string, value: string): string => `${name}-${value || 'none'}`;

/**
 * Characters that the field of a number takes at least. A browser cuts what is pasted to the length of its field, without a word: of
 * a text another number is left, which nobody typed. What is too long is refused by whoever reads the form, and shown again.
 */
export const NUMBER_LENGTH = 40;

/** So much may be typed into a field of dates that a browser shows as a line of text: « vendredi 1er septembre 2026 ». */
const DATE_LENGTH = 40;
/** The same of a time: « 10 h 30 du matin » is none, « 10 h 30 » is. */
const TIME_LENGTH = 20;
/** A time as a field of times writes it. */
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether a number is typed into a field, and no code or postcode that happens to be made of digits. Pure. */
const isNumber = ({ inputmode, autocomplete }: FieldDefinition): boolean =>
  (inputmode === 'numeric' || inputmode === 'decimal') && autocomplete === undefined;

/** Characters of what somebody else wrote that stand beside a field. */
const MOST_SHOWN = 120;

const LAYOUT = { row: { isRow: true }, grid: { isGrid: true } } as const;

/** What is said of a whole form that has no texts of its own; null for nothing. Pure. */
export function problemWords(
  { texts, locale }: { readonly texts: FormTexts; readonly locale: Locale },
  problem: FormProblem | null,
): string | null {
  if (problem === null) return null;
  return typeof problem === 'string' ? texts.line(`forms.problems.${problem}`) : problem[locale];
}

/** Words a form for its reader: labels, hints, what was typed and what is wrong. Pure. */
export class FormWriter {
  constructor(
    private readonly form: Pick<FormDefinition<unknown>, 'texts' | 'fields'>,
    private readonly state: FormState,
    private readonly texts: FormTexts,
    private readonly locale: Locale,
  ) {}

  /** The whole form. @param action path that it is sent to */
  view(action: string): FormView {
    return { action, ...this.parts() };
  }

  /** What is in the form, for a page that says itself where it is sent to. */
  parts(): Omit<FormView, 'action'> {
    return { fields: this.fields(), ...guardsOf(this.state) };
  }

  /** Every field, in the order of the definition. */
  fields(): FieldView[] {
    return [...this.form.fields.values()].map((field) => this.draw(field));
  }

  /** @throws Error for a name that is no field of the form */
  field(name: string): FieldView {
    const field = this.form.fields.get(name);
    if (!field) throw new Error(`the form "${this.form.texts}" has no field "${name}"`);
    return this.draw(field);
  }

  /** A field whose options are read from somewhere, in groups. @throws Error for a name that is no field of the form */
  select(name: string, list: SelectOptions): FieldView {
    return withGroups(this.field(name), list, rawTextOf(this.state.values, name));
  }

  /** @param hasMore whether something is wrong that the page says itself */
  summary(hasMore = false): FormSummaryView {
    const errors = [...this.form.fields.values()].flatMap((field) => {
      const message = this.errorOf(field.name);
      return message === undefined ? [] : [{ field: focusTargetOf(field), message }];
    });
    const problem = this.problem(hasMore || errors.length > 0);
    return { ...(problem === undefined ? {} : { problem }), errors };
  }

  /** The words of what is wrong with an input; undefined where nothing is. */
  errorOf(name: string): string | undefined {
    const error = this.state.errors[name];
    return error && this.errorWords(name, error);
  }

  private problem(hasErrors: boolean): string | undefined {
    const { problem } = this.state;
    if (problem === null) return hasErrors ? this.sentence('invalid') : undefined;
    return typeof problem === 'string' ? this.sentence(problem) : problem[this.locale];
  }

  /** The form's own words for a problem, or those that every form shares. */
  private sentence(key: string): string {
    const own = `${this.form.texts}.problems.${key}`;
    return this.texts.line(this.texts.has(own) ? own : `forms.problems.${key}`);
  }

  private errorWords(name: string, error: InputError): string {
    if ('key' in error) return this.texts.line(`${this.form.texts}.errors.${error.key}`, error.words);
    if ('changedTo' in error) return this.changedWords(name, error.changedTo);
    if (error.isSpecific) return this.of(error.message);
    // A link of the summary is read without the label beside it: the field's own words, where there are some.
    const isEmpty = rawTextOf(this.state.values, name).trim() === '';
    const keys = [`${name}.${isEmpty ? 'missing' : 'wrong'}`, name].map(
      (key) => `${this.form.texts}.errors.${key}`,
    );
    const key = keys.find((candidate) => this.texts.has(candidate));
    return key === undefined ? this.of(error.message) : this.texts.line(key);
  }

  /** « Changé entre-temps : 4,80. », of a choice by the words of its options. */
  private changedWords(name: string, now: readonly string[]): string {
    const field = this.form.fields.get(name);
    const isBox = field?.control === 'box';
    const labels = new Map(
      field && field.options.length > 0 ? this.options(field).map((one) => [one.value, one.label]) : [],
    );
    const words = isBox
      ? [this.texts.line(now.includes('yes') ? 'forms.yes' : 'forms.no')]
      : now.map((value) => labels.get(value) ?? value);
    const text = words.join(', ');
    return this.texts.line('forms.changed', {
      now: text === '' ? '–' : text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text,
    });
  }

  private of(text: Bilingual): string {
    return text[this.locale];
  }

  /** A field, whether it is one of the form's own or not. */
  draw(field: FieldDefinition): FieldView {
    const { name, control } = field;
    const { texts } = this.form;
    const hint = `${texts}.fields.${name}.hint`;
    const error = this.errorOf(name);
    return {
      id: name,
      label: control === 'hidden' ? '' : (field.label ?? this.texts.line(`${texts}.fields.${name}.label`)),
      ...(this.texts.has(hint) ? { hint: this.texts.line(hint) } : {}),
      ...(field.shown == null ? {} : { shown: this.texts.line(`${texts}.shownNow`, { value: field.shown }) }),
      ...(error === undefined ? {} : { error }),
      ...(field.isRequired ? {} : { isOptional: true }),
      ...(field.isUnmarked === true ? { isUnmarked: true } : {}),
      [CONTROL[control]]: true,
      ...this.content(field),
    };
  }

  private content(field: FieldDefinition): Partial<FieldView> {
    const { name, control, isSecret = false } = field;
    if (control === 'box') return { checked: allOf(this.state.values, name).includes('yes') };
    if (control === 'choice' || control === 'boxes' || control === 'select')
      return { options: this.options(field), ...(field.layout ? LAYOUT[field.layout] : {}) };
    if (control === 'file') return field.accept === undefined ? {} : { accept: field.accept };
    return {
      value: isSecret ? '' : rawTextOf(this.state.values, name),
      maxlength: isNumber(field)
        ? Math.max(field.maxlength, NUMBER_LENGTH)
        : field.type === 'date'
          ? Math.max(field.maxlength, DATE_LENGTH)
          : field.type === 'time'
            ? Math.max(field.maxlength, TIME_LENGTH)
            : field.maxlength,
      ...(control === 'line' ? { type: this.typeOf(field) } : {}),
      ...(field.autocomplete === undefined ? {} : { autocomplete: field.autocomplete }),
      ...(field.inputmode === undefined ? {} : { inputmode: field.inputmode }),
      ...(field.isShort === true ? { isShort: true } : {}),
      ...(field.isRich === true ? { isRich: true } : {}),
    };
  }

  /** A field of dates or times shows nothing of what is none, as it writes them: that is typed on in a line of text. */
  private typeOf({ name, type = 'text' }: FieldDefinition): string {
    const typed = rawTextOf(this.state.values, name).trim();
    if (typed === '') return type;
    const isShown = type === 'date' ? isIsoDate(typed) : type !== 'time' || CLOCK.test(typed);
    return isShown ? type : 'text';
  }

  private options({ name, options, optionTexts = `options.${name}` }: FieldDefinition): OptionView[] {
    const chosen = new Set(this.state.values[name] ?? ['']);
    return options.map((value) => ({
      id: optionIdOf(name, value),
      name,
      value,
      label: this.texts.line(`${this.form.texts}.${optionTexts}.${value || 'none'}`),
      checked: chosen.has(value),
    }));
  }
}

/** A field whose options are in groups, as the caller words them. Pure. */
export function withGroups(
  { options: _none, ...field }: FieldView,
  { empty, groups }: SelectOptions,
  chosen: string,
): FieldView {
  return {
    ...field,
    empty,
    groups: groups.map(({ label, options }) => ({
      label,
      options: options.map((option) => ({ ...option, selected: option.value === chosen })),
    })),
  };
}
