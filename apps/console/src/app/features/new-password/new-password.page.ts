import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, maxLength, minLength } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import { mailedLink } from '../../core/mailed-link';
import type { Problem } from '../../core/problem';
import { paths } from '../../core/return-path';
import { filled, noticeOf, revealWords, sendableForm } from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { AccountNameComponent } from '../../ui/account-name.component';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { PASSWORD_MAX, PASSWORD_MIN, newPasswordMessages } from '../change-password/password-rules';

/** Where the link of a forgotten password leads: the new one is chosen, and opens a session at once. */
@Component({
  selector: 'console-new-password-page',
  imports: [
    AccountNameComponent,
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    RouterLink,
    SkeletonComponent,
    TextFieldComponent,
  ],
  template: `<h1 tabindex="-1">{{ t().password.titleForced }}</h1>
    @if (notice(); as shown) {
      <ui-notice [tone]="shown.tone" [alert]="true" [heading]="shown.title" [detail]="shown.detail" />
    }
    @if (email(); as address) {
      <p class="lead">{{ t().forgotten.chooseLead }}</p>
      <ui-card width="narrow">
        <form class="form" [formRoot]="form">
          <ui-account-name [email]="address" />
          <ui-text-field
            type="password"
            autocomplete="new-password"
            [label]="t().password.next"
            [hint]="t().invitation.passwordHint"
            [messages]="messages()"
            [reveal]="reveal()"
            [formField]="form.password"
          />
          <button uiButton type="submit" [busy]="form().submitting()" [busyLabel]="t().password.submitting">
            {{ t().password.submit }}
          </button>
        </form>
      </ui-card>
    } @else if (notice()) {
      <p>
        <a [routerLink]="forgotten">{{ t().forgotten.askAgain }}</a>
      </p>
    } @else {
      <ui-skeleton [lines]="3" />
    }`,
  host: { class: 'page page-narrow' },
})
export class NewPasswordPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly link = mailedLink(inject(ActivatedRoute).snapshot.fragment);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly forgotten = paths.forgottenPassword;
  protected readonly email = signal<string | undefined>(undefined);
  protected readonly entry = signal({ password: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.password);
      minLength(path.password, PASSWORD_MIN);
      maxLength(path.password, PASSWORD_MAX);
    },
    () => this.send(),
  );
  protected readonly notice = noticeOf(this.problem);
  protected readonly messages = computed(() => newPasswordMessages(this.t()));
  protected readonly reveal = computed(() => revealWords(this.t(), this.t().password.next));

  constructor() {
    void this.load();
  }

  private async load(): Promise<void> {
    const outcome = await this.api.passwordOffer(this.link);
    if (outcome.ok) this.email.set(outcome.value.email);
    else this.problem.set(outcome.problem);
  }

  private async send(): Promise<void> {
    this.problem.set(undefined);
    const outcome = await this.api.resetPassword({ ...this.link, ...this.entry() });
    if (!outcome.ok) {
      this.problem.set(outcome.problem);
      if (outcome.problem.status === 410) this.email.set(undefined);
      else this.form.password().focusBoundControl();
      return;
    }
    this.session.begin(outcome.value);
    await this.router.navigateByUrl(paths.overview);
  }
}
