export { SignedIn, sessionOf } from './account-request';
export { browserCookie, sessionCookie, stepCookie } from './account-cookies';
export { signInPath } from './sign-in-path';
