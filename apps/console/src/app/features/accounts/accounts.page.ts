import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import { tenantPath } from '../../core/menu';
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
  private readonly i18n = inject(I18nStore);

  protected readonly t = this.i18n.texts;
  protected readonly list = inject(ApiClient).accounts();
  protected readonly rows = computed(() =>
    this.list.value()?.accounts.map((account) => ({
      ...account,
      seen: account.lastSignInAt ? this.i18n.format().day(account.lastSignInAt) : this.t().team.never,
      roles: account.grants.map(({ role, tenant }) => ({
        words: this.t().team.roles[role],
        title: tenant?.title,
        path: tenant ? tenantPath(tenant.slug, 'team') : undefined,
      })),
    })),
  );
}
