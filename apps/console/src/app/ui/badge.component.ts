import { Component, input } from '@angular/core';
import { IconComponent, type IconName } from './icon.component';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/** A state: its shape, its colour and, as content, its words. Never the colour alone. */
@Component({
  selector: 'ui-badge',
  imports: [IconComponent],
  template: `<ui-icon [name]="shape()" /><span class="ui-badge-words"><ng-content /></span>`,
  host: { class: 'ui-badge', '[attr.data-tone]': 'tone()' },
})
export class BadgeComponent {
  readonly shape = input.required<IconName>();
  readonly tone = input.required<Tone>();
}
