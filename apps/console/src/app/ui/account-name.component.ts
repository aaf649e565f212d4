import { Component, input } from '@angular/core';

/** Tells password managers whose password a form is about, where nobody types the address: seen and heard by no one. */
@Component({
  selector: 'ui-account-name',
  template: `<input
    type="text"
    autocomplete="username"
    tabindex="-1"
    aria-hidden="true"
    readonly
    [value]="email()"
  />`,
  host: { class: 'sr-only' },
})
export class AccountNameComponent {
  readonly email = input.required<string>();
}
