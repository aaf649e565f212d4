import { InjectionToken, type Signal } from '@angular/core';
import type { Locale } from '@halles/kernel';

/** The language of the screens, for what has to know nothing else about them. */
export const LOCALE = new InjectionToken<Signal<Locale>>('the language of the screens');
