import { Component, input } from '@angular/core';

/** A tinted surface that holds one thing. `wide` for a page's width, `narrow` for a form. */
@Component({
  selector: 'ui-card',
  template: `<ng-content />`,
  host: { class: 'ui-card', '[attr.data-width]': 'width()' },
})
export class CardComponent {
  readonly width = input<'wide' | 'narrow'>('wide');
}
