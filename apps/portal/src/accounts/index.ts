export { AccountAccess } from './account-access';
export { SignedIn, sessionOf } from './account-request';
export { browserCookie, sessionCookie, stepCookie } from './account-cookies';
export {
  buttonForm,
  section,
  type AccountBody,
  type RowView,
  type SectionFormView,
  type SectionView,
  type SettingsSectionsBody,
} from './account.view';
export { ACCOUNT, accountPage } from './account-page';
export { hiddenField } from './account.view';
export { sayWhen } from './say-when';
export { linkRequest } from './sign-in-flow';
export { signInPath } from './sign-in-path';
