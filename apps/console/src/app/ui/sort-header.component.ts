import { Component, input, output } from '@angular/core';
import { IconComponent } from './icon.component';

export type SortDirection = 'ascending' | 'descending';

/** A column heading that sorts: `<th uiSortHeader [direction]="…" (sort)="…">`. */
@Component({
  selector: 'th[uiSortHeader]',
  imports: [IconComponent],
  template: `<button type="button" class="ui-sort" (click)="sort.emit()">
    <ng-content />
    @if (direction(); as way) {
      <ui-icon [name]="way === 'ascending' ? 'up' : 'down'" />
    }
  </button>`,
  host: { scope: 'col', role: 'columnheader', '[attr.aria-sort]': 'direction() ?? null' },
})
export class SortHeaderComponent {
  /** How the column is sorted now; undefined when another one is. */
  readonly direction = input<SortDirection | undefined>();
  readonly sort = output();
}
