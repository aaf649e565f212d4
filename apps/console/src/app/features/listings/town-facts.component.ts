import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import {
  applyEach,
  form,
  FormField,
  maxLength,
  pattern,
  type SchemaPath,
  validate,
} from '@angular/forms/signals';
import type { CorrectFacts, PageState, TownFacts } from '@halles/contracts';
import { readDayHours } from '@halles/kernel';
import { I18nStore } from '../../core/i18n/i18n.store';
import { filled } from '../../core/sendable-form';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { PinMapComponent } from '../claims/pin-map.component';
import {
  correctionOf,
  entryOf,
  FACT_NAMES,
  type FactName,
  type FactsEntry,
  type ReportedPlace,
  opensSometime,
} from './town-facts-entry';
import { townWords } from './town-words';

/**
 * What a page says of each fact that the town may correct, and what it will say: a fact is opened, and corrected in place.
 * Its owner asks it for the correction (`read`).
 */
@Component({
  selector: 'console-town-facts',
  imports: [ButtonComponent, ChoiceComponent, FormField, PinMapComponent, TextFieldComponent],
  templateUrl: './town-facts.component.html',
  host: { class: 'town-facts' },
})
export class TownFactsComponent {
  readonly facts = input.required<TownFacts>();
  /** The facts that are open at first. */
  readonly opened = input<readonly FactName[]>([]);
  /** What the page is said to be at first, where that is open. */
  readonly preset = input<PageState | null>(null);

  /** Where somebody says that it is: it stands in the address at first. */
  readonly reported = input<ReportedPlace | null>(null);

  private readonly i18n = inject(I18nStore);
  protected readonly t = this.i18n.texts;
  protected readonly town = computed(() => townWords(this.i18n.locale()));
  protected readonly open = linkedSignal<readonly FactName[], ReadonlySet<FactName>>({
    source: this.opened,
    computation: (opened) => new Set(opened),
  });
  /** What is typed: where the page is read again, what is open stays as it was typed. */
  protected readonly entry = linkedSignal<TownFacts, FactsEntry>({
    source: this.facts,
    computation: (facts, before) => this.entryFrom(facts, before?.value),
  });
  protected readonly form = form(this.entry, (path) => {
    const isHours = (day: SchemaPath<string>): void =>
      validate(day, ({ value }) =>
        this.isOpen('week') && readDayHours(value()) === null ? { kind: 'hours' } : null,
      );
    applyEach(path.week, isHours);
    applyEach(path.seasons, (season) => applyEach(season, isHours));
    filled(path.line, { when: () => this.isOpen('address') });
    pattern(path.postalCode, () => (this.isOpen('address') ? /^\s*\d{5}\s*$/ : undefined));
    filled(path.postalCode, { when: () => this.isOpen('address') });
    filled(path.name, { when: () => this.isOpen('name') });
    maxLength(path.name, 120);
  });
  protected readonly messages = computed(() => ({
    hours: this.town().hoursWrong,
    required: this.town().needed,
    pattern: this.town().postalCodeWrong(this.facts().address?.postalCode ?? ''),
    maxLength: this.t().common.tooLong('120'),
  }));
  protected readonly states = computed(() =>
    (['open', 'closed', 'hidden'] as const)
      .filter((state) => state !== 'hidden' || !this.facts().isOwned)
      .map((value) => ({ value, label: this.town().states[value] })),
  );
  protected readonly communes = computed(() =>
    this.facts().communes.map(({ code, name }) => ({ value: code, label: name })),
  );
  /** Each fact with what the page says today. */
  protected readonly rows = computed(() =>
    FACT_NAMES.map((fact) => ({
      fact,
      label: this.town().facts[fact],
      isOpen: this.open().has(fact),
      isFixed: fact === 'week' && this.facts().hasOtherHours,
      lines: this.linesOf(fact),
    })),
  );
  protected readonly seasonNames = computed(() =>
    this.facts().seasons.map(({ name }) => name[this.i18n.locale()]),
  );
  protected readonly hasHours = computed(() => opensSometime(this.facts(), this.entry()));

  /** What is corrected; null for nothing, and `invalid` where something typed cannot be. */
  read(): CorrectFacts | 'invalid' | null {
    const edit = correctionOf(this.facts(), this.entry(), this.open());
    if (!edit) return null;
    const isWrong = this.form().invalid();
    if (!isWrong && ((edit.week ?? edit.seasons) === undefined || this.hasHours())) return edit;
    this.form().markAsTouched();
    if (!isWrong) this.form.week[0]?.().focusBoundControl();
    return 'invalid';
  }

  /** Closes everything, as the page stands. */
  reset(): void {
    this.open.set(new Set());
    this.entry.set(entryOf(this.facts()));
  }

  protected toggle(fact: FactName): void {
    const open = new Set(this.open());
    if (!open.delete(fact)) open.add(fact);
    else this.entry.update((entry) => ({ ...entry, ...partOf(fact, entryOf(this.facts())) }));
    this.open.set(open);
  }

  protected pick(state: PageState): void {
    this.entry.update((entry) => ({ ...entry, state }));
  }

  protected takePin(event: Event): void {
    const isTaken = event.target instanceof HTMLInputElement && event.target.checked;
    this.put(isTaken ? (this.reported()?.pin ?? null) : null);
  }

  protected put(pin: FactsEntry['pin']): void {
    this.entry.update((entry) => ({ ...entry, pin }));
  }

  protected choose(communeCode: string): void {
    this.entry.update((entry) => ({ ...entry, communeCode }));
  }

  private isOpen(fact: FactName): boolean {
    return this.open().has(fact);
  }

  private entryFrom(facts: TownFacts, typed: FactsEntry | undefined): FactsEntry {
    const entry = entryOf(facts);
    const preset = this.preset();
    if (!typed) {
      const reported = this.reported();
      const state = preset ?? entry.state;
      return reported ? { ...entry, state, ...reported.address, pin: reported.pin } : { ...entry, state };
    }
    return [...this.open()].reduce((patched, fact) => ({ ...patched, ...partOf(fact, typed) }), entry);
  }

  private linesOf(fact: FactName): readonly string[] {
    const { state, closedOn, week, phone, address, name, communes, hasOtherHours, recurring } = this.facts();
    const texts = this.t();
    const town = this.town();
    // What nobody reads of a hidden page is known all the same.
    const unknown = [state === 'hidden' ? town.hiddenWithPage : texts.listing.unknown];
    switch (fact) {
      case 'state':
        return closedOn === null
          ? [town.states[state]]
          : [town.since(town.states[state], this.i18n.format().day(closedOn))];
      case 'week':
        if (hasOtherHours) return [town.otherHours];
        return week === null
          ? unknown
          : [
              ...week.map((hours, day) => town.dayHours(texts.listing.days[day] ?? '', hours || town.shut)),
              ...(recurring?.[this.i18n.locale()] ?? []),
            ];
      case 'phone':
        return phone === null ? unknown : [phone];
      case 'address': {
        if (!address) return unknown;
        const commune = communes.find(({ code }) => code === address.communeCode)?.name ?? '';
        return [[address.line, `${address.postalCode} ${commune}`.trim()].filter(Boolean).join(', ')];
      }
      case 'name':
        return name === null ? unknown : [name];
    }
  }
}

const PARTS: Readonly<Record<FactName, readonly (keyof FactsEntry)[]>> = {
  state: ['state', 'closedOn'],
  week: ['week', 'seasons'],
  phone: ['phone'],
  address: ['line', 'postalCode', 'communeCode', 'pin'],
  name: ['name'],
};

/** What of an entry is one fact. */
const partOf = (fact: FactName, entry: FactsEntry): Partial<FactsEntry> =>
  Object.fromEntries(PARTS[fact].map((part) => [part, entry[part]]));
