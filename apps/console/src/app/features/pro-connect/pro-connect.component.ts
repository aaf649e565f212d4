import { Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { type FieldTree, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { ActivatedRoute } from '@angular/router';
import { ApiClient } from '../../core/api-client';
import { I18nStore } from '../../core/i18n/i18n.store';
import { LINKED, PROCONNECT_PARAMETER, proConnectRefusal } from '../../core/pro-connect';
import { problemNotice } from '../../core/problem-words';
import type { Problem } from '../../core/problem';
import { filled, revealWords, sendableForm, textMessages } from '../../core/sendable-form';
import { SessionStore } from '../../core/session.store';
import { AccountNameComponent } from '../../ui/account-name.component';
import { ButtonComponent } from '../../ui/button.component';
import { CardComponent } from '../../ui/card.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextFieldComponent } from '../../ui/text-field.component';

const PASSWORD_MAX = 128;

/** Links a ProConnect identity to the account, with the password; takes the link away. Nothing where it is not offered. */
@Component({
  selector: 'console-pro-connect',
  imports: [
    AccountNameComponent,
    ButtonComponent,
    CardComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    TextFieldComponent,
  ],
  templateUrl: './pro-connect.component.html',
  host: { class: 'page-part' },
})
export class ProConnectComponent {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
  private readonly i18n = inject(I18nStore);
  private readonly location = inject(DOCUMENT).location;
  private readonly back = inject(ActivatedRoute).snapshot.queryParamMap.get(PROCONNECT_PARAMETER);
  private readonly problem = signal<Problem | undefined>(undefined);
  private readonly wasUnlinked = signal(false);

  protected readonly t = this.i18n.texts;
  protected readonly account = this.session.account;
  private readonly current = this.api.proConnect();
  protected readonly view = this.current.value;
  protected readonly unlinking = signal(false);
  protected readonly entry = signal({ password: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.password);
      maxLength(path.password, PASSWORD_MAX);
    },
    () => this.link(),
  );
  protected readonly notice = computed(() => {
    const problem = this.problem();
    const { linked, linkedDetail, unlinked, unlinkedDetail } = this.t().proConnect;
    if (problem) return { alert: true, ...problemNotice(problem, this.t(), this.i18n.format()) };
    if (this.wasUnlinked())
      return { tone: 'good', alert: false, title: unlinked, detail: unlinkedDetail } as const;
    const refused = proConnectRefusal(this.back, this.t());
    if (refused) return { tone: 'bad', alert: true, ...refused } as const;
    if (this.back !== LINKED) return undefined;
    return { tone: 'good', alert: false, title: linked, detail: linkedDetail } as const;
  });
  protected readonly since = computed(() => {
    const link = this.view()?.link;
    return link ? this.t().proConnect.linkedSince(this.i18n.format().day(link.linkedAt)) : '';
  });
  protected readonly company = computed(() => {
    const siren = this.view()?.link?.siren;
    return siren ? this.t().proConnect.company(siren.replaceAll(/(\d{3})(?=\d)/g, '$1\u00a0')) : undefined;
  });
  protected readonly messages = computed(() => textMessages(this.t(), PASSWORD_MAX));
  protected readonly reveal = computed(() => revealWords(this.t(), this.t().proConnect.password));

  protected async unlink(): Promise<void> {
    this.problem.set(undefined);
    this.unlinking.set(true);
    const outcome = await this.api.unlinkProConnect();
    this.unlinking.set(false);
    if (!outcome.ok) return this.problem.set(outcome.problem);
    this.wasUnlinked.set(true);
    this.current.reload();
  }

  private async link(): Promise<
    readonly { kind: string; message: string; fieldTree: FieldTree<string> }[] | undefined
  > {
    this.problem.set(undefined);
    const outcome = await this.api.linkProConnect(this.entry().password);
    if (outcome.ok) {
      if (outcome.value.address !== null) this.location.assign(outcome.value.address);
      return undefined;
    }
    const error = outcome.problem.errors.find(({ pointer }) => pointer === '/password');
    if (!error) {
      this.problem.set(outcome.problem);
      return undefined;
    }
    this.form.password().focusBoundControl();
    return [{ kind: 'server', message: error.message, fieldTree: this.form.password }];
  }
}
