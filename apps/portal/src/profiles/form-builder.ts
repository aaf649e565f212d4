import { allOf, type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { InputErrors } from './forms/input-error';
import type { FormPartView, OptionView, ProFieldView } from './editor.view';

interface LineOptions {
  readonly type?: 'text' | 'tel' | 'email' | 'url' | 'date' | 'time' | 'number';
  readonly maxlength?: number;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'tel' | 'email' | 'url' | 'text';
  readonly isShort?: boolean;
  /** What the page shows where the field is left empty. */
  readonly shown?: string | null;
}

/** Words the fields of a form with what was filled in and what is wrong with it. Labels are the texts `pro.fields.<name>`. */
export class FormBuilder {
  constructor(
    readonly scope: PageScope,
    private readonly raw: FormValues,
    private readonly errors: InputErrors,
  ) {}

  /** A part of the form: the texts `pro.parts.<name>` and, where there is one, `pro.notes.<name>`. */
  part(name: string, fields: readonly (ProFieldView | null)[]): FormPartView {
    return {
      id: `part-${name}`,
      heading: this.#line(`pro.parts.${name}`),
      ...this.#optional('note', `pro.notes.${name}`),
      fields: fields.filter((field) => field !== null),
    };
  }

  line(name: string, options: LineOptions = {}): ProFieldView {
    const { type = 'text', maxlength = 200, shown = null } = options;
    return {
      ...this.#common(name),
      isLine: true,
      type,
      value: textOf(this.raw, name),
      maxlength,
      ...(options.autocomplete === undefined ? {} : { autocomplete: options.autocomplete }),
      ...(options.inputmode === undefined ? {} : { inputmode: options.inputmode }),
      ...(options.isShort === true ? { isShort: true } : {}),
      ...(shown === null ? {} : { shown: this.#line('pro.shownNow', { value: shown }) }),
    };
  }

  text(name: string, maxlength: number, isRich = false): ProFieldView {
    return {
      ...this.#common(name),
      isText: true,
      value: this.raw[name]?.[0] ?? '',
      maxlength,
      ...(isRich ? { isRich: true } : {}),
    };
  }

  /** One of several, each with the text `pro.options.<options>.<value>`. */
  choice(name: string, values: readonly string[], options = name): ProFieldView {
    return { ...this.#common(name), isChoice: true, options: this.#options(name, values, options) };
  }

  /** Yes, no, or not said. */
  yesNo(name: string): ProFieldView {
    return this.choice(name, ['yes', 'no', ''], 'yesNo');
  }

  /** Any of several. */
  boxes(name: string, values: readonly string[], options = name): ProFieldView {
    return { ...this.#common(name), isBoxes: true, options: this.#options(name, values, options) };
  }

  /** One box to tick. */
  box(name: string): ProFieldView {
    return {
      ...this.#common(name),
      isBox: true,
      checked: allOf(this.raw, name).includes('yes'),
    };
  }

  /** One of a long list that is worded already, in groups. */
  select(
    name: string,
    groups: readonly {
      readonly label: string;
      readonly options: readonly { value: string; label: string }[];
    }[],
    empty: string,
  ): ProFieldView {
    const chosen = textOf(this.raw, name);
    return {
      ...this.#common(name),
      isSelect: true,
      empty,
      groups: groups.map(({ label, options }) => ({
        label,
        options: options.map((option) => ({ ...option, selected: option.value === chosen })),
      })),
    };
  }

  /** What comes with the form and nobody sees. */
  hidden(name: string): ProFieldView {
    return { id: name, label: '', isHidden: true, value: 'yes' };
  }

  isFilled(name: string): boolean {
    return textOf(this.raw, name) !== '';
  }

  /** The words of an error of an input, or undefined. */
  errorOf(name: string): string | undefined {
    const error = this.errors[name];
    return error && this.#line(`pro.errors.${error.key}`, error.words);
  }

  #common(name: string): { id: string; label: string; hint?: string; error?: string } {
    const error = this.errorOf(name);
    return {
      id: name,
      label: this.#line(`pro.fields.${name}`),
      ...this.#optional('hint', `pro.hints.${name}`),
      ...(error === undefined ? {} : { error }),
    };
  }

  #options(name: string, values: readonly string[], options: string): OptionView[] {
    const chosen = new Set(this.raw[name] ?? ['']);
    return values.map((value) => ({
      id: `${name}-${value || 'none'}`,
      name,
      value,
      label: this.#line(`pro.options.${options}.${value || 'none'}`),
      checked: chosen.has(value),
    }));
  }

  #optional<K extends 'note' | 'hint'>(property: K, key: string): Partial<Record<K, string>> {
    return this.scope.texts.has(key) ? ({ [property]: this.#line(key) } as Record<K, string>) : {};
  }

  #line(key: string, words?: Readonly<Record<string, string>>): string {
    return this.scope.texts.line(key, words);
  }
}
