import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  provideRouter,
  RouteReuseStrategy,
  withDisabledInitialNavigation,
  withInMemoryScrolling,
} from '@angular/router';
import { routes } from './app.routes';
import { apiRequestInterceptor, sessionInterceptor } from './core/api.interceptors';
import { I18nStore } from './core/i18n/i18n.store';
import { LOCALE } from './core/i18n/locale';
import { ParamsReuseStrategy } from './core/params-reuse-strategy';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideAppInitializer(() => inject(I18nStore).begin()),
    { provide: LOCALE, useFactory: () => inject(I18nStore).locale },
    // The server tells foreign requests by their origin: it hands out no token that would have to be sent back.
    provideHttpClient(withInterceptors([apiRequestInterceptor, sessionInterceptor]), withNoXsrfProtection()),
    // The first navigation waits until the server has said who is signed in (see AppComponent).
    provideRouter(
      routes,
      withDisabledInitialNavigation(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    { provide: RouteReuseStrategy, useClass: ParamsReuseStrategy },
  ],
};
