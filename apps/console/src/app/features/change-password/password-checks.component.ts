import { Component, computed, inject, input } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { BadgeComponent } from '../../ui/badge.component';
import type { PasswordRules } from './password-rules';

/** What is asked of the new password, each with whether it is met: read before typing, ticked while typing. */
@Component({
  selector: 'console-password-checks',
  imports: [BadgeComponent],
  template: `<p class="checks-title">{{ t().password.requirements }}</p>
    <ul class="checks">
      @for (check of checks(); track check.text) {
        <li>
          <ui-badge [shape]="check.met ? 'check' : 'ring'" [tone]="check.met ? 'good' : 'quiet'">
            {{ check.text
            }}<span class="sr-only">, {{ check.met ? t().password.met : t().password.unmet }}</span>
          </ui-badge>
        </li>
      }
    </ul>
    <p class="checks-advice">{{ t().password.advice }}</p>`,
})
export class PasswordChecksComponent {
  readonly rules = input.required<PasswordRules>();
  readonly min = input.required<string>();
  protected readonly t = inject(I18nStore).texts;
  protected readonly checks = computed(() => {
    const { ruleLength, ruleDifferent, ruleMatch } = this.t().password;
    const { length, different, match } = this.rules();
    return [
      { text: ruleLength(this.min()), met: length },
      { text: ruleDifferent, met: different },
      { text: ruleMatch, met: match },
    ];
  });
}
