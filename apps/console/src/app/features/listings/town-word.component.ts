import { Component, computed, output, signal, viewChild } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { changedWords } from './page-entry';
import { TownFactsComponent } from './town-facts.component';
import { factName, townWords } from './town-words';

/** As much as the server takes. */
const REASON_LENGTH = 2_000;

/** What the town says of a page that nobody keeps: corrected in place, published as its word, and taken back. */
@Component({
  selector: 'console-town-word',
  imports: [
    ButtonComponent,
    FormField,
    NoticeComponent,
    ProblemComponent,
    TextAreaComponent,
    TownFactsComponent,
  ],
  template: `<section class="panel" aria-labelledby="town-word">
    <h2 id="town-word">{{ town().heading }}</h2>
    @if (page.problem(); as problem) {
      <console-problem [problem]="problem" [busy]="page.loading()" (retry)="load()" />
    }
    <p class="page-announcement" role="status">{{ announcement() }}</p>
    @if (notice(); as refused) {
      <ui-notice [tone]="refused.tone" [alert]="true" [heading]="refused.title" [detail]="refused.detail" />
    }
    @if (page.value(); as facts) {
      @if (facts.isOwned) {
        <p class="page-note">{{ town().owned }}</p>
      } @else {
        <p class="page-note">{{ town().lead }}</p>
        <form class="form" (submit)="save($event)">
          <console-town-facts [facts]="facts" />
          <ui-text-area
            [rows]="2"
            [label]="town().reason"
            [hint]="town().reasonHint"
            [messages]="messages()"
            [formField]="why.reason"
          />
          <div class="row-actions">
            <button uiButton type="submit" [busy]="busy()" [busyLabel]="t().listing.saving">
              {{ town().publish }}
            </button>
          </div>
        </form>
        @for (before of last(); track before.version) {
          <section class="town-last" [attr.aria-labelledby]="before.id">
            <h3 [id]="before.id">{{ before.heading }}</h3>
            <p class="entry-when">{{ before.when }}</p>
            <dl class="entry-changes">
              @for (change of before.changes; track change.label) {
                <dt>{{ change.label }}</dt>
                <dd>{{ change.before }}</dd>
                <dd>{{ change.after }}</dd>
              }
            </dl>
            <details>
              <summary>{{ town().undo }}</summary>
              <p>{{ town().undoes }}</p>
              <button
                uiButton
                type="button"
                variant="plain"
                [busy]="busy()"
                [busyLabel]="t().listing.saving"
                (click)="undo(before.version)"
              >
                {{ town().undoNow }}
              </button>
            </details>
          </section>
        }
      }
    }
  </section>`,
})
export class TownWordComponent extends TenantPage {
  protected readonly page = this.api.facts(this.tenant, () => this.thing());
  protected readonly town = computed(() => townWords(this.i18n.locale()));
  /** The page says something else than before. */
  readonly changed = output();
  private readonly facts = viewChild(TownFactsComponent);
  private readonly typed = signal({ reason: '' });
  protected readonly why = form(this.typed, (path) => maxLength(path.reason, REASON_LENGTH));
  protected readonly messages = computed(() => ({
    maxLength: this.t().common.tooLong(this.format().count(REASON_LENGTH)),
  }));
  /** The last corrections that stand, of the town and by link, with what each changed; drawn anew for each. */
  protected readonly last = computed(() => {
    const { last = null, lastByLink = null } = this.page.value() ?? {};
    const [format, locale, town] = [this.format(), this.i18n.locale(), this.town()];
    const known = [
      { id: 'town-last', heading: town.last, correction: last },
      { id: 'link-last', heading: town.lastByLink, correction: lastByLink },
    ];
    return known.flatMap(({ id, heading, correction }) => {
      if (!correction) return [];
      const { version, at, name, changes } = correction;
      const when = [format.moment(new Date(at)), ...(name === '' ? [] : [name])].join(' · ');
      return [{ id, heading, version, when, changes: changedWords(changes, this.t(), locale) }];
    });
  });

  protected override fieldName(pointer: string): string {
    return factName(pointer, this.town());
  }

  protected load(): void {
    this.page.reload();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const edit = this.facts()?.read();
    if (edit === 'invalid' || !this.canSay()) return;
    if (!edit) return this.announcement.set(this.t().listing.nothingChanged);
    const pending = this.api.correctFacts(this.tenant(), this.thing(), {
      ...edit,
      reason: this.typed().reason,
    });
    this.close(await this.act(pending, this.town().published));
  }

  /** Whether the reason is short enough; else its field says so. */
  private canSay(): boolean {
    this.why().markAsTouched();
    return this.why().valid();
  }

  protected async undo(version: number): Promise<void> {
    const pending = this.api.undoFacts(this.tenant(), this.thing(), version);
    this.close(await this.act(pending, this.town().undone));
  }

  /** What was refused stays as it was typed, beside the page as it is now. */
  private close(isDone: boolean): void {
    if (isDone) {
      this.facts()?.reset();
      this.typed.set({ reason: '' });
      this.why().reset();
      this.changed.emit();
    }
    this.load();
  }
}
