import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import type { ClaimDecision, ReasonPurpose } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { filled, sendableForm } from '../../core/sendable-form';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { TextAreaComponent } from '../../ui/text-area.component';

const REASON_MAX = 2_000;

/** A sentence to begin from, in the language of whoever reads it. */
export interface ReasonOffer {
  readonly id: string;
  readonly purpose: ReasonPurpose;
  readonly title: string;
  readonly text: string;
}

/** One of the answers; who is refused is always told why. */
export interface DecisionChoice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly purpose: ReasonPurpose;
  /** What cannot be taken back of it: it is sent once that is ticked. */
  readonly warning?: string;
}

/** What is asked and decided: one of the choices, with what is corrected before, and a reason. Nothing is chosen unless the person chooses it. */
@Component({
  selector: 'console-decision-form',
  imports: [ButtonComponent, ChoiceComponent, FormField, FormRoot, TextAreaComponent],
  template: `<form class="form form-inline" [formRoot]="form">
    <fieldset class="choices">
      <legend class="ui-field-label">{{ t().claims.decisionLegend }}</legend>
      @for (choice of choices(); track choice.value; let isFirst = $first) {
        <label
          ><input
            type="radio"
            name="decision"
            [attr.data-invalid]="isFirst && isMissing() ? '' : null"
            [attr.aria-describedby]="isMissing() ? 'decision-error' : null"
            [value]="choice.value"
            [checked]="picked()?.value === choice.value"
            (change)="pick(choice)"
          />
          {{ choice.label }}</label
        >
      }
      @if (isMissing()) {
        <p class="ui-field-error" id="decision-error">{{ t().claims.decisionNeeded }}</p>
      }
    </fieldset>
    @if (picked()?.warning; as warning) {
      <fieldset class="choices">
        <legend class="ui-field-label">{{ warning }}</legend>
        <label
          ><input
            type="checkbox"
            [attr.data-invalid]="isUnconfirmed() ? '' : null"
            [attr.aria-describedby]="isUnconfirmed() ? 'confirmed-error' : null"
            [checked]="isConfirmed()"
            (change)="confirm(!isConfirmed())"
          />
          {{ t().claims.takeoverConfirm }}</label
        >
        @if (isUnconfirmed()) {
          <p class="ui-field-error" id="confirmed-error">{{ t().claims.takeoverNeeded }}</p>
        }
      </fieldset>
    }
    <ng-content />
    @if (offers().length > 1) {
      <ui-choice
        [label]="t().templates.use"
        [options]="offers()"
        [value]="taken()"
        (valueChange)="take($event)"
      />
    }
    <ui-text-area
      [label]="mustExplain() || isAllRefusal() ? t().claims.reason : t().claims.reasonOptional"
      [hint]="hint()"
      [messages]="messages()"
      [formField]="form.reason"
    />
    <button uiButton type="submit" [busy]="busy()" [busyLabel]="t().listing.saving">
      {{ sendLabel() || t().claims.decide }}
    </button>
  </form>`,
})
export class DecisionFormComponent<T extends string = ClaimDecision['decision']> {
  readonly choices = input.required<readonly DecisionChoice<T>[]>();
  /** Who reads the reason. */
  readonly hint = input.required<string>();
  /** On the button; empty: « Décider ». */
  readonly sendLabel = input('');
  readonly templates = input<readonly ReasonOffer[]>([]);
  readonly busy = input(false);
  readonly decided = output<{ readonly choice: T; readonly reason: string }>();

  protected readonly t = inject(I18nStore).texts;
  protected readonly picked = signal<DecisionChoice<T> | undefined>(undefined);
  protected readonly isMissing = signal(false);
  protected readonly isConfirmed = signal(false);
  protected readonly isUnconfirmed = signal(false);
  protected readonly taken = signal('');
  /** A reason is asked for once it is known that something is refused. */
  protected readonly mustExplain = computed(() => this.picked()?.purpose === 'refuse');
  /** Nothing else can be chosen: the reason is asked for from the start. */
  protected readonly isAllRefusal = computed(() =>
    this.choices().every(({ purpose }) => purpose === 'refuse'),
  );
  protected readonly offers = computed(() => [
    { value: '', label: this.t().templates.none },
    ...this.templates()
      .filter(({ purpose }) => purpose === this.picked()?.purpose)
      .map(({ id, title }) => ({ value: id, label: title })),
  ]);
  private readonly entry = signal({ reason: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.reason, { when: () => this.mustExplain() });
      maxLength(path.reason, REASON_MAX);
    },
    () => this.send(),
    () => this.isMissing.set(this.picked() === undefined),
  );
  protected readonly messages = computed(() => ({
    required: this.t().claims.reasonNeeded,
    maxLength: this.t().common.tooLong(String(REASON_MAX)),
  }));

  /** A sentence that was taken for another answer goes with it; what somebody wrote stays. */
  protected pick(choice: DecisionChoice<T>): void {
    if (choice.purpose !== this.picked()?.purpose) {
      const template = this.templates().find(({ id }) => id === this.taken());
      if (template?.text === this.entry().reason) this.entry.set({ reason: '' });
      this.taken.set('');
    }
    this.picked.set(choice);
    this.isMissing.set(false);
    this.confirm(false);
  }

  protected confirm(isConfirmed: boolean): void {
    this.isConfirmed.set(isConfirmed);
    this.isUnconfirmed.set(false);
  }

  /** Puts a sentence in the place of what was written. */
  protected take(id: string): void {
    this.taken.set(id);
    const template = this.templates().find((one) => one.id === id);
    if (template) this.entry.set({ reason: template.text });
  }

  private async send(): Promise<void> {
    const choice = this.picked();
    this.isMissing.set(choice === undefined);
    this.isUnconfirmed.set(choice?.warning !== undefined && !this.isConfirmed());
    if (choice && !this.isUnconfirmed())
      this.decided.emit({ choice: choice.value, reason: this.entry().reason });
    return Promise.resolve();
  }
}
