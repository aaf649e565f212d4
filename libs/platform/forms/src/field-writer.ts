import type { Locale } from '@halles/kernel';
import type { FieldOptions } from './define-form';
import type { FormState } from './form-state';
import {
  type FieldView,
  type FormSummaryView,
  type FormTexts,
  FormWriter,
  type SelectOptions,
  withGroups,
} from './form-writer';
import { textOf } from './form-values';

/** Fields of a long form below one heading. */
export interface FormPartView {
  readonly id: string;
  readonly heading: string;
  readonly note?: string;
  readonly fields: readonly FieldView[];
}

const LONGEST = 200;

/**
 * Words fields that are declared where they are drawn, since which there are depends on what is known: of long forms in
 * parts, none of whose fields is required. Pure.
 */
export class FieldWriter {
  private readonly writer: FormWriter;

  /** @param root where the texts are: `<root>.fields.<name>.label`, `<root>.parts.<name>`, `<root>.notes.<name>`… */
  constructor(
    private readonly root: string,
    private readonly state: Pick<FormState, 'values' | 'errors'>,
    private readonly texts: FormTexts,
    locale: Locale,
  ) {
    this.writer = new FormWriter(
      { texts: root, fields: new Map() },
      { ...state, problem: null },
      texts,
      locale,
    );
  }

  /** A part of the form, with its heading and, where there is one, its note. */
  part(name: string, fields: readonly FieldView[]): FormPartView {
    const note = `${this.root}.notes.${name}`;
    return {
      id: `part-${name}`,
      heading: this.texts.line(`${this.root}.parts.${name}`),
      ...(this.texts.has(note) ? { note: this.texts.line(note) } : {}),
      fields,
    };
  }

  field(name: string, options: FieldOptions = {}): FieldView {
    return this.writer.draw({
      control: 'line',
      maxlength: LONGEST,
      options: [],
      isUnmarked: true,
      ...options,
      name,
      isRequired: false,
    });
  }

  /** One of a long list, in groups that the caller words. */
  select(name: string, list: SelectOptions): FieldView {
    return withGroups(this.field(name, { control: 'select' }), list, textOf(this.state.values, name));
  }

  /** What comes with the form and nobody sees. */
  hidden(name: string, value: string): FieldView {
    return { id: name, label: '', isHidden: true, value };
  }

  isFilled(name: string): boolean {
    return textOf(this.state.values, name) !== '';
  }

  /** The words of what is wrong with an input; undefined where nothing is. */
  errorOf(name: string): string | undefined {
    return this.writer.errorOf(name);
  }

  /** Everything that is wrong, with the input that it is about. */
  errors(): FormSummaryView['errors'] {
    return Object.keys(this.state.errors).map((field) => ({ field, message: this.errorOf(field) ?? '' }));
  }
}
