import {
  type FieldOptions,
  type FieldView,
  FieldWriter,
  type FormSummaryView,
  type FormValues,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { WEEKDAYS } from './forms/hours.form';
import { SPANS_A_DAY } from './forms/spans';
import type { DayInputView } from './hours.view';

/** What a list of a form of hours offers. */
interface SelectChoice {
  readonly options: readonly string[];
  /** Where its options are worded, below `pro`. */
  readonly optionTexts: string;
  /** For its label. */
  readonly words?: Readonly<Record<string, string>>;
  /** What the page shows where nothing is chosen. */
  readonly shown?: string | null;
}

/** Words the inputs of a form of hours. */
export class HoursInputs {
  private readonly write: FieldWriter;

  constructor(
    private readonly scope: PageScope,
    private readonly values: FormValues,
    errors: InputErrors,
  ) {
    this.write = new FieldWriter('pro', { values, errors }, scope.texts, scope.locale);
  }

  /** @param label key of its label */
  input(id: string, label: string, options: FieldOptions): FieldView {
    return this.write.field(id, { ...options, label: this.line(label) });
  }

  /** @param id before `from1`, `until1`… */
  day(id: string, label: string): DayInputView {
    const spans = Array.from({ length: SPANS_A_DAY }, (_, at) => at + 1).map((at) => ({
      fromId: `${id}from${at}`,
      untilId: `${id}until${at}`,
      from: textOf(this.values, `${id}from${at}`),
      until: textOf(this.values, `${id}until${at}`),
      fromLabel: this.line(at === 1 ? 'pro.hours.from' : 'pro.hours.fromAgain', { day: label }),
      untilLabel: this.line(at === 1 ? 'pro.hours.until' : 'pro.hours.untilAgain', { day: label }),
    }));
    const error = this.write.errorOf(`${id}from1`);
    return { id, label, spans, ...(error === undefined ? {} : { error }) };
  }

  week(prefix: string): DayInputView[] {
    return WEEKDAYS.map((day) => this.day(`${prefix}d${day}`, this.line(`pro.hours.weekdays.${day}`)));
  }

  /** @param label key of its label */
  select(id: string, label: string, { words, shown = null, ...choice }: SelectChoice): FieldView {
    return this.write.field(id, { control: 'select', label: this.line(label, words), shown, ...choice });
  }

  hasAny(prefix: string): boolean {
    return Object.keys(this.values).some(
      (name) => name.startsWith(prefix) && textOf(this.values, name) !== '',
    );
  }

  /** Everything that is wrong, with the input that it is about. */
  everyError(): FormSummaryView['errors'] {
    return this.write.errors();
  }

  line(key: string, words?: Readonly<Record<string, string>>): string {
    return this.scope.texts.line(key, words);
  }
}
