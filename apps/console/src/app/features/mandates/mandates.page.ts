import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, email, maxLength } from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { MandateGroup, MandateInput } from '@halles/contracts';
import { MANDATE_GROUPS as GROUPS, PAGE_GROUPS } from '../../core/mandate-groups';
import { ProblemComponent } from '../../core/problem.component';
import {
  EMAIL_MAX,
  emailMessages,
  filled,
  NAME_MAX,
  sendableForm,
  textMessages,
} from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { BadgeComponent } from '../../ui/badge.component';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';
import { SkeletonComponent } from '../../ui/skeleton.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { ListingPickerComponent, type PickedListing } from './listing-picker.component';
import { SignaturePadComponent } from './signature-pad.component';

/** A dot or a short dash is no signature: the server says so too. */
const FEWEST_POINTS = 8;
const QUALITY_MAX = 80;

const signs = {
  proposed: { shape: 'half', tone: 'quiet' },
  waiting: { shape: 'half', tone: 'warn' },
  active: { shape: 'check', tone: 'good' },
  expired: { shape: 'ring', tone: 'warn' },
  ended: { shape: 'cross', tone: 'quiet' },
} as const;

/** Mandates: those that there are, and a new one, signed here or asked for by mail. */
@Component({
  selector: 'console-mandates-page',
  imports: [
    BadgeComponent,
    ButtonComponent,
    ChoiceComponent,
    FormField,
    FormRoot,
    ListingPickerComponent,
    NoticeComponent,
    ProblemComponent,
    RouterLink,
    SignaturePadComponent,
    SkeletonComponent,
    TextFieldComponent,
  ],
  templateUrl: './mandates.page.html',
  host: { class: 'page' },
})
export class MandatesPage extends TenantPage {
  protected readonly requestedListing = inject(ActivatedRoute).snapshot.queryParamMap.get('fiche') ?? '';
  protected readonly list = this.api.mandates(this.tenant);
  protected readonly groups = GROUPS;
  protected readonly scope = signal<ReadonlySet<MandateGroup>>(new Set());
  protected readonly listing = signal<PickedListing | undefined>(undefined);
  /** The business that is chosen, for whether somebody keeps its page. */
  private readonly chosen = this.api.pickedListing(this.tenant, () => this.listing()?.id);
  protected readonly isOwned = computed(
    () => this.listing() !== undefined && this.chosen.value()?.isOwned === true,
  );
  private readonly picker = viewChild(ListingPickerComponent);
  private readonly wasSent = signal(false);
  protected readonly means = signal<string>('screen');
  protected readonly months = signal<string>('12');
  protected readonly signature = signal('');
  protected readonly entry = signal({ giverName: '', giverQuality: '', giverEmail: '' });
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.giverName);
      maxLength(path.giverName, NAME_MAX);
      filled(path.giverQuality);
      maxLength(path.giverQuality, QUALITY_MAX);
      filled(path.giverEmail, { when: () => this.means() === 'link' });
      email(path.giverEmail);
      maxLength(path.giverEmail, EMAIL_MAX);
    },
    () => this.send(),
    () => this.wasSent.set(true),
  );
  /** What no field of the form says by itself, once it was sent. */
  protected readonly missing = computed<ReadonlySet<'listing' | 'scope' | 'signature'>>(() => {
    const lacks = {
      listing: this.listing() === undefined,
      scope: this.scope().size === 0,
      signature: this.means() === 'screen' && this.signature().split('L').length < FEWEST_POINTS,
    };
    const names = ['listing', 'scope', 'signature'] as const;
    return new Set(this.wasSent() ? names.filter((name) => lacks[name]) : []);
  });
  protected readonly nameMessages = computed(() => textMessages(this.t(), NAME_MAX));
  protected readonly qualityMessages = computed(() => textMessages(this.t(), QUALITY_MAX));
  protected readonly emailMessages = computed(() => emailMessages(this.t()));
  protected readonly meansOptions = computed(() => [
    { value: 'screen', label: this.t().mandates.onScreen },
    { value: 'link', label: this.t().mandates.byMail },
  ]);
  protected readonly monthOptions = computed(() =>
    ['6', '12', '24', '36'].map((value) => ({ value, label: this.t().mandates.months(value) })),
  );
  protected readonly rows = computed(() =>
    this.list.value()?.mandates.map((mandate) => ({
      ...mandate,
      name: mandate.listing.name ?? this.t().listing.unnamed,
      sign: signs[mandate.state],
      words: this.t().mandates.states[mandate.state],
      until: this.day(mandate.expiresAt),
      scopeWords: (mandate.scope ?? PAGE_GROUPS).map((group) => this.t().mandates.groups[group]).join(', '),
      canEnd: mandate.state !== 'expired' && mandate.state !== 'ended',
    })),
  );

  protected load(): void {
    this.list.reload();
  }

  protected toggle(group: MandateGroup): void {
    this.scope.update((scope) => {
      const next = new Set(scope);
      if (!next.delete(group)) next.add(group);
      return next;
    });
  }

  protected async end({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
    await this.act(this.api.endMandate(this.tenant(), id), this.t().mandates.ended(name));
    if (this.isOutdated()) this.load();
  }

  private async send(): Promise<void> {
    const { giverName, giverQuality, giverEmail: address } = this.entry();
    const listing = this.listing();
    this.wasSent.set(true);
    if (!listing || this.missing().size > 0) return;
    const scope = GROUPS.filter((group) => this.scope().has(group));
    const terms = {
      listing: listing.id,
      scope,
      giverName,
      giverQuality,
      locale: this.i18n.locale(),
      months: Number(this.months()),
    };
    const input: MandateInput =
      this.means() === 'link'
        ? { ...terms, means: 'link', giverEmail: address }
        : { ...terms, means: 'screen', giverEmail: address || null, signature: this.signature() };
    const { sent, stored, storedWaiting } = this.t().mandates;
    const kept = this.isOwned() ? storedWaiting : stored;
    const announcement = input.means === 'link' ? sent(address) : kept;
    if (!(await this.act(this.api.proposeMandate(this.tenant(), input), announcement))) return;
    this.entry.set({ giverName: '', giverQuality: '', giverEmail: '' });
    this.picker()?.again();
    this.scope.set(new Set());
    this.wasSent.set(false);
    this.signature.set('');
    this.form().reset();
    this.load();
  }
}
