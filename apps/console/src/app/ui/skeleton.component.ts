import { Component, computed, input } from '@angular/core';

/** The place of what is being loaded. Hidden from assistive technology: the region says that it is busy. */
@Component({
  selector: 'ui-skeleton',
  template: `@for (row of rows(); track row) {
    <span class="ui-skeleton-line"></span>
  }`,
  host: { class: 'ui-skeleton', 'aria-hidden': 'true', '[attr.data-size]': 'size()' },
})
export class SkeletonComponent {
  readonly lines = input(1);
  readonly size = input<'text' | 'title' | 'row'>('text');
  protected readonly rows = computed(() => Array.from({ length: this.lines() }, (_, row) => row));
}
