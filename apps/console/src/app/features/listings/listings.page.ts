import { Component, signal } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ProblemComponent } from '../../core/problem.component';
import { sendableForm } from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { TextFieldComponent } from '../../ui/text-field.component';

/** Finds a business to act for. */
@Component({
  selector: 'console-listings-page',
  imports: [ButtonComponent, FormField, FormRoot, ProblemComponent, RouterLink, TextFieldComponent],
  template: `<h1 tabindex="-1">{{ t().titles.listings }}</h1>
    <p class="lead">{{ t().listing.findLead }}</p>
    <form class="form form-inline" role="search" [formRoot]="form">
      <ui-text-field
        autocomplete="off"
        [label]="t().listing.find"
        [hint]="t().listing.findHint"
        [formField]="form.query"
      />
      <button uiButton type="submit" [busy]="found.loading()" [busyLabel]="t().common.loading">
        {{ t().listing.search }}
      </button>
    </form>
    @if (found.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="found.loading()" (retry)="find()" />
    } @else if (found.value()) {
      <ul class="queue" aria-live="polite">
        @for (row of found.value()?.listings; track row.id) {
          <li>
            <a class="queue-link" [routerLink]="path('listings', row.id)">{{
              row.name ?? t().listing.unnamed
            }}</a>
            <span class="queue-place">{{ row.place }}</span>
          </li>
        } @empty {
          <li class="queue-empty">{{ t().listing.nothingFound }}</li>
        }
      </ul>
    }`,
  host: { class: 'page' },
})
export class ListingsPage extends TenantPage {
  private readonly query = signal<string | undefined>(undefined);
  protected readonly found = this.api.listings(this.tenant, this.query);
  protected readonly entry = signal({ query: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => maxLength(path.query, 80),
    async () => this.find(),
  );

  protected find(): void {
    const query = this.entry().query.trim();
    if (query === this.query()) this.found.reload();
    else this.query.set(query);
  }
}
