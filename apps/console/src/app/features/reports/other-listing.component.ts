import { Component, computed, inject, input, model, signal } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { I18nStore } from '../../core/i18n/i18n.store';
import { TenantApi } from '../../core/tenant-api';
import { ButtonComponent } from '../../ui/button.component';
import { TextFieldComponent } from '../../ui/text-field.component';

/** Finds the other page of the same business: nothing is chosen before somebody chooses. */
@Component({
  selector: 'console-other-listing',
  imports: [ButtonComponent, FormField, TextFieldComponent],
  template: `<div class="form-inline">
      <ui-text-field
        autocomplete="off"
        [label]="t().reports.otherPage"
        [hint]="t().listing.findHint"
        [formField]="form.query"
        (keydown.enter)="find($event)"
      />
      <button
        uiButton
        type="button"
        variant="plain"
        [busy]="found.loading()"
        [busyLabel]="t().common.loading"
        (click)="find($event)"
      >
        {{ t().listing.search }}
      </button>
    </div>
    @if (rows(); as others) {
      <fieldset class="choices" aria-live="polite">
        <legend class="ui-field-label">{{ t().reports.otherLegend }}</legend>
        @for (row of others; track row.id) {
          <label
            ><input
              type="radio"
              name="other-listing"
              [value]="row.id"
              [checked]="chosen() === row.id"
              (change)="chosen.set(row.id)"
            />
            <span
              >{{ row.name ?? t().listing.unnamed }} <span class="queue-place">{{ row.place }}</span></span
            ></label
          >
        } @empty {
          <p class="page-note">{{ t().listing.nothingFound }}</p>
        }
      </fieldset>
    }`,
})
export class OtherListingComponent {
  readonly tenant = input.required<string>();
  /** The page itself, which is not offered. */
  readonly listing = input.required<number>();
  readonly chosen = model<number | null>(null);

  protected readonly t = inject(I18nStore).texts;
  private readonly query = signal<string | undefined>(undefined);
  protected readonly found = inject(TenantApi).listings(() => this.tenant(), this.query);
  protected readonly rows = computed(() =>
    this.found.value()?.listings.filter(({ id }) => id !== this.listing()),
  );
  private readonly entry = signal({ query: '' });
  protected readonly form = form(this.entry, (path) => maxLength(path.query, 80));

  protected find(event: Event): void {
    event.preventDefault();
    this.chosen.set(null);
    const query = this.entry().query.trim();
    if (query !== '') this.query.set(query);
  }
}
