export { presentInbox, presentPreferences } from './notifications.presenter';
