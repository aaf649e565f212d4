import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import type { WalkView } from '@halles/contracts';
import { sendableForm } from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextAreaComponent } from '../../ui/text-area.component';

const NOTE_MAX = 1_000;

/** Whether the agent looked in today, and what is to be remembered of it; and what was noted before. */
@Component({
  selector: 'console-visit-note',
  imports: [ButtonComponent, FormField, FormRoot, NoticeComponent, TextAreaComponent],
  template: `<label class="tick screen-only"
      ><input type="checkbox" [checked]="isVisited()" [disabled]="busy()" (change)="tick($event)" />
      {{ t().visits.visited }}<span class="sr-only"> {{ stop().name }}</span></label
    >
    @if (asks()) {
      <div class="screen-only" role="group" [attr.aria-label]="t().visits.noteGoes">
        <p role="alert">{{ t().visits.noteGoes }}</p>
        <div class="row-actions">
          <button
            uiButton
            type="button"
            variant="plain"
            [busy]="busy()"
            [busyLabel]="t().listing.saving"
            (click)="remove()"
          >
            {{ t().visits.removeNote }}
          </button>
          <button uiButton type="button" variant="quiet" (click)="asks.set(false)">
            {{ t().visits.keepVisit }}
          </button>
        </div>
      </div>
    }
    @if (past(); as visits) {
      @for (visit of visits; track $index) {
        <p class="page-note">{{ visit }}</p>
      }
    }
    <details class="screen-only">
      <summary>{{ t().visits.note }}</summary>
      <form class="form form-inline" [formRoot]="form">
        <ui-text-area
          [label]="t().visits.noteOf(stop().name)"
          [hint]="t().visits.noteHint"
          [messages]="messages()"
          [formField]="form.note"
        />
        <button uiButton type="submit" variant="plain" [busy]="busy()" [busyLabel]="t().listing.saving">
          {{ t().visits.tryToNote }}
        </button>
      </form>
    </details>
    <p class="page-announcement" role="status">{{ announcement() }}</p>
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }`,
  host: { class: 'visit-note' },
})
export class VisitNoteComponent extends TenantPage {
  readonly stop = input.required<WalkView['stops'][number]>();
  /** That something was noted: the list is read again. */
  readonly noted = output();
  protected readonly isVisited = linkedSignal(() => this.stop().isVisitedToday);
  /** Whether it is asked if the visit goes although its note goes with it; no more once the list is read again. */
  protected readonly asks = linkedSignal({ source: this.stop, computation: () => false });
  /** What the agent wrote today; what was written before stays as it was. */
  private readonly own = computed(() => {
    const { visits, isVisitedToday } = this.stop();
    return (isVisitedToday && visits.find(({ isOwn }) => isOwn)?.note) || '';
  });
  protected readonly past = computed(() =>
    this.stop().visits.map(({ on, by, note }) => this.t().visits.visitedOn(this.day(on), by, note ?? '')),
  );
  private readonly entry = linkedSignal(() => ({ note: this.own() }));
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      maxLength(path.note, NOTE_MAX);
    },
    () => this.keep(),
  );
  protected readonly messages = computed(() => ({ maxLength: this.t().common.tooLong(String(NOTE_MAX)) }));

  protected async tick({ target }: Event): Promise<void> {
    if (!(target instanceof HTMLInputElement)) return;
    if (!target.checked && this.own()) {
      target.checked = true;
      this.asks.set(true);
      return;
    }
    if (!target.checked) return this.remove();
    this.isVisited.set(true);
    const pending = this.api.noteVisit(this.tenant(), this.stop().id, { note: null });
    if (await this.act(pending, this.t().visits.noted)) this.noted.emit();
    else this.isVisited.set(false);
  }

  protected async remove(): Promise<void> {
    this.isVisited.set(false);
    const pending = this.api.removeVisit(this.tenant(), this.stop().id);
    if (await this.act(pending, this.t().visits.removed)) this.noted.emit();
    else this.isVisited.set(true);
  }

  private async keep(): Promise<undefined> {
    const note = this.entry().note.trim() || null;
    const pending = this.api.noteVisit(this.tenant(), this.stop().id, { note });
    if (await this.act(pending, this.t().visits.noted)) this.noted.emit();
  }
}
