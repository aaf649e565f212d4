import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { LOCALE } from './i18n/locale';
import { NEEDS_SESSION } from './session-context';
import { SessionStore } from './session.store';

const TIMEOUT_MS = 15_000;

/** Asks for fresh JSON in the language of the screen, and waits for a limited time only. */
export const apiRequestInterceptor: HttpInterceptorFn = (request, next) =>
  next(
    request.clone({
      cache: 'no-store',
      credentials: 'same-origin',
      timeout: TIMEOUT_MS,
      setHeaders: {
        accept: 'application/json, application/problem+json',
        'accept-language': inject(LOCALE)(),
      },
    }),
  );

/** Ends the session of the console when the server says that there is none any more. */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(SessionStore);
  return next(request).pipe(
    tap({
      error: (error: unknown) => {
        const isUnauthorised = error instanceof HttpErrorResponse && error.status === 401;
        if (isUnauthorised && request.context.get(NEEDS_SESSION)) session.expire();
      },
    }),
  );
};
