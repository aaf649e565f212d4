import { Component, computed, output, signal } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { ProblemComponent } from '../../core/problem.component';
import { filled, sendableForm } from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { postLine, postWords } from './post-words';

const REASON_MAX = 1_000;

/** What a business tells of on its page: what may not stand there is hidden, with a reason that the business gets. */
@Component({
  selector: 'console-listing-posts',
  imports: [ButtonComponent, FormField, FormRoot, NoticeComponent, ProblemComponent, TextAreaComponent],
  template: `<section class="panel" aria-labelledby="posts">
    <h2 id="posts">{{ words().heading }}</h2>
    <p class="page-note">{{ words().lead }}</p>
    @if (posts.problem(); as said) {
      <console-problem [problem]="said" [busy]="posts.loading()" (retry)="load()" />
    }
    <p class="page-announcement" role="status">{{ announcement() }}</p>
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }
    @if (rows(); as listed) {
      <ul class="plain-list">
        @for (row of listed; track row.id) {
          <li>
            <h3>{{ row.title }}</h3>
            <p class="page-note">{{ row.line }}</p>
            <blockquote class="quote">{{ row.text }}</blockquote>
            @if (row.photo; as photo) {
              <img class="proof-picture" [src]="photo.href" [alt]="photo.alt" />
            }
            @if (row.why) {
              <p class="page-note">{{ row.why }}</p>
              <button
                uiButton
                type="button"
                variant="plain"
                [busy]="busy()"
                [busyLabel]="t().listing.saving"
                (click)="show(row.id)"
              >
                {{ words().show }}
              </button>
            } @else if (hiding() === row.id) {
              <form class="form form-inline" [formRoot]="form">
                <ui-text-area [label]="words().reason" [messages]="messages()" [formField]="form.reason" />
                <div class="row-actions">
                  <button uiButton type="submit" [busy]="busy()" [busyLabel]="t().listing.saving">
                    {{ words().hide }}
                  </button>
                  <button uiButton type="button" variant="plain" (click)="hiding.set(null)">
                    {{ words().cancel }}
                  </button>
                </div>
              </form>
            } @else {
              <button
                uiButton
                type="button"
                variant="plain"
                [attr.aria-label]="words().hideThis(row.title)"
                (click)="begin(row.id)"
              >
                {{ words().hide }}
              </button>
            }
          </li>
        } @empty {
          <li>{{ words().none }}</li>
        }
      </ul>
    }
  </section>`,
})
export class ListingPostsComponent extends TenantPage {
  /** The town did something with a post. */
  readonly changed = output();
  protected readonly posts = this.api.posts(this.tenant, () => this.thing());
  protected readonly words = computed(() => postWords(this.i18n.locale()));
  protected readonly rows = computed(() =>
    this.posts.value()?.posts.map((post) => ({
      id: post.id,
      title: post.title,
      text: post.text,
      line: postLine(post, this.words(), (iso) => this.day(iso)),
      photo: post.photo && {
        href: this.api.postPhotoPath(this.tenant(), this.thing(), post.id, post.photo.id),
        alt: post.photo.alt ?? this.words().photo,
      },
      why: post.hiddenReason === null ? '' : this.words().why(post.hiddenReason),
    })),
  );
  /** The post whose reason is being written. */
  protected readonly hiding = signal<string | null>(null);
  private readonly entry = signal({ reason: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.reason);
      maxLength(path.reason, REASON_MAX);
    },
    () => this.hide(),
  );
  protected readonly messages = computed(() => ({
    required: this.words().missing,
    maxLength: this.words().missing,
  }));

  protected load(): void {
    this.posts.reload();
  }

  private changedNow(): void {
    this.load();
    this.changed.emit();
  }

  protected begin(post: string): void {
    this.forgetAnswer();
    this.entry.set({ reason: '' });
    this.hiding.set(post);
  }

  protected async show(post: string): Promise<void> {
    const pending = this.api.decidePost(this.tenant(), this.thing(), post, { hidden: false });
    if (await this.act(pending, this.words().shown)) this.changedNow();
  }

  private async hide(): Promise<undefined> {
    const post = this.hiding();
    if (post === null) return undefined;
    const body = { hidden: true, reason: this.entry().reason } as const;
    const pending = this.api.decidePost(this.tenant(), this.thing(), post, body);
    if (await this.act(pending, this.words().hidden)) {
      this.hiding.set(null);
      this.changedNow();
    }
    return undefined;
  }
}
