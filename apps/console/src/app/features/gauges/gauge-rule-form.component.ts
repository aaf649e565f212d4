import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, FormRoot, maxLength, validate } from '@angular/forms/signals';
import type { GaugeFormula, GaugePreviewView, GaugeRulesView, GaugeRuleView } from '@halles/contracts';
import { filled, sendableForm, textMessages } from '../../core/sendable-form';
import { TenantPage } from '../../core/tenant-page';
import { ButtonComponent } from '../../ui/button.component';
import { ChoiceComponent } from '../../ui/choice.component';
import { NoticeComponent } from '../../ui/notice.component';
import { TextAreaComponent } from '../../ui/text-area.component';
import { TextFieldComponent } from '../../ui/text-field.component';
import { GaugeApi } from './gauge-api';
import { gaugeWords } from './gauge-words';
import {
  choicesOfRule,
  EMPTY_ENTRY,
  entryOfRule,
  type GaugeChoices,
  isCounted,
  minuteOf,
  MOST,
  ruleOfEntry,
} from './gauge-entry';

const FORMULAS = [
  'surface',
  'percent',
  'people',
  'hours',
  'closed',
] as const satisfies readonly GaugeFormula[];
const [TITLE_MAX, TEXT_MAX, SOURCE_MAX, URL_MAX] = [120, 2_000, 200, 500];
const NO_CHOICES: GaugeChoices = {
  ...{ formula: 'surface', communes: [], categories: [] },
  ...{ isStaffCounted: false, isHouseholdOne: true, keepsPickup: false },
};
type Flag = 'isStaffCounted' | 'isHouseholdOne' | 'keepsPickup';

/** What a form begins with: a rule to change, one to write another from, or nothing. */
export interface GaugeDraft {
  readonly from: GaugeRuleView | null;
  readonly isNew: boolean;
}

/** A rule that is written or changed: it is saved once it was seen what it touches. */
@Component({
  selector: 'console-gauge-rule-form',
  imports: [
    ButtonComponent,
    ChoiceComponent,
    FormField,
    FormRoot,
    NoticeComponent,
    TextAreaComponent,
    TextFieldComponent,
  ],
  templateUrl: './gauge-rule-form.component.html',
})
export class GaugeRuleFormComponent extends TenantPage {
  private readonly gauges = inject(GaugeApi);
  protected readonly words = computed(() => gaugeWords[this.i18n.locale()]);
  readonly draft = input.required<GaugeDraft>();
  readonly places = input.required<Pick<GaugeRulesView, 'communes' | 'branches'>>();
  readonly saved = output<string>();
  readonly closed = output();

  /** Of a rule that is new: the same form sent twice is one rule. */
  private readonly newId = linkedSignal(() => (this.draft().isNew ? crypto.randomUUID() : ''));
  private readonly entry = linkedSignal(() => {
    const { from } = this.draft();
    return from ? entryOfRule(from.rule) : EMPTY_ENTRY;
  });
  protected readonly choices = linkedSignal<GaugeChoices>(() => {
    const { from } = this.draft();
    return from ? choicesOfRule(from.rule) : NO_CHOICES;
  });
  /** What the rule touches as it stands in the form: nothing is known of another. */
  protected readonly preview = linkedSignal<unknown, GaugePreviewView | undefined>({
    source: () => [this.entry(), this.choices()],
    computation: () => undefined,
  });
  protected readonly filter = signal('');
  protected readonly form = sendableForm(
    this.entry,
    (path) => {
      filled(path.title);
      maxLength(path.title, TITLE_MAX);
      filled(path.text);
      maxLength(path.text, TEXT_MAX);
      filled(path.source);
      maxLength(path.source, SOURCE_MAX);
      maxLength(path.sourceUrl, URL_MAX);
      validate(path.sourceUrl, ({ value }) =>
        value().trim() === '' || /^https?:\/\/\S+$/.test(value().trim()) ? null : { kind: 'url' },
      );
      filled(path.firstDay);
      filled(path.lastDay);
      validate(path.lastDay, ({ value, valueOf }) =>
        value() !== '' && value() < valueOf(path.firstDay) ? { kind: 'order' } : null,
      );
      validate(path.amount, ({ value }) => (this.isAmount(value()) ? null : { kind: 'amount' }));
      validate(path.opens, ({ value }) =>
        this.formula() !== 'hours' || value() === '' || minuteOf(value()) !== null ? null : { kind: 'time' },
      );
      validate(path.closes, ({ value, valueOf }) => this.closesError(value(), valueOf(path.opens)));
    },
    () => this.look(),
  );
  protected readonly formula = computed(() => this.choices().formula);
  protected readonly hasAmount = computed(() => isCounted(this.formula()));
  protected readonly closes = computed(() => this.formula() === 'hours' || this.formula() === 'closed');
  protected readonly formulas = computed(() =>
    FORMULAS.map((value) => ({ value, label: this.words().formulas[value] })),
  );
  protected readonly messages = computed(() => ({
    ...textMessages(this.t(), TEXT_MAX),
    ...this.words().errors,
  }));
  protected readonly communes = computed(() => {
    const wanted = this.filter().trim().toLocaleLowerCase('fr');
    return this.places()
      .communes.map(({ id, label }) => ({
        id,
        label: label.fr,
        isChosen: this.choices().communes.includes(id),
      }))
      .filter(({ label, isChosen }) => isChosen || label.toLocaleLowerCase('fr').includes(wanted))
      .slice(0, 60);
  });
  protected readonly branches = computed(() => {
    const locale = this.i18n.locale();
    const isChosen = (id: string): boolean => this.choices().categories.includes(id);
    return this.places().branches.map(({ id, label, leaves }) => ({
      ...{ id, label: label[locale], isChosen: isChosen(id) },
      leaves: leaves.map((leaf) => ({ id: leaf.id, label: leaf.label[locale], isChosen: isChosen(leaf.id) })),
    }));
  });
  protected readonly touched = computed(() => {
    const seen = this.preview();
    if (!seen) return undefined;
    const words = this.words();
    return {
      sentence: words.touches(this.number(seen.places), this.plural(seen.places)),
      unknown: seen.unknown === 0 ? '' : words.unknown(this.number(seen.unknown), this.plural(seen.unknown)),
      rest: seen.places > seen.first.length ? words.firstOf(this.number(seen.first.length)) : '',
      rows: seen.first.map((place) => ({
        ...place,
        path: this.path('listings', place.id),
        meaning:
          place.most === null ? words.notKnown : words.most(this.number(place.most), this.plural(place.most)),
      })),
    };
  });

  protected choose(formula: string): void {
    const chosen = FORMULAS.find((one) => one === formula) ?? 'surface';
    this.choices.update((choices) => ({ ...choices, formula: chosen }));
  }

  protected flag(name: Flag): void {
    this.choices.update((choices) => ({ ...choices, [name]: !choices[name] }));
  }

  protected toggle(list: 'communes' | 'categories', id: string): void {
    this.choices.update((choices) => {
      const chosen = choices[list];
      const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
      return { ...choices, [list]: next };
    });
  }

  protected find({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.filter.set(target.value);
  }

  protected async save(): Promise<void> {
    const rule = ruleOfEntry(this.entry(), this.choices());
    const { from, isNew } = this.draft();
    const pending =
      isNew || !from
        ? this.gauges.create(this.tenant(), { id: this.newId(), rule })
        : this.gauges.change(this.tenant(), from.id, { version: from.version, rule });
    const words = this.words().saved(rule.title);
    if (await this.act(pending, words)) this.saved.emit(words);
  }

  protected override fieldName(pointer: string): string {
    const name = pointer.split('/').at(-1) ?? '';
    const { fields } = this.words();
    return name in fields ? fields[name as keyof typeof fields] : '';
  }

  /** What the rule would touch, which is shown before it can be saved. */
  private async look(): Promise<undefined> {
    const pending = this.gauges.preview(this.tenant(), ruleOfEntry(this.entry(), this.choices()));
    if (!(await this.act(pending, ''))) return;
    const outcome = await pending;
    if (outcome.ok) this.preview.set(outcome.value);
  }

  private isAmount(text: string): boolean {
    const formula = this.formula();
    if (!isCounted(formula)) return true;
    return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= MOST[formula];
  }

  private closesError(closes: string, opens: string): { kind: 'time' | 'hours' } | null {
    if (this.formula() !== 'hours') return null;
    if (closes !== '' && minuteOf(closes) === null) return { kind: 'time' };
    const [from, until] = [minuteOf(opens) ?? 0, minuteOf(closes) ?? 1_440];
    return (closes === '' && opens === '') || from >= until ? { kind: 'hours' } : null;
  }
}
