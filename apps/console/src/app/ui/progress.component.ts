import { Component, computed, input } from '@angular/core';

/** How far something is, with its figure in words beside the bar. */
@Component({
  selector: 'ui-progress',
  template: `<progress [max]="max()" [value]="bounded()" [attr.aria-label]="label()"></progress>
    <span class="ui-progress-figure">{{ label() }}</span>`,
  host: { class: 'ui-progress', '[attr.data-full]': 'bounded() === max() ? "" : null' },
})
export class ProgressComponent {
  readonly value = input.required<number>();
  readonly max = input.required<number>();
  readonly label = input.required<string>();
  protected readonly bounded = computed(() => Math.min(this.value(), this.max()));
}
