import {
  Component,
  ElementRef,
  computed,
  input,
  linkedSignal,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { normalizeEmail } from '@halles/kernel';
import { fieldHelp } from './field-help';

let fields = 0;

/**
 * A labelled line of text for a signal form: `<ui-text-field label="…" [formField]="form.email" />`. Its error is
 * shown once the field has been left or the form sent, in the words that `messages` gives for the kind of error
 * (else in the error's own).
 */
@Component({
  selector: 'ui-text-field',
  templateUrl: './text-field.component.html',
  host: { class: 'ui-field' },
})
export class TextFieldComponent implements FormValueControl<string> {
  readonly label = input.required<string>();
  readonly type = input<'text' | 'email' | 'password' | 'date'>('text');
  readonly autocomplete = input.required<string>();
  readonly inputmode = input<'text' | 'numeric' | 'tel' | null>(null);
  readonly hint = input('');
  readonly messages = input<Readonly<Record<string, string>>>({});
  /** The words of the show/hide button of a password; without them there is no button. */
  readonly reveal = input<{ show: string; hide: string; showLabel: string; hideLabel: string }>();

  /** Given by its form. */
  readonly name = input('');
  readonly value = model('');
  readonly touched = input(false);
  readonly touch = output();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);

  /** What stands in the field: of an address as it is typed, until the field is left. */
  protected readonly shown = linkedSignal<string, string>({
    source: this.value,
    computation: (value, previous) =>
      previous !== undefined && this.read(previous.value) === value ? previous.value : value,
  });
  readonly id = `ui-field-${(fields += 1)}`;
  protected readonly revealed = signal(false);
  protected readonly inputType = computed(() => (this.revealed() ? 'text' : this.type()));
  private readonly help = fieldHelp(this);
  protected readonly error = this.help.error;
  protected readonly describedBy = this.help.describedBy;

  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');

  /** Called by the form to lead to the first error. */
  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }

  protected take(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.shown.set(event.target.value);
    this.value.set(this.read(event.target.value));
    this.help.changed();
  }

  protected leave(): void {
    this.shown.set(this.value());
    this.touch.emit();
  }

  /** What a text means here: an address is what is left of it without what keyboards and copies put around it. */
  private read(text: string): string {
    return this.type() === 'email' ? normalizeEmail(text) : text;
  }
}
