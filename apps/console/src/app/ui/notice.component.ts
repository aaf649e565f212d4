import { Component, computed, input } from '@angular/core';
import { IconComponent, type IconName } from './icon.component';

const shapes: Record<'info' | 'good' | 'warn' | 'bad', IconName> = {
  info: 'info',
  good: 'check',
  warn: 'triangle',
  bad: 'cross',
};

/**
 * What happened and what to do: a title, a sentence, and as content the way forward. `alert` for what interrupts
 * (read at once by a screen reader), else it is a status.
 */
@Component({
  selector: 'ui-notice',
  imports: [IconComponent],
  template: `<ui-icon [name]="shape()" />
    <div class="ui-notice-body">
      <p class="ui-notice-title">{{ heading() }}</p>
      @if (detail()) {
        <p>{{ detail() }}</p>
      }
      <ng-content />
    </div>`,
  host: { class: 'ui-notice', '[attr.data-tone]': 'tone()', '[attr.role]': 'alert() ? "alert" : "status"' },
})
export class NoticeComponent {
  readonly tone = input<'info' | 'good' | 'warn' | 'bad'>('info');
  readonly heading = input.required<string>();
  readonly detail = input('');
  readonly alert = input(false);
  protected readonly shape = computed(() => shapes[this.tone()]);
}
