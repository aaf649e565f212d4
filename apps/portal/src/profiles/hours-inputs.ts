import { type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import type { InputErrors } from './forms/input-error';
import { WEEKDAYS } from './forms/hours.form';
import { SPANS_A_DAY } from './forms/spans';
import type { DayInputView, InputView, SelectView } from './hours.view';

/** Words the inputs of a form of hours. */
export class HoursInputs {
  constructor(
    private readonly scope: PageScope,
    private readonly raw: FormValues,
    private readonly errors: InputErrors,
  ) {}

  input(id: string, label: string): InputView {
    return { id, label: this.line(label), value: textOf(this.raw, id), ...this.#error(id) };
  }

  /** @param id before `from1`, `until1`… */
  day(id: string, label: string): DayInputView {
    const spans = Array.from({ length: SPANS_A_DAY }, (_, at) => at + 1).map((at) => ({
      fromId: `${id}from${at}`,
      untilId: `${id}until${at}`,
      from: textOf(this.raw, `${id}from${at}`),
      until: textOf(this.raw, `${id}until${at}`),
      fromLabel: this.line(at === 1 ? 'pro.hours.from' : 'pro.hours.fromAgain', { day: label }),
      untilLabel: this.line(at === 1 ? 'pro.hours.until' : 'pro.hours.untilAgain', { day: label }),
    }));
    return { id, label, spans, ...this.#error(`${id}from1`) };
  }

  week(prefix: string): DayInputView[] {
    return WEEKDAYS.map((day) => this.day(`${prefix}d${day}`, this.line(`pro.hours.weekdays.${day}`)));
  }

  select(
    id: string,
    label: string,
    values: readonly string[],
    texts: string,
    words?: Readonly<Record<string, string>>,
  ): SelectView {
    const chosen = textOf(this.raw, id);
    return {
      id,
      label: this.line(label, words),
      ...this.#error(id),
      options: values.map((value) => ({
        id: `${id}-${value || 'none'}`,
        name: id,
        value,
        label: this.line(`${texts}.${value || 'none'}`),
        checked: value === chosen,
      })),
    };
  }

  hasAny(prefix: string): boolean {
    return Object.keys(this.raw).some((name) => name.startsWith(prefix) && textOf(this.raw, name) !== '');
  }

  /** Whether something is wrong with an input whose name begins so. */
  hasError(prefix: string): boolean {
    return Object.keys(this.errors).some((name) => name.startsWith(prefix));
  }

  line(key: string, words?: Readonly<Record<string, string>>): string {
    return this.scope.texts.line(key, words);
  }

  #error(id: string): { error?: string } {
    const error = this.errors[id];
    return error ? { error: this.line(`pro.errors.${error.key}`, error.words) } : {};
  }
}
