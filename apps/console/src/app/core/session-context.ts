import { HttpContext, HttpContextToken } from '@angular/common/http';

/** Whether a request needs a session: its 401 then says that there is none any more. */
export const NEEDS_SESSION = new HttpContextToken<boolean>(() => true);

/** The context of a request whose 401 is an answer and not a lost session. */
export const withoutSession = (): HttpContext => new HttpContext().set(NEEDS_SESSION, false);
