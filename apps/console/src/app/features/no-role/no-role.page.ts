import { Component, inject } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';

/** For an account whose roles were all taken away: it may sign in, and finds nothing. */
@Component({
  selector: 'console-no-role-page',
  template: `<h1 tabindex="-1">{{ t().noRole.title }}</h1>
    <p>{{ t().noRole.detail }}</p>`,
  host: { class: 'page' },
})
export class NoRolePage {
  protected readonly t = inject(I18nStore).texts;
}
