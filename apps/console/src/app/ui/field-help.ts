import { computed, ElementRef, inject, type Signal } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';
import { FormRefusals } from '../core/form-refusals';
import { ServerErrors } from '../core/server-errors';

/** What a field of a signal form knows of itself. */
interface FieldInputs {
  readonly id: string;
  /** As its form calls it. */
  readonly name: Signal<string>;
  readonly hint: Signal<string>;
  readonly touched: Signal<boolean>;
  readonly errors: Signal<readonly ValidationError.WithOptionalFieldTree[]>;
  /** Words by kind of error. */
  readonly messages: Signal<Readonly<Record<string, string>>>;
}

/**
 * The error of a field once it has been left or the form sent, or the server refused it, and the ids of what describes the field: its hint and its
 * error, which the template shows as `<id>-hint` and `<id>-error`. Called where a field is made.
 */
export function fieldHelp({ id, name, hint, touched, errors, messages }: FieldInputs): {
  readonly error: Signal<string>;
  readonly describedBy: Signal<string | null>;
  /** Its text was changed. */
  changed(): void;
} {
  const refusals = inject(FormRefusals);
  const server = inject(ServerErrors);
  const field = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const refused = computed(() => refusals.messageAt(name(), field));
  const error = computed(() => {
    const [first] = errors();
    if (!first || !touched()) return refused();
    return messages()[first.kind] ?? first.message ?? '';
  });
  const describedBy = computed(
    () => [hint() && `${id}-hint`, error() && `${id}-error`].filter(Boolean).join(' ') || null,
  );
  const changed = (): void => {
    if (refused() !== '') server.forget(refused());
  };
  return { error, describedBy, changed };
}
