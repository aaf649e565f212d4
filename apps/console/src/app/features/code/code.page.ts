import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, minLength } from '@angular/forms/signals';
import { ActivatedRoute, Router } from '@angular/router';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import type { Problem } from '../../core/problem';
import { RETURN_PARAMETER, safeReturnPath } from '../../core/return-path';
import { CODE_DIGITS, codeMessages, filled, noticeOf, sendableForm } from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';

/** The second factor of a sign-in: the code of the authenticator, or a recovery code. */
@Component({
  selector: 'console-code-page',
  imports: [ButtonComponent, CardComponent, FormField, FormRoot, NoticeComponent, TextFieldComponent],
  template: `<h1 tabindex="-1">{{ t().code.title }}</h1>
    <p class="lead">{{ t().code.lead }}</p>
    <ui-card width="narrow">
      @if (notice(); as shown) {
        <ui-notice [tone]="shown.tone" [alert]="true" [heading]="shown.title" [detail]="shown.detail" />
      }
      <form class="form" [formRoot]="form">
        <ui-text-field
          autocomplete="one-time-code"
          inputmode="text"
          [label]="t().code.field"
          [hint]="t().code.hint"
          [messages]="messages()"
          [formField]="form.code"
        />
        <button uiButton type="submit" [busy]="form().submitting()" [busyLabel]="t().code.submitting">
          {{ t().code.submit }}
        </button>
      </form>
    </ui-card>`,
  host: { class: 'page page-narrow' },
})
export class CodePage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);
  private readonly back = safeReturnPath(inject(ActivatedRoute).snapshot.queryParamMap.get(RETURN_PARAMETER));

  protected readonly t = this.i18n.texts;
  protected readonly entry = signal({ code: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.code);
      minLength(path.code, CODE_DIGITS);
    },
    () => this.send(),
  );
  protected readonly notice = noticeOf(this.problem);
  protected readonly messages = computed(() => codeMessages(this.t()));

  private async send(): Promise<void> {
    this.problem.set(undefined);
    const outcome = await this.api.giveCode(this.entry().code);
    if (!outcome.ok) {
      this.problem.set(outcome.problem);
      this.form.code().focusBoundControl();
      return;
    }
    await this.session.load(this.api);
    await this.router.navigateByUrl(this.back);
  }
}
