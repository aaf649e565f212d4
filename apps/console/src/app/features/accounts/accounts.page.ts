import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AccountsView } from '@halles/contracts';
import { API } from '../../core/api';
import { I18nStore } from '../../core/i18n/i18n.store';
import { tenantPath } from '../../core/menu';
import type { Problem } from '../../core/problem';
import { ProblemComponent } from '../../core/problem.component';
import { BadgeComponent } from '../../ui/badge.component';
import { SkeletonComponent } from '../../ui/skeleton.component';

/** Every account of the console, with its roles: who may do what where. */
@Component({
  selector: 'console-accounts-page',
  imports: [BadgeComponent, ProblemComponent, RouterLink, SkeletonComponent],
  templateUrl: './accounts.page.html',
  host: { class: 'page' },
})
export class AccountsPage {
  private readonly api = inject(API);
  private readonly i18n = inject(I18nStore);
  private readonly view = signal<AccountsView | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly loading = signal(false);
  protected readonly rows = computed(() =>
    this.view()?.accounts.map((account) => ({
      ...account,
      seen: account.lastSignInAt
        ? this.i18n.format().day(new Date(account.lastSignInAt))
        : this.t().team.never,
      roles: account.grants.map(({ role, tenant }) => ({
        words: this.t().team.roles[role],
        title: tenant?.title,
        path: tenant ? tenantPath(tenant.slug, 'team') : undefined,
      })),
    })),
  );

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.loading.set(true);
    const outcome = await this.api.accounts();
    this.loading.set(false);
    this.problem.set(outcome.ok ? undefined : outcome.problem);
    if (outcome.ok) this.view.set(outcome.value);
  }
}
