import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, email, maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { paths } from '../../core/return-path';
import { EMAIL_MAX, emailMessages, filled, noticeOf, sendableForm } from '../../core/sendable-form';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';

/** Asks for the link that chooses a new password. What is said is the same for any address. */
@Component({
  selector: 'console-forgotten-password-page',
  imports: [
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    RouterLink,
    TextFieldComponent,
  ],
  template: `<h1 tabindex="-1">{{ t().forgotten.title }}</h1>
    <p class="lead">{{ t().forgotten.lead }}</p>
    <ui-card width="narrow">
      @if (notice(); as shown) {
        <ui-notice [tone]="shown.tone" [alert]="true" [heading]="shown.title" [detail]="shown.detail" />
      }
      @if (sentTo(); as address) {
        <ui-notice
          tone="good"
          [alert]="true"
          [heading]="t().forgotten.sent"
          [detail]="t().forgotten.sentDetail(address)"
        />
      }
      <form class="form" [formRoot]="form">
        <ui-text-field
          type="email"
          autocomplete="username"
          [label]="t().signIn.email"
          [messages]="messages()"
          [formField]="form.email"
        />
        <div class="form-actions">
          <button uiButton type="submit" [busy]="form().submitting()" [busyLabel]="t().forgotten.submitting">
            {{ sentTo() ? t().forgotten.again : t().forgotten.submit }}
          </button>
          <a [routerLink]="signIn">{{ t().forgotten.back }}</a>
        </div>
      </form>
    </ui-card>`,
  host: { class: 'page page-narrow' },
})
export class ForgottenPasswordPage {
  private readonly api = inject(ApiClient);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly signIn = paths.signIn;
  protected readonly sentTo = signal<string | undefined>(undefined);
  protected readonly entry = signal({ email: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
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
    this.sentTo.set(undefined);
    const { email: address } = this.entry();
    const outcome = await this.api.requestPassword({ email: address, locale: this.i18n.locale() });
    if (outcome.ok) this.sentTo.set(address);
    else this.problem.set(outcome.problem);
  }
}
