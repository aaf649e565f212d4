import { Component, computed, inject } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { SessionStore } from '../../core/session.store';

/** For an account whose roles were all taken away, or whose territories are archived: it may sign in, and finds nothing to do. */
@Component({
  selector: 'console-no-role-page',
  template: `@if (archived(); as name) {
      <h1 tabindex="-1">{{ t().noRole.archivedTitle }}</h1>
      <p>{{ t().noRole.archived(name) }}</p>
    } @else {
      <h1 tabindex="-1">{{ t().noRole.title }}</h1>
      <p>{{ t().noRole.detail }}</p>
    }`,
  host: { class: 'page' },
})
export class NoRolePage {
  private readonly i18n = inject(I18nStore);
  private readonly session = inject(SessionStore);
  protected readonly t = this.i18n.texts;
  /** What the archived territories of the account are called; empty for none. */
  protected readonly archived = computed(() =>
    (this.session.menu().archived ?? []).map((title) => title[this.i18n.locale()]).join(', '),
  );
}
