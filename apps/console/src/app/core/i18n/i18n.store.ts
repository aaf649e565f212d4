import { DOCUMENT, Service, computed, effect, inject, signal } from '@angular/core';
import type { Locale } from '@halles/kernel';
import { createFormat } from '../format';
import { Preferences } from '../preferences';
import { fr } from './fr';
import type { Texts } from './texts';

const KEY = 'halles.console.locale';

interface Language {
  readonly locale: Locale;
  readonly texts: Texts;
}

/** French is there from the start; English is fetched by those who chose it, and is no part of everybody's first load. */
const load: Readonly<Record<Locale, () => Promise<Language>>> = {
  fr: () => Promise.resolve({ locale: 'fr', texts: fr }),
  en: async () => ({ locale: 'en', texts: (await import('./en')).en }),
};

/** The language of the screens: French first, and then what the operator chose in this browser. */
@Service()
export class I18nStore {
  private readonly preferences = inject(Preferences);
  private readonly shown = signal<Language>({ locale: 'fr', texts: fr });
  /** The choice made last: an answer that arrives late does not undo it. */
  private wanted: Locale = 'fr';

  readonly locale = computed(() => this.shown().locale);
  readonly texts = computed<Texts>(() => this.shown().texts);
  readonly format = computed(() => createFormat(this.locale()));
  readonly other = computed<Locale>(() => (this.locale() === 'fr' ? 'en' : 'fr'));

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => root.setAttribute('lang', this.locale()));
  }

  /** Brings the language that was chosen in this browser before anything is shown. */
  async begin(): Promise<void> {
    await this.show(this.preferences.read(KEY) === 'en' ? 'en' : 'fr');
  }

  async choose(locale: Locale): Promise<void> {
    this.preferences.write(KEY, locale);
    await this.show(locale);
  }

  /** Where a language cannot be fetched, the one that is there stays: a console in French is better than none. */
  private async show(locale: Locale): Promise<void> {
    this.wanted = locale;
    const language = await load[locale]().catch(() => undefined);
    if (language && this.wanted === locale) this.shown.set(language);
  }
}
