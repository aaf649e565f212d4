import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { I18nStore } from '../../core/i18n/i18n.store';
import { homeOf } from '../../core/menu';
import { SessionStore } from '../../core/session.store';

/**
 * Of an account that has nothing to do where it is: its territories are archived, or the one that the address names, or all of
 * its roles were taken away.
 */
@Component({
  selector: 'console-no-role-page',
  imports: [RouterLink],
  template: `@for (territory of archived(); track territory.slug) {
      @if ($first) {
        <h1 tabindex="-1">{{ t().noRole.archivedTitle(form()) }}</h1>
      }
      <p>{{ territory.words }}</p>
    } @empty {
      <h1 tabindex="-1">{{ t().noRole.title }}</h1>
      <p>{{ t().noRole.detail }}</p>
    }
    @if (home(); as home) {
      <p>
        <a [routerLink]="home">{{ t().noRole.back }}</a>
      </p>
    }`,
  host: { class: 'page' },
})
export class NoRolePage {
  private readonly i18n = inject(I18nStore);
  private readonly session = inject(SessionStore);
  private readonly params = toSignal(inject(ActivatedRoute).paramMap);
  protected readonly t = this.i18n.texts;
  /** The archived territories of the account, or the one of the address; empty for none. */
  protected readonly archived = computed(() => {
    const asked = this.params()?.get('tenant') ?? null;
    const { archived } = this.t().noRole;
    return (this.session.menu().archived ?? [])
      .filter(({ slug }) => asked === null || slug === asked)
      .map(({ slug, title, since }) => ({
        slug,
        words: archived(title[this.i18n.locale()], since && this.i18n.format().day(since)),
      }));
  });
  protected readonly form = computed(() => this.i18n.format().plural(this.archived().length));
  /** The first screen of who works elsewhere too. */
  protected readonly home = computed(() => {
    const menu = this.session.menu();
    return menu.platform.length + menu.tenants.length > 0 ? homeOf(menu) : null;
  });
}
