import { Component, computed, inject, input, model } from '@angular/core';
import { I18nStore } from '../../core/i18n/i18n.store';
import { ProblemComponent } from '../../core/problem.component';
import { TenantApi } from '../../core/tenant-api';
import { ChoiceComponent } from '../../ui/choice.component';
import { postWords } from '../listings/post-words';

/** Which post of a business is to be hidden, where its reader did not say: none before somebody chooses. */
@Component({
  selector: 'console-post-choice',
  imports: [ChoiceComponent, ProblemComponent],
  template: `@if (posts.problem(); as said) {
      <console-problem [problem]="said" [busy]="posts.loading()" (retry)="posts.reload()" />
    } @else if (options(); as offered) {
      <ui-choice [label]="words().choose" [options]="offered" [(value)]="chosen" />
    }`,
})
export class PostChoiceComponent {
  readonly tenant = input.required<string>();
  readonly listing = input.required<number>();
  readonly chosen = model('');
  private readonly i18n = inject(I18nStore);
  protected readonly words = computed(() => postWords(this.i18n.locale()));
  protected readonly posts = inject(TenantApi).posts(
    () => this.tenant(),
    () => String(this.listing()),
  );
  protected readonly options = computed(() => {
    const posts = this.posts.value()?.posts.filter(({ status }) => status !== 'hidden');
    const { noneChosen, status } = this.words();
    return (
      posts && [
        { value: '', label: noneChosen },
        ...posts.map((post) => ({ value: post.id, label: `${post.title} (${status[post.status]})` })),
      ]
    );
  });
}
