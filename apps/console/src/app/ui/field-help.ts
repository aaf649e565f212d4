import { computed, type Signal } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';

/** What a field of a signal form knows of itself. */
interface FieldInputs {
  readonly id: string;
  readonly hint: Signal<string>;
  readonly touched: Signal<boolean>;
  readonly errors: Signal<readonly ValidationError.WithOptionalFieldTree[]>;
  /** Words by kind of error. */
  readonly messages: Signal<Readonly<Record<string, string>>>;
}

/**
 * The error of a field once it has been left or the form sent, and the ids of what describes the field: its hint and its
 * error, which the template shows as `<id>-hint` and `<id>-error`.
 */
export function fieldHelp({ id, hint, touched, errors, messages }: FieldInputs): {
  readonly error: Signal<string>;
  readonly describedBy: Signal<string | null>;
} {
  const error = computed(() => {
    const [first] = errors();
    if (!first || !touched()) return '';
    return messages()[first.kind] ?? first.message ?? '';
  });
  const describedBy = computed(
    () => [hint() && `${id}-hint`, error() && `${id}-error`].filter(Boolean).join(' ') || null,
  );
  return { error, describedBy };
}
