import type {
  AcceptInvitation,
  AccountsView,
  ChangePassword,
  EnrolmentView,
  InvitationLink,
  InvitationOffer,
  Overview,
  RecoveryCodes,
  SessionView,
  SignIn,
} from '@halles/contracts';
import { hasList, hasTexts, isEnrolment, isOverview, isSessionView } from './api-shapes';
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

  signOut(): Promise<Outcome<void>> {
    return this.transport.call('DELETE', '/api/session', isNothing);
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
