import { Service, inject } from '@angular/core';
import type {
  AcceptInvitation,
  AcceptedInvitation,
  AccountsView,
  ChangePassword,
  ConsolePasswordLink,
  ConsolePasswordOffer,
  DigestChoice,
  EnrolmentView,
  ForgottenConsolePassword,
  InvitationLink,
  InvitationOffer,
  Leaving,
  Overview,
  ProConnectOffer,
  ProConnectView,
  RecoveryCodes,
  ResetConsolePassword,
  SessionView,
  SignIn,
} from '@halles/contracts';
import { ApiHttp, type ApiResource, apiResource, isNothing } from './api-http';
import {
  hasList,
  hasTexts,
  isAcceptedInvitation,
  isEnrolment,
  isLeaving,
  isOverview,
  isDigestChoice,
  isProConnect,
  isSessionView,
} from './api-shapes';
import type { Outcome } from './problem';
import { LOCALE } from './i18n/locale';
import { withoutSession } from './session-context';
import { type StreamListener, openEventStream } from './server-events';

/** What the console asks of its server about the session and the installation. */
@Service()
export class ApiClient {
  private readonly http = inject(ApiHttp);
  private readonly locale = inject(LOCALE);

  /** Who is signed in; a 401 here is an answer, not a lost session. */
  session(): Promise<Outcome<SessionView>> {
    return this.http.send('GET', '/api/session', isSessionView, { context: withoutSession() });
  }

  signIn(body: SignIn): Promise<Outcome<SessionView>> {
    return this.http.send('POST', '/api/session', isSessionView, { body, context: withoutSession() });
  }

  /** Ends the session; says where the browser goes to sign out elsewhere too. */
  signOut(): Promise<Outcome<Leaving>> {
    return this.http.send('DELETE', '/api/session', isLeaving, { context: withoutSession() });
  }

  /** Whether ProConnect is offered here. */
  proConnectOffer(): ApiResource<ProConnectOffer> {
    return apiResource(() => '/api/proconnect', isProConnect<ProConnectOffer>, withoutSession());
  }

  /** ProConnect, for the account that is signed in. */
  proConnect(): ApiResource<ProConnectView> {
    return apiResource(() => '/api/session/proconnect', isProConnect<ProConnectView>);
  }

  /** Begins to link an identity; says where the browser goes. */
  linkProConnect(password: string): Promise<Outcome<Leaving>> {
    return this.http.send('POST', '/api/session/proconnect', isLeaving, { body: { password } });
  }

  unlinkProConnect(): Promise<Outcome<void>> {
    return this.http.send('DELETE', '/api/session/proconnect', isNothing);
  }

  /** Whether who is signed in wants the mail of what waits. */
  digest(): ApiResource<DigestChoice> {
    return apiResource(() => '/api/session/digest', isDigestChoice);
  }

  chooseDigest(isWanted: boolean): Promise<Outcome<void>> {
    return this.http.send('PUT', '/api/session/digest', isNothing, { body: { isWanted } });
  }

  changePassword(body: ChangePassword): Promise<Outcome<void>> {
    return this.http.send('POST', '/api/session/password', isNothing, { body });
  }

  /** Gives the code that the sign-in lacks. */
  giveCode(code: string): Promise<Outcome<void>> {
    return this.http.send('POST', '/api/session/second-factor', isNothing, { body: { code } });
  }

  beginEnrolment(): Promise<Outcome<EnrolmentView>> {
    return this.http.send('POST', '/api/session/second-factor/enrolment', isEnrolment, { body: {} });
  }

  confirmEnrolment(code: string): Promise<Outcome<RecoveryCodes>> {
    const path = '/api/session/second-factor/confirmation';
    return this.http.send('POST', path, hasList<RecoveryCodes>('recoveryCodes'), { body: { code } });
  }

  removeSecondFactor(code: string): Promise<Outcome<void>> {
    return this.http.send('POST', '/api/session/second-factor/removal', isNothing, { body: { code } });
  }

  invitation(body: InvitationLink): Promise<Outcome<InvitationOffer>> {
    const guard = hasTexts<InvitationOffer>('email', 'name', 'role');
    return this.http.send('POST', '/api/invitations/offer', guard, { body, context: withoutSession() });
  }

  acceptInvitation(body: AcceptInvitation): Promise<Outcome<AcceptedInvitation>> {
    const path = '/api/invitations/acceptance';
    return this.http.send('POST', path, isAcceptedInvitation, { body, context: withoutSession() });
  }

  /** Has a link mailed that chooses a new password, where the address has an account. */
  requestPassword(body: ForgottenConsolePassword): Promise<Outcome<void>> {
    return this.http.send('POST', '/api/passwords/request', isNothing, { body, context: withoutSession() });
  }

  /** Whose password the link chooses. */
  passwordOffer(body: ConsolePasswordLink): Promise<Outcome<ConsolePasswordOffer>> {
    const guard = hasTexts<ConsolePasswordOffer>('email');
    return this.http.send('POST', '/api/passwords/offer', guard, { body, context: withoutSession() });
  }

  resetPassword(body: ResetConsolePassword): Promise<Outcome<SessionView>> {
    const path = '/api/passwords/reset';
    return this.http.send('POST', path, isSessionView, { body, context: withoutSession() });
  }

  accounts(): ApiResource<AccountsView> {
    return apiResource(() => '/api/accounts', hasList<AccountsView>('accounts'));
  }

  overview(): Promise<Outcome<Overview>> {
    return this.http.send('GET', '/api/overview', isOverview);
  }

  /**
   * The overview as server-sent events: at once, and again when it changes. `HttpClient` gives a stream as one text
   * that grows, hence `fetch`. @returns the way to close it
   */
  overviewStream(listener: StreamListener): () => void {
    const headers = { accept: 'text/event-stream', 'accept-language': this.locale() };
    const options = { credentials: 'same-origin', cache: 'no-store', headers } as const;
    return openEventStream((signal) => fetch('/api/overview/stream', { ...options, signal }), listener);
  }
}
