import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18nStore } from '../../core/i18n/i18n.store';
import { paths } from '../../core/return-path';

@Component({
  selector: 'console-not-found-page',
  imports: [RouterLink],
  template: `<h1 tabindex="-1">{{ t().notFound.title }}</h1>
    <p>{{ t().notFound.detail }}</p>
    <p>
      <a [routerLink]="home">{{ t().notFound.back }}</a>
    </p>`,
  host: { class: 'page' },
})
export class NotFoundPage {
  protected readonly t = inject(I18nStore).texts;
  protected readonly home = paths.overview;
}
