import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import type { ClaimDecision } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ButtonComponent } from '../../ui/button.component';
import { TextAreaComponent } from '../../ui/text-area.component';

const REASON_MAX = 2_000;

/** What is asked and decided: one of the choices, with a reason. */
@Component({
  selector: 'console-decision-form',
  imports: [ButtonComponent, FormField, FormRoot, TextAreaComponent],
  template: `<form class="form form-inline" [formRoot]="form">
    <fieldset class="choices">
      <legend class="ui-field-label">{{ t().claims.decisionLegend }}</legend>
      @for (choice of choices(); track choice.value) {
        <label
          ><input
            type="radio"
            name="decision"
            [value]="choice.value"
            [checked]="chosen() === choice.value"
            (change)="picked.set(choice.value)"
          />
          {{ choice.label }}</label
        >
      }
    </fieldset>
    <ui-text-area
      [label]="t().claims.reason"
      [hint]="hint()"
      [messages]="messages()"
      [formField]="form.reason"
    />
    <button uiButton type="submit" [busy]="busy()" [busyLabel]="t().listing.saving">
      {{ t().claims.decide }}
    </button>
  </form>`,
})
export class DecisionFormComponent<T extends string = ClaimDecision['decision']> {
  /** The first is chosen unless another is. */
  readonly choices = input.required<readonly { readonly value: T; readonly label: string }[]>();
  /** Who reads the reason. */
  readonly hint = input.required<string>();
  readonly busy = input(false);
  readonly decided = output<{ readonly choice: T; readonly reason: string }>();

  protected readonly t = inject(I18nStore).texts;
  protected readonly picked = signal<T | undefined>(undefined);
  protected readonly chosen = computed(() => this.picked() ?? this.choices()[0]?.value);
  private readonly entry = signal({ reason: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.reason);
      maxLength(path.reason, REASON_MAX);
    },
    {
      submission: {
        action: () => this.send(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
  protected readonly messages = computed(() => ({
    required: this.t().claims.reasonNeeded,
    maxLength: this.t().common.tooLong(String(REASON_MAX)),
  }));

  private async send(): Promise<void> {
    const choice = this.chosen();
    if (choice !== undefined) this.decided.emit({ choice, reason: this.entry().reason });
    return Promise.resolve();
  }
}
