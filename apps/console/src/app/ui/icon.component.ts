import { Component, computed, input } from '@angular/core';

/** Drawn on a 16 px grid: `fill` shapes for states, `line` shapes for signs. */
const drawings = {
  disc: { fill: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z', line: '' },
  triangle: { fill: 'M8 2.2 14.6 13.6H1.4Z', line: '' },
  cross: { fill: '', line: 'm3.5 3.5 9 9m0-9-9 9' },
  dashes: {
    fill: '',
    line: 'M6 3.1a5.3 5.3 0 0 1 4 0M12.9 6a5.3 5.3 0 0 1 0 4M10 12.9a5.3 5.3 0 0 1-4 0M3.1 10a5.3 5.3 0 0 1 0-4',
  },
  bars: { fill: 'M3.5 3h3v10h-3zM9.5 3h3v10h-3z', line: '' },
  box: { fill: '', line: 'M2.5 3.5h11v3h-11zM3.5 6.5v6h9v-6M6.5 9h3' },
  check: { fill: '', line: 'm2.8 8.6 3.4 3.4 7-7.6' },
  ring: { fill: '', line: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z' },
  half: { fill: 'M8 3v10A5 5 0 0 1 8 3Z', line: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z' },
  up: { fill: '', line: 'M8 13V3.5M3.8 7.5 8 3.2l4.2 4.3' },
  down: { fill: '', line: 'M8 3v9.5M3.8 8.5 8 12.8l4.2-4.3' },
  out: { fill: '', line: 'M6 3.5H3.5v9h9V10M9.5 3.5h3v3M12.5 3.5 7.5 8.5' },
  search: { fill: '', line: 'M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4ZM10.2 10.2l3.3 3.3' },
  info: { fill: '', line: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 7.3v3.4M8 5.1v.2' },
} as const;

export type IconName = keyof typeof drawings;

/** A sign beside its word: hidden from assistive technology, since the word says it. */
@Component({
  selector: 'ui-icon',
  template: `<svg viewBox="0 0 16 16" width="16" height="16" focusable="false">
    <path class="ui-icon-fill" [attr.d]="drawing().fill" />
    <path class="ui-icon-line" [attr.d]="drawing().line" />
  </svg>`,
  host: { class: 'ui-icon', 'aria-hidden': 'true' },
})
export class IconComponent {
  readonly name = input.required<IconName>();
  protected readonly drawing = computed(() => drawings[this.name()]);
}
