import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, email, maxLength } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { SignIn } from '@halles/contracts';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ABOUT_PROCONNECT, PROCONNECT_PARAMETER, proConnectPath } from '../../core/pro-connect';
import type { Problem } from '../../core/problem';
import { RETURN_PARAMETER, paths, safeReturnPath } from '../../core/return-path';
import {
  EMAIL_MAX,
  emailMessages,
  filled,
  revealWords,
  sendableForm,
  textMessages,
} from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { signInNotice } from './sign-in-notice';

const PASSWORD_MAX = 128;

@Component({
  selector: 'console-sign-in-page',
  imports: [
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    RouterLink,
    TextFieldComponent,
  ],
  templateUrl: './sign-in.page.html',
  host: { class: 'page page-narrow' },
})
export class SignInPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly problem = signal<Problem | undefined>(undefined);
  private readonly query = inject(ActivatedRoute).snapshot.queryParamMap;
  private readonly place = safeReturnPath(this.query.get(RETURN_PARAMETER));

  protected readonly t = this.i18n.texts;
  protected readonly forgotten = paths.forgottenPassword;
  protected readonly entry = signal<SignIn>({ email: '', password: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.email);
      email(path.email);
      maxLength(path.email, EMAIL_MAX);
      filled(path.password);
      maxLength(path.password, PASSWORD_MAX);
    },
    () => this.send(),
  );
  protected readonly notice = computed(() => {
    const state = this.session.state();
    const reason = state.kind === 'anonymous' ? state.reason : 'none';
    const back = this.query.get(PROCONNECT_PARAMETER);
    return signInNotice(this.problem(), reason, back, this.t(), this.i18n.format());
  });
  protected readonly emailMessages = computed(() => emailMessages(this.t()));
  protected readonly passwordMessages = computed(() => textMessages(this.t(), PASSWORD_MAX));
  protected readonly reveal = computed(() => revealWords(this.t(), this.t().signIn.password));

  private readonly offer = this.api.proConnectOffer();
  /** Without an answer the page is that of the password. */
  protected readonly offersProConnect = computed(() => this.offer.value()?.isOffered ?? false);
  protected readonly proConnect = proConnectPath(this.place);
  protected readonly aboutProConnect = ABOUT_PROCONNECT;

  private async send(): Promise<void> {
    this.problem.set(undefined);
    const outcome = await this.api.signIn(this.entry());
    if (!outcome.ok) {
      this.problem.set(outcome.problem);
      if (outcome.problem.status === 401) this.form.password().focusBoundControl();
      return;
    }
    this.session.begin(outcome.value);
    await this.router.navigateByUrl(this.place);
  }
}
