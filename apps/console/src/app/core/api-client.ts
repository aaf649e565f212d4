import type {
  AcceptInvitation,
  AccountsView,
  ChangePassword,
  EnrolmentView,
  InvitationLink,
  InvitationOffer,
  Leaving,
  Overview,
  ProConnectOffer,
  ProConnectView,
  RecoveryCodes,
  SessionView,
  SignIn,
} from '@halles/contracts';
import {
  hasList,
  hasTexts,
  isEnrolment,
  isLeaving,
  isOverview,
  isProConnect,
  isSessionView,
} from './api-shapes';
import type { Outcome } from './problem';
import type { StreamListener } from './server-events';
import { isNothing, type Transport } from './transport';

/** What the console asks of its server about the session and the installation. */
export class ApiClient {
  constructor(private readonly transport: Transport) {}

  /** Who is signed in; a 401 here is an answer, not a lost session. */
  session(): Promise<Outcome<SessionView>> {
    return this.transport.call('GET', '/api/session', isSessionView);
  }

  signIn(input: SignIn): Promise<Outcome<SessionView>> {
    return this.transport.call('POST', '/api/session', isSessionView, input);
  }

  /** Ends the session; says where the browser goes to sign out elsewhere too. */
  signOut(): Promise<Outcome<Leaving>> {
    return this.transport.call('DELETE', '/api/session', isLeaving);
  }

  /** Whether ProConnect is offered here. */
  proConnectOffer(): Promise<Outcome<ProConnectOffer>> {
    return this.transport.call('GET', '/api/proconnect', isProConnect<ProConnectOffer>);
  }

  /** ProConnect, for the account that is signed in. */
  proConnect(): Promise<Outcome<ProConnectView>> {
    return this.transport.inSession('GET', '/api/session/proconnect', isProConnect<ProConnectView>);
  }

  /** Begins to link an identity; says where the browser goes. */
  linkProConnect(password: string): Promise<Outcome<Leaving>> {
    return this.transport.inSession('POST', '/api/session/proconnect', isLeaving, { password });
  }

  unlinkProConnect(): Promise<Outcome<void>> {
    return this.transport.inSession('DELETE', '/api/session/proconnect', isNothing);
  }

  changePassword(input: ChangePassword): Promise<Outcome<void>> {
    return this.transport.inSession('POST', '/api/session/password', isNothing, input);
  }

  /** Gives the code that the sign-in lacks. */
  giveCode(code: string): Promise<Outcome<void>> {
    return this.transport.inSession('POST', '/api/session/second-factor', isNothing, { code });
  }

  beginEnrolment(): Promise<Outcome<EnrolmentView>> {
    return this.transport.inSession('POST', '/api/session/second-factor/enrolment', isEnrolment, {});
  }

  confirmEnrolment(code: string): Promise<Outcome<RecoveryCodes>> {
    const path = '/api/session/second-factor/confirmation';
    return this.transport.inSession('POST', path, hasList<RecoveryCodes>('recoveryCodes'), { code });
  }

  removeSecondFactor(code: string): Promise<Outcome<void>> {
    return this.transport.inSession('POST', '/api/session/second-factor/removal', isNothing, { code });
  }

  invitation(link: InvitationLink): Promise<Outcome<InvitationOffer>> {
    const guard = hasTexts<InvitationOffer>('email', 'name', 'role');
    return this.transport.call('POST', '/api/invitations/offer', guard, link);
  }

  acceptInvitation(input: AcceptInvitation): Promise<Outcome<void>> {
    return this.transport.call('POST', '/api/invitations/acceptance', isNothing, input);
  }

  accounts(): Promise<Outcome<AccountsView>> {
    return this.transport.inSession('GET', '/api/accounts', hasList<AccountsView>('accounts'));
  }

  overview(): Promise<Outcome<Overview>> {
    return this.transport.inSession('GET', '/api/overview', isOverview);
  }

  /** The overview as server-sent events: at once, and again when it changes. */
  overviewStream(listener: StreamListener): () => void {
    return this.transport.stream('/api/overview/stream', listener);
  }
}
