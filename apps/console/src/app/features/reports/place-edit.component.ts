import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { form, FormField, maxLength, pattern } from '@angular/forms/signals';
import { I18nStore } from '../../core/i18n/i18n.store';
import { filled } from '../../core/sendable-form';
import { ServerErrors } from '../../core/server-errors';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { PinMapComponent } from '../claims/pin-map.component';
import { townWords } from '../listings/town-words';
import {
  type RequestedPlace,
  type EditedAddress,
  editedPlace,
  type PlaceEntry,
  placeEntry,
} from './place-entry';

/** As much as the API takes of a street and of what goes with it. */
const LINE_MAX = 120;

/**
 * The place that is asked for, which is opened and corrected before it is accepted. Its owner asks it for the address
 * (`read`); it stands in the form of the decision.
 */
@Component({
  selector: 'console-place-edit',
  imports: [ButtonComponent, ChoiceComponent, FormField, PinMapComponent, TextFieldComponent],
  host: { class: 'town-facts' },
  template: `<button
      uiButton
      type="button"
      variant="plain"
      [attr.aria-expanded]="isOpen()"
      (click)="toggle()"
    >
      {{ isOpen() ? t().corrections.leavePlace : t().corrections.editPlace }}
    </button>
    @if (isOpen()) {
      <div class="town-fact-after" role="group" [attr.aria-label]="t().corrections.editedPlace">
        <p class="ui-field-hint">{{ t().corrections.editHint }}</p>
        <ui-text-field
          autocomplete="off"
          [label]="town().line"
          [hint]="town().lineHint"
          [messages]="messages()"
          [formField]="form.line"
        />
        <ui-text-field
          autocomplete="off"
          [label]="t().corrections.complement"
          [messages]="messages()"
          [formField]="form.complement"
        />
        <ui-text-field
          autocomplete="off"
          inputmode="numeric"
          [label]="town().postalCode"
          [messages]="messages()"
          [formField]="form.postalCode"
        />
        <ui-choice
          [label]="town().commune"
          [options]="communes()"
          [value]="entry().communeCode"
          (valueChange)="choose($event)"
        />
        @if (communeError()) {
          <p class="ui-field-error">{{ communeError() }}</p>
        }
        <console-pin-map [place]="place().map" [start]="entry().pin" [asked]="true" (moved)="put($event)" />
      </div>
    }`,
})
export class PlaceEditComponent {
  readonly place = input.required<RequestedPlace>();

  private readonly i18n = inject(I18nStore);
  private readonly server = inject(ServerErrors);
  protected readonly t = this.i18n.texts;
  protected readonly town = computed(() => townWords(this.i18n.locale()));
  protected readonly isOpen = signal(false);
  /** What is typed: where the request is read again, it stays as it was typed. */
  protected readonly entry = linkedSignal<RequestedPlace, PlaceEntry>({
    source: this.place,
    computation: (place, before) => (before && this.isOpen() ? before.value : placeEntry(place)),
  });
  protected readonly form = form(this.entry, (path) => {
    filled(path.line);
    maxLength(path.line, LINE_MAX);
    maxLength(path.complement, LINE_MAX);
    // A request without one may be accepted without one.
    filled(path.postalCode, { when: () => this.place().postalCode !== '' });
    pattern(path.postalCode, /^\s*(?:\d{5}\s*)?$/);
  });
  protected readonly messages = computed(() => ({
    required: this.town().needed,
    pattern: this.town().postalCodeWrong(this.place().postalCode),
    maxLength: this.t().common.tooLong(String(LINE_MAX)),
  }));
  protected readonly communes = computed(() =>
    this.place().communes.map(({ code, name }) => ({ value: code, label: name })),
  );
  protected readonly communeError = computed(() => this.server.messageOf('/communeCode'));

  /** The address as it is corrected; null where nothing is, and `invalid` where something typed cannot be. */
  read(): EditedAddress | 'invalid' | null {
    const edited = this.isOpen() ? editedPlace(this.place(), this.entry()) : null;
    if (edited === null || !this.form().invalid()) return edited;
    this.form().markAsTouched();
    return 'invalid';
  }

  /** Closed, it changes nothing of what is asked for. */
  protected toggle(): void {
    this.isOpen.update((isOpen) => !isOpen);
    if (!this.isOpen()) this.entry.set(placeEntry(this.place()));
  }

  protected choose(communeCode: string): void {
    this.entry.update((entry) => ({ ...entry, communeCode }));
    this.server.forget(this.communeError());
  }

  protected put(pin: PlaceEntry['pin']): void {
    this.entry.update((entry) => ({ ...entry, pin }));
  }
}
