import { Component, computed, input, linkedSignal, signal } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import type { CaseQueueName, ReasonPurpose } from '@halles/contracts';
import { filled, sendableForm, textMessages } from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { TextFieldComponent } from '../../ui/text-field.component';

/** What the sentences of each queue are for. */
const PURPOSES = {
  claims: ['approve', 'refuse', 'document'],
  reports: ['accept-report', 'refuse-report'],
} as const satisfies Record<CaseQueueName, readonly ReasonPurpose[]>;
const TITLE_MAX = 80;
const TEXT_MAX = 2_000;

/** Sentences that agents send often: everybody reads them, managers write them. */
@Component({
  selector: 'console-reason-templates',
  imports: [
    ButtonComponent,
    ChoiceComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    TextAreaComponent,
    TextFieldComponent,
  ],
  template: `<section class="panel" aria-labelledby="templates">
    <h2 id="templates">{{ t().templates.heading }}</h2>
    <p class="page-note">{{ t().templates.leads[queue()] }}</p>
    <p class="page-announcement" role="status">{{ announcement() }}</p>
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }
    <ul class="plain-list">
      @for (template of rows(); track template.id) {
        <li>
          <p class="proof-kind">{{ t().templates.purposes[template.purpose] }} · {{ template.title }}</p>
          <p class="page-note">{{ template.text }}</p>
          @if (template.isOwn && mayEdit()) {
            <button
              uiButton
              type="button"
              variant="plain"
              [attr.aria-label]="t().templates.removeLabel(template.title)"
              (click)="remove(template.id)"
            >
              {{ t().templates.remove }}
            </button>
          }
        </li>
      }
    </ul>
    @if (mayEdit()) {
      <details>
        <summary>{{ t().templates.add }}</summary>
        <form class="form form-inline" [formRoot]="form">
          <ui-choice [label]="t().templates.purpose" [options]="purposes()" [(value)]="purpose" />
          <ui-text-field
            autocomplete="off"
            [label]="t().templates.title"
            [messages]="messages()"
            [formField]="form.title"
          />
          <ui-text-area [label]="t().templates.fr" [messages]="messages()" [formField]="form.fr" />
          <ui-text-area [label]="t().templates.en" [messages]="messages()" [formField]="form.en" />
          <button uiButton type="submit" [busy]="busy()" [busyLabel]="t().listing.saving">
            {{ t().templates.keep }}
          </button>
        </form>
      </details>
    }
  </section>`,
})
export class ReasonTemplatesComponent extends TenantPage {
  readonly queue = input.required<CaseQueueName>();
  private readonly list = this.api.reasonTemplates(this.tenant);
  private readonly offered = computed<readonly ReasonPurpose[]>(() => PURPOSES[this.queue()]);
  protected readonly purpose = linkedSignal<string>(() => this.offered()[1] ?? 'refuse');
  protected readonly mayEdit = computed(() => this.list.value()?.mayEdit ?? false);
  protected readonly rows = computed(() =>
    (this.list.value()?.templates ?? [])
      .filter(({ purpose }) => this.offered().includes(purpose))
      .map(({ title, text, ...template }) => ({
        ...template,
        title: title[this.i18n.locale()],
        text: text[this.i18n.locale()],
      })),
  );
  protected readonly purposes = computed(() =>
    this.offered().map((value) => ({ value, label: this.t().templates.purposes[value] })),
  );
  private readonly entry = signal({ title: '', fr: '', en: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.title);
      maxLength(path.title, TITLE_MAX);
      filled(path.fr);
      maxLength(path.fr, TEXT_MAX);
      filled(path.en);
      maxLength(path.en, TEXT_MAX);
    },
    () => this.add(),
  );
  protected readonly messages = computed(() => textMessages(this.t(), TEXT_MAX));

  protected async remove(id: string): Promise<void> {
    const pending = this.api.removeReasonTemplate(this.tenant(), id);
    if (await this.act(pending, this.t().templates.removed)) this.list.reload();
  }

  private async add(): Promise<void> {
    const purpose = this.offered().find((one) => one === this.purpose()) ?? 'refuse';
    const pending = this.api.addReasonTemplate(this.tenant(), { purpose, ...this.entry() });
    if (!(await this.act(pending, this.t().templates.added))) return;
    this.form().reset({ title: '', fr: '', en: '' });
    this.list.reload();
  }
}
