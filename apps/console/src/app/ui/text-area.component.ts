import { Component, ElementRef, input, model, output, viewChild } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { fieldHelp } from './field-help';

let areas = 0;

/** A labelled text of several lines for a signal form; its error is shown as that of `ui-text-field`. */
@Component({
  selector: 'ui-text-area',
  template: `<label class="ui-field-label" [for]="id">{{ label() }}</label>
    @if (hint()) {
      <p class="ui-field-hint" [id]="id + '-hint'">{{ hint() }}</p>
    }
    <div class="ui-field-line" [attr.data-error]="error() ? '' : null">
      <textarea
        #control
        [id]="id"
        [rows]="rows()"
        [value]="value()"
        [attr.aria-invalid]="error() ? 'true' : null"
        [attr.aria-describedby]="describedBy()"
        (input)="take($event)"
        (blur)="touch.emit()"
      ></textarea>
    </div>
    @if (error()) {
      <p class="ui-field-error" [id]="id + '-error'">{{ error() }}</p>
    }`,
  host: { class: 'ui-field' },
})
export class TextAreaComponent implements FormValueControl<string> {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly rows = input(4);
  readonly messages = input<Readonly<Record<string, string>>>({});
  /** Given by its form. */
  readonly name = input('');
  readonly value = model('');
  readonly touched = input(false);
  readonly touch = output();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);

  readonly id = `ui-area-${(areas += 1)}`;
  private readonly help = fieldHelp(this);
  protected readonly error = this.help.error;
  protected readonly describedBy = this.help.describedBy;
  private readonly control = viewChild.required<ElementRef<HTMLTextAreaElement>>('control');

  /** Called by the form to lead to the first error. */
  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }

  protected take(event: Event): void {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.value.set(event.target.value);
    this.help.changed();
  }
}
