import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { NoteOrderCall, OrderCalls } from '@halles/contracts';
import { createFormat } from '../../core/format';
import { sendableForm } from '../../core/sendable-form';
import { HandOverPage } from '../../core/hand-over-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { attemptLine, orderCallWords } from './order-call-words';
import { entryOf, type NoteEntry } from './note-entry';

const NOTE_MAX = 1_000;

/** An order that its shop does not answer: whom to call, what was tried, who does it and what came of it. */
@Component({
  selector: 'console-order-call',
  imports: [ButtonComponent, FormField, FormRoot, NoticeComponent, RouterLink, TextAreaComponent],
  template: `<h2>
      <a class="queue-link" [routerLink]="shown().path">{{ shown().name }}</a>
    </h2>
    @if (shown().phone; as phone) {
      <p>
        <a [href]="'tel:' + call().phone">{{ words().call(phone) }}</a>
      </p>
    } @else {
      <p>{{ words().noPhone }}</p>
    }
    <p class="page-note">{{ shown().facts }}</p>
    @if (call().isCustomerNotified) {
      <p class="page-note">{{ words().notified }}</p>
    }
    @if (shown().attempts.length > 0) {
      <details>
        <summary>{{ words().tried }}</summary>
        <ul>
          @for (line of shown().attempts; track $index) {
            <li>{{ line }}</li>
          }
        </ul>
      </details>
    }
    @if (shown().assignee) {
      <p>{{ shown().assignee }}</p>
    }
    @if (shown().done) {
      <p>{{ shown().done }}</p>
    }
    @if (call().orderId; as order) {
      <p>
        <button
          uiButton
          type="button"
          [attr.aria-label]="labelOf(words().answer)"
          [busy]="busy()"
          [busyLabel]="t().listing.opening"
          (click)="answer(order)"
        >
          {{ words().answer }}
        </button>
      </p>
      <p class="page-note">{{ words().answerLead }}</p>
    }
    <div class="row-actions">
      @if (!call().assignee) {
        <button
          uiButton
          type="button"
          variant="plain"
          [attr.aria-label]="labelOf(words().take)"
          [busy]="busy()"
          [busyLabel]="t().listing.saving"
          (click)="save({ isMine: true })"
        >
          {{ words().take }}
        </button>
      } @else if (call().assignee?.isYourself) {
        <button
          uiButton
          type="button"
          variant="quiet"
          [attr.aria-label]="labelOf(words().leave)"
          [busy]="busy()"
          [busyLabel]="t().listing.saving"
          (click)="save({ isMine: false })"
        >
          {{ words().leave }}
        </button>
      }
      <button
        uiButton
        type="button"
        variant="plain"
        [attr.aria-label]="labelOf(call().done ? words().undone : words().done)"
        [busy]="busy()"
        [busyLabel]="t().listing.saving"
        (click)="save({ isDone: !call().done })"
      >
        {{ call().done ? words().undone : words().done }}
      </button>
    </div>
    <form class="form form-inline" [formRoot]="form">
      <ui-text-area
        [label]="words().note"
        [hint]="words().noteHint"
        [messages]="messages()"
        [formField]="form.note"
      />
      @if (theirs(); as written) {
        <p role="status">{{ written }}</p>
      }
      <button uiButton type="submit" variant="plain" [busy]="busy()" [busyLabel]="t().listing.saving">
        {{ words().tryToNote }}
      </button>
    </form>
    <p class="page-announcement" role="status">{{ announcement() }}</p>
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }`,
  host: { class: 'order-call' },
})
export class OrderCallComponent extends HandOverPage {
  readonly call = input.required<OrderCalls['calls'][number]>();
  /** Of the territory. */
  readonly timeZone = input.required<OrderCalls['timeZone']>();
  /** That something was kept, or changed meanwhile: the list is read again. */
  readonly saved = output();
  protected readonly words = computed(() => orderCallWords(this.i18n.locale()));
  protected readonly shown = computed(() => {
    const { listing, phone, number, since, collectedFrom, attempts, assignee, done } = this.call();
    const [words, locale] = [this.words(), this.i18n.locale()];
    const format = createFormat(locale, this.timeZone());
    const moment = (iso: string): string => format.moment(new Date(iso));
    return {
      name: listing.name ?? this.t().listing.unnamed,
      path: this.path('listings', listing.id),
      phone: this.phone(phone),
      facts: [words.number(number), words.since(moment(since)), words.slot(moment(collectedFrom))].join(
        ' · ',
      ),
      attempts: attempts.map((attempt) => attemptLine(attempt, words, locale, moment)),
      assignee: assignee && (assignee.isYourself ? words.yours : words.theirs(assignee.name)),
      done: done && words.doneBy(done.by, moment(done.at)),
    };
  });
  private readonly kept = computed(() => this.call().note ?? '');
  private readonly entry = linkedSignal<string, NoteEntry>({ source: this.kept, computation: entryOf });
  /** What was sent last from here: no colleague's, though more was typed meanwhile. */
  private readonly sent = signal<string | null>(null);
  /** What a colleague made of the note while this one was typed. */
  protected readonly theirs = computed(() => {
    if (this.entry().began === this.kept() || this.kept() === this.sent()) return null;
    return this.kept() === '' ? this.words().noteRemoved : this.words().theirNote(this.kept());
  });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      maxLength(path.note, NOTE_MAX);
    },
    () => this.keep(),
  );
  protected readonly messages = computed(() => ({ maxLength: this.t().common.tooLong(String(NOTE_MAX)) }));

  /** A button by its shop, for who hears it alone. */
  protected labelOf(label: string): string {
    return `${label}, ${this.shown().name}`;
  }

  /** Leaves for the order in the space of its shop, as far as its mandate goes. */
  protected async answer(order: string): Promise<void> {
    await this.handOver(String(this.call().listing.id), { vers: 'commande', commande: order });
  }

  protected async save(body: NoteOrderCall): Promise<void> {
    if (await this.act(this.api.noteOrderCall(this.tenant(), this.call().id, body), this.words().saved))
      this.saved.emit();
  }

  private async keep(): Promise<undefined> {
    const [note, seen] = [this.entry().note.trim(), this.kept()];
    const body = { note: note || null, seenNote: seen || null };
    this.sent.set(note);
    const request = this.api.noteOrderCall(this.tenant(), this.call().id, body);
    if (!(await this.act(request, this.words().saved))) this.sent.set(null);
    // Refused, what a colleague wrote is shown beside what was typed.
    this.saved.emit();
  }
}
