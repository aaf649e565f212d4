import { Component, computed, inject, input } from '@angular/core';
import type { ReportCase } from '@halles/contracts';
import { I18nStore } from '../../core/i18n/i18n.store';
import { postWords } from '../listings/post-words';

/** The post that a reader reports, as they saw it, and what became of it since. */
@Component({
  selector: 'console-reported-post',
  template: `<h3>{{ words().reported }}</h3>
    <blockquote class="quote">
      <strong>{{ post().title }}</strong><br />{{ post().text }}
    </blockquote>
    @if (post().wasChanged) {
      <p class="page-note">{{ words().wasChanged }}</p>
    }
    <p class="page-note">{{ state() }}</p>
    @if (post().now; as now) {
      @if (now.isChanged) {
        <p class="page-note">{{ words().saysNow }}</p>
        <blockquote class="quote">
          <strong>{{ now.title }}</strong><br />{{ now.text }}
        </blockquote>
      }
      @if (now.url; as url) {
        <p>
          <a [href]="url">{{ words().open }}</a>
        </p>
      }
    }`,
})
export class ReportedPostComponent {
  readonly post = input.required<NonNullable<ReportCase['post']>>();
  private readonly i18n = inject(I18nStore);
  protected readonly words = computed(() => postWords(this.i18n.locale()));
  protected readonly state = computed(() => {
    const words = this.words();
    const { now, isHeld } = this.post();
    if (!now) return words.erased;
    const why = now.hiddenReason === null ? [] : [words.why(now.hiddenReason)];
    const held = isHeld ? [words.held] : [];
    return [words.standing(words.status[now.status]), ...held, ...why].join(' ');
  });
}
