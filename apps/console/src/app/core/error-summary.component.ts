import { Component, computed, inject } from '@angular/core';
import { ButtonComponent } from '../ui/button.component';
import { NoticeComponent } from '../ui/notice.component';
import { FormRefusals } from './form-refusals';
import { I18nStore } from './i18n/i18n.store';
import { ServerErrors } from './server-errors';

/** A field that is wrong, as its form says it. */
interface RefusedField {
  readonly label: string;
  readonly message: string;
  readonly control: HTMLElement;
}

/** What is wrong with the form that was sent last, above the page: each field by its name, which leads to it. */
@Component({
  selector: 'console-error-summary',
  imports: [ButtonComponent, NoticeComponent],
  template: `@if (isShown()) {
    <ui-notice class="error-summary" tone="bad" [heading]="t().problems.summary">
      <ul>
        @for (field of fields(); track field.control) {
          <li>
            <button uiButton type="button" variant="quiet" (click)="field.control.focus()">
              {{ t().problems.inField(field.label, field.message) }}
            </button>
          </li>
        }
        @for (error of others(); track $index) {
          <li>{{ error.message }}</li>
        }
      </ul>
    </ui-notice>
  }`,
})
export class ErrorSummaryComponent {
  private readonly refusals = inject(FormRefusals);
  private readonly server = inject(ServerErrors);
  protected readonly t = inject(I18nStore).texts;
  protected readonly fields = computed(() => this.refusals.fields().map(refusedField));
  /** What the server says of no field of the form. */
  protected readonly others = computed(() => {
    const shown = new Set(this.fields().map(({ message }) => message));
    return this.server.errors().filter(({ message }) => message !== '' && !shown.has(message));
  });
  protected readonly isShown = computed(() => this.fields().length + this.others().length > 0);
}

/** A marked field with its label, and with what describes it as wrong. */
function refusedField(control: HTMLElement): RefusedField {
  const described = (control.getAttribute('aria-describedby') ?? '').split(' ');
  const error = described.find((id) => id.endsWith('-error')) ?? '';
  return {
    control,
    label: labelOf(control),
    message: control.ownerDocument.getElementById(error)?.textContent.trim() ?? '',
  };
}

/** Of one of several choices what all are called, of a tick alone what it says; of a day of a season, both. */
function labelOf(control: HTMLElement): string {
  const group = control.closest('fieldset');
  const legend = group?.querySelector('legend')?.textContent.trim() ?? '';
  if (control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)) {
    const isAlone = (group?.querySelectorAll('input').length ?? 1) === 1;
    const words = control.closest('label')?.textContent.trim() ?? '';
    return isAlone && words !== '' ? words : legend;
  }
  const named = control.ownerDocument.getElementById(control.getAttribute('aria-labelledby') ?? '');
  const label = named ?? control.ownerDocument.querySelector(`label[for="${control.id}"]`);
  const words = control.ariaLabel ?? label?.textContent.trim() ?? '';
  return [legend, words].filter(Boolean).join(', ');
}
