import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import type { RequestDocument } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { filled, sendableForm } from '../../core/sendable-form';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import type { ReasonOffer } from './decision-form.component';

const MESSAGE_MAX = 2_000;
const WAITS = [7, 14, 30] as const;

/** Asks one side of a claim for a document: which side, what is missing, and how long it is waited for. */
@Component({
  selector: 'console-document-request',
  imports: [ButtonComponent, ChoiceComponent, FormField, FormRoot, TextAreaComponent],
  template: `<form class="form form-inline" [formRoot]="form">
    @if (owner()) {
      <ui-choice [label]="t().documents.side" [options]="sides()" [(value)]="side" />
    }
    @if (offers().length > 1) {
      <ui-choice
        [label]="t().templates.use"
        [options]="offers()"
        [value]="taken()"
        (valueChange)="take($event)"
      />
    }
    <ui-text-area
      [label]="t().documents.message"
      [hint]="t().claims.reasonHint"
      [messages]="messages()"
      [formField]="form.message"
    />
    <ui-choice [label]="t().documents.waits" [options]="waits()" [(value)]="days" />
    <button uiButton type="submit" variant="plain" [busy]="busy()" [busyLabel]="t().listing.saving">
      {{ t().documents.ask }}
    </button>
  </form>`,
})
export class DocumentRequestComponent {
  readonly templates = input<readonly ReasonOffer[]>([]);
  /** Who keeps the page that is claimed; null where the claimant alone is asked. */
  readonly owner = input<string | null>(null);
  readonly busy = input(false);
  readonly asked = output<RequestDocument>();

  protected readonly t = inject(I18nStore).texts;
  protected readonly taken = signal('');
  protected readonly days = signal('14');
  protected readonly side = signal('claimant');
  protected readonly sides = computed(() => [
    { value: 'claimant', label: this.t().claims.claimant },
    { value: 'owner', label: this.t().documents.ofOwner(this.owner() ?? '') },
  ]);
  protected readonly waits = computed(() =>
    WAITS.map((days) => ({ value: String(days), label: this.t().documents.days(String(days)) })),
  );
  protected readonly offers = computed(() => [
    { value: '', label: this.t().templates.none },
    ...this.templates()
      .filter(({ purpose }) => purpose === 'document')
      .map(({ id, title }) => ({ value: id, label: title })),
  ]);
  private readonly entry = signal({ message: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.message);
      maxLength(path.message, MESSAGE_MAX);
    },
    () => this.send(),
  );
  protected readonly messages = computed(() => ({
    required: this.t().documents.needed,
    maxLength: this.t().common.tooLong(String(MESSAGE_MAX)),
  }));

  protected take(id: string): void {
    this.taken.set(id);
    const template = this.templates().find((one) => one.id === id);
    if (template) this.entry.set({ message: template.text });
  }

  private async send(): Promise<void> {
    const side = this.owner() !== null && this.side() === 'owner' ? 'owner' : 'claimant';
    this.asked.emit({ side, message: this.entry().message, days: Number(this.days()) });
    return Promise.resolve();
  }
}
