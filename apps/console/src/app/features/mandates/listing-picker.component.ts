import { Component, computed, effect, input, linkedSignal, model, signal, untracked } from '@angular/core';
import type { FoundListings } from '@halles/contracts';
import { problemNotice } from '../../core/problem-words';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';

/** A business, as a search finds it. */
export type PickedListing = FoundListings['listings'][number];

/** One business, chosen from a search by name, SIRET or number. */
@Component({
  selector: 'console-listing-picker',
  imports: [ButtonComponent, NoticeComponent],
  template: `@if (picked(); as it) {
      <p class="ui-field-label" id="picked-listing">{{ t().mandates.business }}</p>
      <p>
        {{ nameOf(it) }}<span class="person-email">{{ it.place }}</span>
      </p>
      <button uiButton type="button" variant="quiet" (click)="again()">{{ t().mandates.other }}</button>
    } @else {
      <label class="ui-field-label" for="find-listing">{{ t().mandates.business }}</label>
      <p class="ui-field-hint" id="find-listing-hint">{{ t().mandates.businessHint }}</p>
      <div class="ui-field-line" [attr.data-error]="missing() ? '' : null">
        <input
          id="find-listing"
          type="search"
          autocomplete="off"
          maxlength="80"
          [value]="typed()"
          [attr.aria-invalid]="missing() ? 'true' : null"
          [attr.aria-describedby]="missing() ? 'find-listing-hint find-listing-error' : 'find-listing-hint'"
          (input)="take($event)"
          (keydown.enter)="find($event)"
        />
      </div>
      @if (missing()) {
        <p class="ui-field-error" id="find-listing-error">{{ t().mandates.businessNeeded }}</p>
      }
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
      @if (problem(); as refused) {
        <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
      } @else if (rows(); as listings) {
        <ul class="queue" aria-live="polite">
          @for (row of listings; track row.id) {
            <li>
              <span class="queue-link">{{ nameOf(row) }}</span>
              <span class="queue-place">{{ row.place }}</span>
              <button
                uiButton
                type="button"
                variant="plain"
                [attr.aria-label]="t().mandates.chooseLabel(nameOf(row))"
                (click)="picked.set(row)"
              >
                {{ t().mandates.choose }}
              </button>
            </li>
          } @empty {
            <li class="queue-empty">{{ t().listing.nothingFound }}</li>
          }
        </ul>
      }
    }`,
  host: { class: 'ui-field' },
})
export class ListingPickerComponent extends TenantPage {
  /** The number of a business to begin with; empty for none. */
  readonly first = input('');
  /** Whether it is said that one has to be chosen. */
  readonly missing = input(false);
  readonly picked = model<PickedListing>();

  protected readonly typed = signal('');
  private readonly query = linkedSignal<string | undefined>(() => this.first() || undefined);
  protected readonly found = this.api.listings(this.tenant, this.query);
  /** What was found; nothing before a search, and after one that is over. */
  protected readonly rows = computed(() =>
    this.query() === undefined ? undefined : this.found.value()?.listings,
  );
  protected readonly problem = computed(() => {
    const problem = this.found.problem();
    return problem && problemNotice(problem, this.t(), this.format());
  });

  constructor() {
    super();
    // The business that the address names is chosen as soon as it is found.
    effect(() => {
      const named = this.found.value()?.listings.find(({ id }) => String(id) === this.first());
      if (named && this.query() === this.first()) untracked(() => this.picked.set(named));
    });
  }

  protected nameOf({ name }: PickedListing): string {
    return name ?? this.t().listing.unnamed;
  }

  protected take({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.typed.set(target.value);
  }

  /** Enter searches, and sends nothing. */
  protected find(event: Event): void {
    event.preventDefault();
    const query = this.typed().trim();
    if (query !== '') this.query.set(query);
  }

  /** Nothing is chosen, nor searched: another one may be. */
  again(): void {
    this.query.set(undefined);
    this.typed.set('');
    this.picked.set(undefined);
  }
}
