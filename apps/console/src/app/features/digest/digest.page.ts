import { Component, inject } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { DigestComponent } from './digest.component';

/** What the console mails to who is signed in, and how that ends. */
@Component({
  selector: 'console-digest-page',
  imports: [DigestComponent],
  template: `<h1 tabindex="-1">{{ t().titles.digest }}</h1>
    <console-digest />`,
  host: { class: 'page' },
})
export class DigestPage {
  protected readonly t = inject(I18nStore).texts;
}
