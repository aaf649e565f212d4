import { Component, computed, linkedSignal } from '@angular/core';
import { FormField, FormRoot, applyEach, form, pattern } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { ListingEditor, SimpleEdit } from '@halles/contracts';
import { MANDATE_GROUPS } from '../../core/mandate-groups';
import { ProblemComponent } from '../../core/problem.component';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { ShownListingComponent } from '../reports/shown-listing.component';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const SPANS = /^\s*(?:\d\d:\d\d\s*-\s*\d\d:\d\d(?:\s*,\s*\d\d:\d\d\s*-\s*\d\d:\d\d){0,3})?\s*$/;

interface Entry {
  readonly phone: string;
  readonly description: string;
  readonly week: string[];
  readonly isClosed: boolean;
}

/** One business as an agent acts for it: what the public sees, the mandate, and the simple form that it opens. */
@Component({
  selector: 'console-listing-page',
  imports: [
    ButtonComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    ShownListingComponent,
    SkeletonComponent,
    TextAreaComponent,
    TextFieldComponent,
  ],
  templateUrl: './listing.page.html',
  host: { class: 'page' },
})
export class ListingPage extends TenantPage {
  protected readonly editor = this.api.listing(this.tenant, () => this.thing());
  protected readonly days = DAYS;
  /** What is in the form: each time that the listing is read, what the server has. */
  protected readonly entry = linkedSignal(() => entryOf(this.editor.value()?.profile));
  protected readonly form = form(
    this.entry,
    (path) => {
      applyEach(path.week, (day) => {
        pattern(day, SPANS);
      });
    },
    {
      submission: {
        action: () => this.save(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
  protected readonly messages = computed(() => ({ pattern: this.t().listing.spansWrong }));
  /** The groups of fields that the mandate in force opens; none without one. */
  protected readonly open = computed(() => {
    const mandate = this.editor.value()?.mandate;
    if (!mandate) return new Set<string>();
    return new Set<string>(mandate.scope ?? MANDATE_GROUPS);
  });
  protected readonly hasForm = computed(() =>
    ['contact', 'hours', 'description', 'closing'].some((group) => this.open().has(group)),
  );
  protected readonly revisions = computed(() =>
    this.editor.value()?.revisions.map((revision) => ({
      ...revision,
      day: this.day(revision.at),
      fields: revision.fields.map((field) => this.t().listing.fields[field]),
      who: `${this.t().listing.authors[revision.by]} (${revision.name})`,
    })),
  );

  protected load(): void {
    this.editor.reload();
  }

  protected close(event: Event): void {
    if (event.target instanceof HTMLInputElement) {
      const { checked } = event.target;
      this.entry.update((entry) => ({ ...entry, isClosed: checked }));
    }
  }

  protected async wantLetters(wanted: boolean): Promise<void> {
    const { lettersNoted } = this.t().listing;
    if (await this.act(this.api.wantLetters(this.tenant(), this.thing(), { wanted }), lettersNoted))
      this.load();
  }

  private async save(): Promise<void> {
    const profile = this.editor.value()?.profile;
    if (!profile) return;
    const edit = this.changed(profile);
    if (Object.keys(edit).length === 1) return this.said.set(this.t().listing.nothingChanged);
    const done = await this.act(
      this.api.editListing(this.tenant(), this.thing(), edit),
      this.t().listing.saved,
    );
    if (done) this.load();
  }

  /** Only what differs from what the server gave, and what the mandate opens. */
  private changed(profile: ListingEditor['profile']): SimpleEdit {
    const { phone, description, week, isClosed } = this.entry();
    const edit: { -readonly [K in keyof SimpleEdit]: SimpleEdit[K] } = { version: profile.version };
    const open = this.open();
    if (open.has('contact') && phone.trim() !== (profile.phone ?? '')) edit.phone = phone.trim() || null;
    if (open.has('description') && description.trim() !== (profile.description ?? ''))
      edit.description = description.trim() || null;
    const before = DAYS.map((day) => profile.week?.[day] ?? '');
    const after = week.map((day) => day.trim());
    if (open.has('hours') && !profile.hasOtherHours && after.join('|') !== before.join('|'))
      edit.week = after;
    if (open.has('closing') && isClosed !== profile.isClosed) edit.isClosed = isClosed;
    return edit;
  }
}

function entryOf(profile: ListingEditor['profile'] | undefined): Entry {
  return {
    phone: profile?.phone ?? '',
    description: profile?.description ?? '',
    week: DAYS.map((day) => profile?.week?.[day] ?? ''),
    isClosed: profile?.isClosed ?? false,
  };
}
