import { Component, input, model } from '@angular/core';

let choices = 0;

/** One of a few: a labelled native list. `<ui-choice label="…" [options]="…" [(value)]="…" />`. */
@Component({
  selector: 'ui-choice',
  template: `<label class="ui-field-label" [for]="id">{{ label() }}</label>
    <div class="ui-field-line">
      <select [id]="id" (change)="take($event)">
        @for (option of options(); track option.value) {
          <option [value]="option.value" [selected]="option.value === value()">{{ option.label }}</option>
        }
      </select>
    </div>`,
  host: { class: 'ui-field' },
})
export class ChoiceComponent {
  readonly label = input.required<string>();
  readonly options = input.required<readonly { readonly value: string; readonly label: string }[]>();
  readonly value = model.required<string>();
  protected readonly id = `ui-choice-${(choices += 1)}`;

  protected take({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.value.set(target.value);
  }
}
