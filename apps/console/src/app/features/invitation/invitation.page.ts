import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, maxLength, minLength } from '@angular/forms/signals';
import { ActivatedRoute, Router } from '@angular/router';
import type { InvitationOffer } from '@halles/contracts';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import { mailedLink } from '../../core/mailed-link';
import type { Problem } from '../../core/problem';
import { paths } from '../../core/return-path';
import {
  filled,
  NAME_MAX,
  noticeOf,
  revealWords,
  sendableForm,
  textMessages,
} from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { AccountNameComponent } from '../../ui/account-name.component';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { PASSWORD_MAX, PASSWORD_MIN, newPasswordMessages } from '../change-password/password-rules';

/** What an invitation offers, and the account that it makes. */
@Component({
  selector: 'console-invitation-page',
  imports: [
    AccountNameComponent,
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    SkeletonComponent,
    TextFieldComponent,
  ],
  templateUrl: './invitation.page.html',
  host: { class: 'page page-narrow' },
})
export class InvitationPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly link = mailedLink(inject(ActivatedRoute).snapshot.fragment);
  private readonly problem = signal<Problem | undefined>(undefined);

  protected readonly t = this.i18n.texts;
  protected readonly offer = signal<InvitationOffer | undefined>(undefined);
  protected readonly accepting = signal(false);
  protected readonly entry = signal({ name: '', password: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.name);
      maxLength(path.name, NAME_MAX);
      filled(path.password);
      minLength(path.password, PASSWORD_MIN);
      maxLength(path.password, PASSWORD_MAX);
    },
    () => this.accept(this.entry()),
  );
  protected readonly notice = noticeOf(this.problem);
  protected readonly words = computed(() => {
    const offer = this.offer();
    if (!offer) return undefined;
    const title = offer.title[this.i18n.locale()];
    const { as, by, known } = this.t().invitation;
    return {
      title,
      as: as[offer.role](title),
      by: offer.invitedBy && by(offer.invitedBy),
      known: offer.isKnown ? known(offer.email) : undefined,
    };
  });
  protected readonly messages = computed(() => newPasswordMessages(this.t()));
  protected readonly nameMessages = computed(() => textMessages(this.t(), NAME_MAX));
  protected readonly reveal = computed(() => revealWords(this.t(), this.t().password.next));

  constructor() {
    void this.load();
  }

  /** The address has an account: the role joins it, the password stays. */
  protected async join(): Promise<void> {
    const offer = this.offer();
    if (!offer) return;
    this.accepting.set(true);
    await this.accept({ name: offer.name, password: '-'.repeat(PASSWORD_MIN) });
    this.accepting.set(false);
  }

  private async load(): Promise<void> {
    const outcome = await this.api.invitation(this.link);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.entry.update((entry) => ({ ...entry, name: outcome.value.name }));
    this.offer.set(outcome.value);
  }

  private async accept(input: { readonly name: string; readonly password: string }): Promise<void> {
    this.problem.set(undefined);
    const outcome = await this.api.acceptInvitation({ ...this.link, ...input });
    if (!outcome.ok) return this.problem.set(outcome.problem);
    const { session } = outcome.value;
    if (session) {
      this.session.begin(session);
      return void (await this.router.navigateByUrl(paths.overview));
    }
    // The account was there before: its own session has the new role at once, anybody else’s ends.
    if (this.session.account()?.email === this.offer()?.email) {
      await this.session.load(this.api);
      return void (await this.router.navigateByUrl(paths.overview));
    }
    if (this.session.account()) await this.api.signOut();
    this.session.welcome();
    await this.router.navigateByUrl(paths.signIn);
  }
}
