import { InjectionToken, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { I18nStore } from './i18n/i18n.store';
import { SessionStore } from './session.store';
import { Transport } from './transport';

/** The one way to the server: every client of the console shares it. */
export const TRANSPORT = new InjectionToken<Transport>('the way to the console API', {
  providedIn: 'root',
  factory: () => {
    const i18n = inject(I18nStore);
    const session = inject(SessionStore);
    return new Transport({
      send: (path, init) => fetch(path, init),
      locale: i18n.locale,
      onSessionLost: () => session.expire(),
    });
  },
});

export const API = new InjectionToken<ApiClient>('the console API', {
  providedIn: 'root',
  factory: () => new ApiClient(inject(TRANSPORT)),
});
