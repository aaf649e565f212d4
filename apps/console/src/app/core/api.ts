import { InjectionToken, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { I18nStore } from './i18n/i18n.store';
import { SessionStore } from './session.store';

export const API = new InjectionToken<ApiClient>('the console API', {
  providedIn: 'root',
  factory: () => {
    const i18n = inject(I18nStore);
    const session = inject(SessionStore);
    return new ApiClient({
      send: (path, init) => fetch(path, init),
      locale: i18n.locale,
      onSessionLost: () => session.expire(),
    });
  },
});
