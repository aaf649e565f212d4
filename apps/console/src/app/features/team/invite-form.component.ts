import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, FormRoot, email, maxLength } from '@angular/forms/signals';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { EMAIL_MAX, emailMessages, filled, NAME_MAX, noticeOf, sendableForm } from '../../core/sendable-form';
import { TenantApi } from '../../core/tenant-api';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';

/** Invites somebody to a territory's team by mail. */
@Component({
  selector: 'console-invite-form',
  imports: [ButtonComponent, ChoiceComponent, FormField, FormRoot, NoticeComponent, TextFieldComponent],
  template: `@if (notice(); as shown) {
      <ui-notice [tone]="shown.tone" [alert]="true" [heading]="shown.title" [detail]="shown.detail" />
    }
    <form class="form form-inline" [formRoot]="form">
      <ui-text-field
        autocomplete="off"
        [label]="t().team.name"
        [messages]="messages()"
        [formField]="form.name"
      />
      <ui-text-field
        type="email"
        autocomplete="off"
        [label]="t().signIn.email"
        [messages]="messages()"
        [formField]="form.email"
      />
      <ui-choice [label]="t().team.role" [options]="roles()" [(value)]="role" />
      <button uiButton type="submit" [busy]="form().submitting()" [busyLabel]="t().team.inviting">
        {{ t().team.sendInvitation }}
      </button>
    </form>`,
})
export class InviteFormComponent {
  readonly tenant = input.required<string>();
  readonly invited = output<string>();

  private readonly api = inject(TenantApi);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly role = signal<string>('agent');
  protected readonly roles = computed(() =>
    (['agent', 'manager'] as const).map((value) => ({ value, label: this.t().team.roles[value] })),
  );
  protected readonly entry = signal({ name: '', email: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.name);
      maxLength(path.name, NAME_MAX);
      filled(path.email);
      email(path.email);
      maxLength(path.email, EMAIL_MAX);
    },
    () => this.send(),
  );
  protected readonly notice = noticeOf(this.problem);
  protected readonly messages = computed(() => emailMessages(this.t()));

  private async send(): Promise<void> {
    this.problem.set(undefined);
    const role = this.role() === 'manager' ? 'manager' : 'agent';
    const input = { ...this.entry(), role, locale: this.i18n.locale() } as const;
    const outcome = await this.api.invite(this.tenant(), input);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.entry.set({ name: '', email: '' });
    this.form().reset();
    this.invited.emit(input.email);
  }
}
