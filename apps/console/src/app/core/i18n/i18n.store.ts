import { DOCUMENT, Service, computed, effect, inject, signal } from '@angular/core';
import type { Locale } from '@halles/kernel';
import { createFormat } from '../format';
import { Preferences } from '../preferences';
import { en } from './en';
import { fr } from './fr';
import type { Texts } from './texts';

const KEY = 'halles.console.locale';
const texts: Record<Locale, Texts> = { fr, en };

/** The language of the screens: French first, and then what the operator chose in this browser. */
@Service()
export class I18nStore {
  private readonly preferences = inject(Preferences);
  private readonly chosen = signal<Locale>(this.preferences.read(KEY) === 'en' ? 'en' : 'fr');

  readonly locale = this.chosen.asReadonly();
  readonly texts = computed<Texts>(() => texts[this.chosen()]);
  readonly format = computed(() => createFormat(this.chosen()));
  readonly other = computed<Locale>(() => (this.chosen() === 'fr' ? 'en' : 'fr'));

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => root.setAttribute('lang', this.chosen()));
  }

  choose(locale: Locale): void {
    this.preferences.write(KEY, locale);
    this.chosen.set(locale);
  }
}
